"""What a patient is shown, built once when the request is made and frozen from then on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from accounts.canonical import FORMAT
from channels.models import Channel
from consents import names
from consents.elements import applying, fill_in
from consents.models import FormVersion, Material, Subject
from consents.models.request import PURPOSES

PLACEMENT = "organic"  # paid places come with requests that ask for them, always apart

NAMES = {
    "photo": (gettext_noop("the picture"), gettext_noop("picture")),
    "quote": (gettext_noop("the words"), gettext_noop("words")),
    "story": (gettext_noop("the story"), gettext_noop("story")),
}


def build(
    *,
    form: FormVersion,
    subject: Subject,
    materials: Sequence[Material],
    channels: Sequence[Channel],
    purposes: Sequence[str],
    signer: dict[str, str],
    paid_by: str,
    preview: dict[str, Any] | None,
) -> dict[str, Any]:
    """The whole page as data: every sentence, thing, place and name, in the form's language."""
    organization = subject.organization
    with override(form.language):
        content: dict[str, Any] = {
            "format": FORMAT,
            "form": {"code": form.code, "number": form.number, "language": form.language},
            "organization": {
                "name": organization.name,
                "address": organization.address,
                "phone": organization.phone,
                "contact": organization.contact,
                "time_zone": organization.time_zone,
            },
            "patient": {"name": subject.name, "first_name": subject.first_name},
            "name_shown": name_shown(subject, materials, preview),
            "signer": signer,
            "things": list(_things(materials, preview)),
            "places": [_place(channel) for channel in channels],
            "purposes": [
                {"code": code, "label": _(label)} for code, label in PURPOSES if code in purposes
            ],
            "paid_by": paid_by,
            "preview": preview,
        }
        content["statements"] = _statements(form, content)
    return content


def name_shown(
    subject: Subject, materials: Sequence[Material], preview: dict[str, Any] | None
) -> str:
    """The name level in all that the patient is shown; the first name at the least."""
    texts = [str(material.words) for material in materials]
    texts += strings(preview or {})
    return max(names.FIRST, names.shown(texts, subject.name), key=names.RANK.__getitem__)


def strings(value: Any) -> list[str]:
    """Every text inside a preview, however deep."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in strings(one)]


def _things(
    materials: Sequence[Material], preview: dict[str, Any] | None
) -> Iterator[dict[str, Any]]:
    """Each thing with a short name: “the picture”, or “picture 2” when there are several."""
    seen: Counter[str] = Counter()
    kinds = Counter(material.kind for material in materials)
    for material in materials:
        seen[material.kind] += 1
        one, several = NAMES[material.kind]
        label = _(one) if kinds[material.kind] == 1 else f"{_(several)} {seen[material.kind]}"
        yield {
            "material": material.pk,
            "kind": material.kind,
            "sha256": material.sha256,
            "label": label,
            "words": material.words,
            "alt": _alt_text(material.sha256, preview),
            "width": material.photo.width if material.photo else 0,
            "height": material.photo.height if material.photo else 0,
        }


def _alt_text(sha256: str, preview: dict[str, Any] | None) -> str:
    """The post's words for people who cannot see the picture, when a post is shown with it."""
    pictures = (preview or {}).get("pictures", [])
    return next(
        (str(one.get("alt_text", "")) for one in pictures if one.get("sha256") == sha256), ""
    )


def _place(channel: Channel) -> dict[str, Any]:
    return {
        "channel": channel.pk,
        "kind": channel.kind,
        "name": channel.name,
        "account": channel.account_id,
        "placement": PLACEMENT,
    }


def _statements(form: FormVersion, content: dict[str, Any]) -> list[dict[str, str]]:
    organization, signer = content["organization"], content["signer"]
    facts = {
        "things": _listed([thing["label"] for thing in content["things"]]),
        "patient": content["patient"]["first_name"],
        "organization": organization["name"],
        "address": organization["address"] or organization["name"],
        "places": _listed([place["name"] for place in content["places"]]),
        "purposes": _listed([purpose["label"].lower() for purpose in content["purposes"]]),
        "relation": signer["relation"],
        "payer": content["paid_by"],
    }
    elements = applying(bool(content["paid_by"]), signer["kind"] == "representative")
    return [
        {"code": element.code, "text": fill_in(form.statements[element.code], facts)}
        for element in elements
    ]


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
