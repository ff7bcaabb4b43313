"""The numbered list of what a second person looks at: words, pictures, who is in them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from accounts.models import User
from content import freezing
from content.case import Case, FindingFacts
from content.colleagues import first_name
from content.gates import is_current
from content.models import Answer, Check, Occurrence, Post
from content.noticed import whose
from content.page.people import called
from content.page.words import Mark

#: what was seen, in two or three words; the rule's own sentence says why it matters
TITLES = {
    "name": "A name",
    "geographic": "A place",
    "date": "A date",
    "phone": "A phone number",
    "fax": "A fax number",
    "email": "An e-mail address",
    "ssn": "A social security number",
    "mrn": "A record number",
    "health_plan_id": "A health plan number",
    "account_number": "An account number",
    "license_number": "A licence number",
    "vehicle_id": "A vehicle",
    "device_id": "A device number",
    "url": "An address on the web",
    "ip_address": "An address of a computer",
    "biometric": "A voice, a finger or an eye",
    "full_face_photo": "A picture of a face",
    "other_unique_id": "Something only one person has",
    "testimonial": "A patient’s own words",
    "patient_acknowledgement": "It says that somebody is a patient",
    "medical_advice": "Medical advice",
    "health_information": "Somebody’s health",
    "self_disclosure": "Somebody tells about themselves",
    "phi_context": "It could point to a patient",
    "unknown_language": "A language the machine cannot read",
}
#: words longer than this stand in the text only
SHORT, LONGEST = 60, 280
SURFACES = ("text", "target", "title", "link", "comment", "tags", "alt")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at, as `parts/finding.html` shows it, and where it stands."""

    number: int
    level: str
    title: str
    quote: str = ""
    why: str = ""
    note: str = ""
    answer: dict[str, str] | None = None
    shut: bool = False
    current: bool = False
    actions: list[dict[str, Any]] = field(default_factory=list)
    finding_id: int = 0
    answer_id: int = 0
    picture_id: int = 0
    open: bool = False  # an answer waits for a second person
    answered_by: int = 0
    counts: bool = True  # something has to be said about it


@dataclass(frozen=True, slots=True)
class Seen:
    """Text findings in the order of their places, and where each of them stands."""

    items: list[Item]
    places: dict[str, list[Mark]]


def in_words(post: Post, case: Case, me: User) -> Seen:
    """What the newest check saw, numbered as the eye meets it; empty while it is not current."""
    if not is_current(case):
        return Seen([], {})
    found = occurrences(post, case, me)
    facts = {one.id: one for one in case.findings}
    answers = live_answers(post, me)
    words = dict(freezing.surfaces(case))
    channels = {target.channel_id: target.channel for target in case.targets}
    items: dict[int, Item] = {}
    places: dict[str, list[Mark]] = defaultdict(list)
    for row in found:
        fact = facts.get(row.finding_id)
        if fact is None or row.surface not in words:
            continue
        if row.finding_id not in items:
            item = of_finding(
                fact, len(items) + 1, answers.get(fact.id), me, whose(fact.answer, case)
            )
            words_here = words[row.surface][row.start : row.end].strip()
            items[row.finding_id] = placed(item, words_here, surface_words(row.surface, channels))
        item = items[row.finding_id]
        places[row.surface].append(Mark(row.start, row.end, item.level, item.number))
    return Seen(list(items.values()), dict(places))


def occurrences(post: Post, case: Case, me: User) -> list[Occurrence]:
    seen = Check.objects.visible_to(me).filter(post=post, pk__in=case.checks)
    rows = Occurrence.objects.filter(found_in__in=seen)
    return sorted(rows, key=lambda row: (SURFACES.index(row.surface.partition(":")[0]), row.start))


def live_answers(post: Post, me: User) -> dict[int, Answer]:
    rows = Answer.objects.visible_to(me).filter(finding__post=post, superseded_at=None)
    return {row.finding_id: row for row in rows.select_related("answered_by", "confirmed_by")}


def of_finding(
    fact: FindingFacts, number: int, answer: Answer | None, me: User, about: str = ""
) -> Item:
    title = TITLES.get(fact.category, "Something to look at")
    if not fact.counts:
        return Item(number, "good", title, note="for your eyes", shut=True, counts=False)
    if answer is None or not fact.answered:
        why = (
            fact.message if answer is None else f"{fact.message} The answer does not reach so far."
        )
        return Item(number, "stop", title, why=why, note="No answer yet", finding_id=fact.id)
    told = answer_words(answer, about)
    if answer.confirmed_by is not None:
        note = f"{told['text']} ✓ {called(answer.confirmed_by, me)}"
        return Item(number, "good", title, note=note, shut=True, finding_id=fact.id)
    return Item(
        number, "look", title, why=fact.message, answer=told, finding_id=fact.id, open=True,
        answered_by=answer.answered_by_id, answer_id=answer.pk,
    )  # fmt: skip


def answer_words(answer: Answer, about: str = "") -> dict[str, str]:
    """Whose answer it is, and what it says; `about` names the patients who sign for it."""
    said = answer.get_kind_display().removesuffix(", because …")
    if about:
        said = f"About {about}, who signs for it"
    text = f"{said}: {answer.because}" if answer.because else f"{said}."
    return {"who": first_name(answer.answered_by.name), "text": text}


def placed(item: Item, words: str, place: str) -> Item:
    """With the very words, and where they stand unless that is the text itself."""
    note = " · ".join(filter(None, [place, item.note]))
    if item.shut:
        title = words if len(words) <= SHORT else item.title
        return replace(item, title=title, note=note)
    return replace(item, quote=f"“{words.strip('“”')}”" if len(words) <= LONGEST else "", note=note)


def surface_words(surface: str, channels: dict[int, str]) -> str:
    """Where it stands, unless it stands in the text itself."""
    kind, _, key = surface.partition(":")
    match kind:
        case "title":
            return "In the title"
        case "link":
            return "In the link"
        case "alt":
            return "In the words for people who cannot see the picture"
        case "target" | "comment" | "tags":
            what = {"target": "words", "comment": "first comment", "tags": "tags"}[kind]
            return f"In the {what} for {channels.get(int(key), 'a channel')}"
    return ""


def confirmable(items: Iterable[Item], me: User) -> list[Item]:
    """Those whose answer waits for somebody else than the one who gave it."""
    return [item for item in items if item.open and item.answered_by != me.pk]
