"""(A) Names: everyone whom the organization's directory does not know."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.phi import decision, lexicon
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.people import HONORIFICS, Mention
from compliance.phi.reading import Reading
from compliance.phi.usernames import accounts, spoken_to

_SAYS = {
    Severity.BLOCK: "This names somebody beside words about care. If they are a patient, the post "
    "needs their signed permission; if not, say who they are.",
    Severity.WARN: "We don't know this person yet. Who are they to the organization?",
    Severity.INFO: "This looks like somebody with a public part or on the team. If so, nothing "
    "more is needed than to say so once.",
}
_REPLY = "A reply that names somebody can tell others that they are a patient. Leave the name out."


def _people(reading: Reading, around: decision.Scene) -> Iterable[Hit]:
    """One hit for each person: later mentions by a part of the name are the same question."""
    for mentions in _persons(reading):
        public = any(decision.public_role(reading, mention) for mention in mentions)
        judged = [(decision.person(reading, m, around, public), m) for m in mentions]
        strongest = max(severity.rank for severity, _ in judged)
        severity, mention = next(p for p in judged if p[0].rank == strongest)
        yield _hit(reading, mention, severity)


def _persons(reading: Reading) -> list[list[Mention]]:
    """Mentions of people whom the directory does not know, person by person."""
    persons: list[list[Mention]] = []
    of: dict[str, int] = {}
    for mention in reading.people:
        if mention.known:
            continue
        words = _called(reading.text[mention.start : mention.end])
        same = {of.get(word, -1) for word in words}
        if len(same) == 1 and -1 not in same:
            persons[same.pop()].append(mention)
            continue
        of.update(dict.fromkeys(words, len(persons)))
        persons.append([mention])
    return persons


def _called(name: str) -> frozenset[str]:
    """The words of a name that tell people apart."""
    words = frozenset(name.casefold().replace(".", " ").split())
    return (words - HONORIFICS) or words


def _hit(reading: Reading, mention: Mention, severity: Severity) -> Hit:
    says = _SAYS[severity]
    if reading.kind == "reply" and severity is not Severity.INFO:
        says = _REPLY
    patient = reading.says(lexicon.PATIENT_WORD, mention.start)
    suggestion = "a patient" if severity is Severity.BLOCK and not patient else None
    return Hit(mention.start, mention.end, severity, says, suggestion)


def _accounts(reading: Reading, around: decision.Scene) -> Iterable[Hit]:
    """Accounts that a reply turns to, that write in, or that carry a name beside care."""
    for start, end, named in accounts(reading.text):
        turned = spoken_to(reading.text, start)
        if reading.kind == "draft" and not (named and reading.care_around(start)):
            continue
        if reading.kind != "draft" and not (named or turned):
            continue
        mention = Mention(start, end, "account")
        yield _hit(reading, mention, decision.account(reading, mention, around))


def _everyone(reading: Reading) -> Iterable[Hit]:
    around = decision.scene(reading)
    yield from _people(reading, around)
    yield from _accounts(reading, around)


RULES: tuple[Rule, ...] = (
    Rule(
        code="names.person",
        identifier="A",
        category="name",
        severity=Severity.WARN,
        says=_SAYS[Severity.WARN],
        search=_everyone,
        asks="who",
        catches=(
            "Odalys Quinones went home after her surgery.",
            "Mr. Fontaine finished his dialysis today.",
            "A new liver for Noor H., who is in our clinic weekly.",
            "D. Kim left our stroke unit.",
            "We met linh pham at the picnic.",
            "Pooja told us that her vertigo is better.",
            "Our picnic photo shows Tadeusz Wronski.",
            "The tumor is out, says Beatriz Salgado-Ruiz.",
            "Bravo #TeamLeonard, chemo is done!",
            "When Faith could not breathe, her neighbor drove her to us.",
            "Felicidades a Don Ernesto en su casa.",
            "The stitches opened again. Thanks, Marlene",
            "im marcus and my knee is swollen",
            "a mi hija Yaretzi le duele la muela",
            "Hey @kim.tanaka, your scan looks good.",
        ),
        ignores=(
            "Will walking help? Yes!",
            "May your holidays be merry and bright.",
            "Hope is what we do.",
            "Lou Gehrig's disease affects nerve cells.",
            "Hodgkin lymphoma and Bell's palsy have nothing in common.",
            "Community Wellness Day is on Saturday.",
            "April is Autism Acceptance Month.",
            "Mass is at St. Boniface on Tuesdays.",
            "Visit the Emergency Department on Elm Street.",
            "Free Blood Pressure Checks at Fairview Public Library",
        ),
    ),
)
