"""People and permissions: each person by each channel, from the one rule of coverage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from accounts.models import User
from consents.coverage import GrantFacts, Verdict, covers
from consents.models import Authorization
from consents.words import reason_sentence
from content.case import Case, TargetFacts
from content.page.moments import date_words

SOON = timedelta(days=30)
OTHERS = {
    "staff": "Our staff",
    "public": "The public",
    "stock": "Stock people",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One person on one channel: state is yes, soon or no; a word always stands with it."""

    channel: str
    state: str
    word: str
    detail: str = ""
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One row: who, where they appear, and a cell for each channel."""

    name: str
    detail: str
    cells: list[Cell]


def signed_forms(case: Case, me: User) -> dict[int, str]:
    """Where the signed forms can be read, by key; empty for people who may not."""
    keys = {grant.authorization_id for grant in case.grants}
    rows = Authorization.objects.visible_to(me).filter(pk__in=keys) if keys else ()
    return {row.pk: reverse("consents:authorization", args=[row.public_id]) for row in rows}


def matrix(case: Case, zone: str, may_ask: bool, forms: dict[int, str]) -> list[Person]:
    """Every patient who is shown or quoted, then everybody else who is said to be in it."""
    patients = dict.fromkeys(key for m in case.materials for key in case.patients(m))
    rows = [
        Person(
            f"{case.names.get(key, 'A patient')}, patient",
            " · ".join(filter(None, [where(case, key), signed(case, key, zone)])),
            [cell(case, key, target, zone, may_ask, forms) for target in case.targets],
        )
        for key in patients
    ]
    kinds = dict.fromkeys(
        said.kind for m in case.materials for said in case.said_about(m) if said.kind in OTHERS
    )
    return rows + [other(case, kind) for kind in kinds]


def other(case: Case, kind: str) -> Person:
    cells = [Cell(t.channel, "yes", "Allowed", "no permission form needed") for t in case.targets]
    places = [
        f"picture {number}"
        for number, picture in enumerate(case.pictures, start=1)
        if any(said.kind == kind for said in case.said_about(picture.material_id))
    ]
    return Person(OTHERS[kind], ", ".join(places), cells)


def cell(
    case: Case, subject: int, target: TargetFacts, zone: str, may_ask: bool, forms: dict[int, str]
) -> Cell:
    """Allowed only when every picture and every word of this person is, on this channel."""
    at = max(case.now, case.planned_at or case.now)
    verdicts = [
        covers(use, case.grants, at) for use in case.uses(target) if use.subject_id == subject
    ]
    refused = next((verdict for verdict in verdicts if not verdict.allowed), None)
    if refused is not None:
        name = case.names.get(subject, "this patient")
        ask = reverse("content:ask", args=[case.post_id]) if may_ask else ""
        words = reason_sentence(refused.reasons[0], name, target.channel)
        return Cell(target.channel, "no", "Not allowed", words, ask, "Ask the family")
    return allowed(case, target.channel, verdicts, zone, forms)


def allowed(
    case: Case, channel: str, verdicts: Sequence[Verdict], zone: str, forms: dict[int, str]
) -> Cell:
    ends = [verdict.grant for verdict in verdicts if verdict.grant is not None]
    if not ends:
        return Cell(channel, "yes", "Allowed")
    first = min(ends, key=lambda grant: grant.expires_at)
    # The permission holds to the end of its last day; that day is what people were told.
    form = forms.get(first.authorization_id, "")
    read = "Read the signed form" if form else ""
    last_day = date_words(first.expires_at - timedelta(seconds=1), zone, case.now)
    if first.expires_at - case.now < SOON:
        then = "then comes down" if first.on_expiry == "takedown" else "then shows nothing new"
        return Cell(channel, "soon", "Ends soon", f"{last_day}, {then}", form, read)
    return Cell(channel, "yes", "Allowed", f"until {last_day}", form, read)


def where(case: Case, subject: int) -> str:
    """In which pictures, and whether in words."""
    numbers = {picture.material_id: n for n, picture in enumerate(case.pictures, start=1)}
    shown = [key for key in case.materials if subject in case.patients(key)]
    said = [f"picture {numbers[key]}" for key in shown if key in numbers]
    return ", ".join(said + (["words"] if any(key not in numbers for key in shown) else []))


def signed(case: Case, subject: int, zone: str) -> str:
    grants: list[GrantFacts] = [grant for grant in case.grants if grant.subject_id == subject]
    if not grants:
        return "nothing signed yet"
    newest = max(grants, key=lambda grant: grant.signed_at)
    return f"signed {date_words(newest.signed_at, zone, case.now)}"
