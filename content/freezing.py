"""What is frozen at submit: the payload (what leaves) and the basis (what the yes rests on).

Pure functions of the case. At every later step both are built again from today's rows and
compared with what was decided.
"""

import json
from collections import Counter
from typing import Any

from accounts.canonical import FORMAT, canonical, digest, digest_of_text
from content.case import Case, PictureFacts, TargetFacts


def surfaces(case: Case) -> list[tuple[str, str]]:
    """All words that leave, each with the name of its place; what the text check reads."""
    own = [(f"target:{target.channel_id}", target.own_text) for target in case.targets]
    comments = [(f"comment:{target.channel_id}", target.first_comment) for target in case.targets]
    tags = [(f"tags:{target.channel_id}", " ".join(target.tags)) for target in case.targets]
    alts = [(f"alt:{picture.photo_id}", picture.alt_text) for picture in case.pictures]
    words = [("title", case.title), ("text", case.text), ("link", case.link)]
    return [(place, text) for place, text in [*words, *own, *comments, *tags, *alts] if text]


def frozen_surfaces(payload: str) -> list[tuple[str, str]]:
    """The words of a frozen payload, named as `surfaces` does: what most channels get is “text”."""
    targets: list[dict[str, Any]] = json.loads(payload)["targets"] if payload else []
    texts = Counter(target["text"] for target in targets)
    most = texts.most_common(1)[0][0] if texts else ""
    found: dict[str, str] = {}
    for target in targets:
        key = target["channel"]
        found |= {"title": target["title"], "text": most, "link": target["link"]}
        found[f"target:{key}"] = "" if target["text"] == most else target["text"]
        found |= {
            f"comment:{key}": target["first_comment"],
            f"tags:{key}": " ".join(target["tags"]),
        }
        found |= {f"alt:{one['photo']}": one["alt"] for one in target["pictures"]}
    return [(place, text) for place, text in found.items() if text]


def text_digest(case: Case) -> str:
    """SHA-256 of all words and the language: a check is of exactly these."""
    return digest([case.language, surfaces(case)])


def payload(case: Case) -> str:
    """Canonical JSON of what leaves, per target."""
    return canonical({"format": FORMAT, "targets": [leaving(case, t) for t in case.targets]})


def leaving(case: Case, target: TargetFacts) -> dict[str, Any]:
    return {
        "channel": target.channel_id,
        "kind": target.kind,
        "account": target.account_id,
        "placement": target.placement,
        "label": case.kind,
        "title": case.title,
        "text": target.text,
        "link": case.link,
        "first_comment": target.first_comment,
        "tags": list(target.tags),
        "pictures": [picture(p, target) for p in case.pictures],
    }


def picture(facts: PictureFacts, target: TargetFacts) -> dict[str, Any]:
    return {
        "photo": facts.photo_id,
        "sha256": facts.rendition(target.profile),
        "order": facts.order,
        "alt": facts.alt_text,
    }


def basis(case: Case) -> str:
    """Canonical JSON of what the approval rests on."""
    return canonical(
        {
            "format": FORMAT,
            "kind": case.kind,
            "purpose": case.purpose,
            "paid_by": case.paid_by,
            "runs_until": case.until.isoformat() if case.until else None,
            "materials": [
                {
                    "id": material_id,
                    "sha256": case.material_sha256.get(material_id, ""),
                    "people": sorted(
                        [said.kind, said.subject_id or 0] for said in case.said_about(material_id)
                    ),
                }
                for material_id in sorted(case.materials)
            ],
        }
    )


def digests(case: Case) -> tuple[str, str]:
    """(digest, basis digest) of the case as it is now."""
    return digest_of_text(payload(case)), digest_of_text(basis(case))
