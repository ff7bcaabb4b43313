"""The post as it will appear on one channel: from the frozen version, or the draft as it is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from content import freezing
from content.case import Case, TargetFacts
from content.models import Post, Revision
from content.page.moments import sentence
from content.page.photos import Shown
from content.page.words import Mark, paragraphs
from content.workflow import State


@dataclass(frozen=True, slots=True)
class Appearing:
    """The tabs, the chosen channel, and what `parts/proof.html` shows for it."""

    tabs: list[dict[str, Any]]
    channel: int
    proof: dict[str, Any] | None


def appearing(
    post: Post,
    case: Case,
    revision: Revision | None,
    wanted: str,
    places: dict[str, list[Mark]],
    pictures: Sequence[Shown],
) -> Appearing:
    """`wanted` is the channel's key from the address; anything else shows the first."""
    if not case.targets:
        return Appearing([], 0, None)
    target = next((t for t in case.targets if str(t.channel_id) == wanted), case.targets[0])
    tabs = [
        {
            "label": one.channel,
            "url": "?" + urlencode({"channel": one.channel_id}),
            "current": one == target,
        }
        for one in case.targets
    ]
    entry = leaving(post, case, revision, target)
    surface = f"target:{target.channel_id}" if target.own_text else "text"
    marks = places.get(surface, []) if entry["text"] == target.text else []
    proof = {
        "organization": post.organization,
        "place": " · ".join(filter(None, [target.channel, when(post, case)])),
        "title": entry["title"],
        "paragraphs": paragraphs(entry["text"], marks),
        "pictures": [
            {"src": one.src, "alt": one.alt, "width": one.width, "height": one.height}
            for one in pictures
        ],
        "link": entry["link"],
        "tags": entry["tags"],
        "first_comment": entry["first_comment"],
    }
    return Appearing(tabs, target.channel_id, proof)


def leaving(
    post: Post, case: Case, revision: Revision | None, target: TargetFacts
) -> dict[str, Any]:
    """What leaves for one channel: the frozen words as soon as there are any."""
    if post.state != State.DRAFT and revision is not None and revision.payload:
        for entry in json.loads(revision.payload)["targets"]:
            if (entry["channel"], entry["placement"]) == (target.channel_id, target.placement):
                return dict(entry)
    return freezing.leaving(case, target)


def when(post: Post, case: Case) -> str:
    if post.planned_at is None or post.state in (State.PUBLISHED, State.WITHDRAWN):
        return ""
    return sentence(post.planned_at, post.organization.time_zone, case.now)
