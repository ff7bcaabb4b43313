"""(A) Names: everyone whom the organization's directory does not know."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.phi import decision, lexicon
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.reading import Reading

_SAYS = {
    Severity.BLOCK: "This names somebody beside words about care. If they are a patient, the post "
    "needs their signed permission; if not, say who they are.",
    Severity.WARN: "We don't know this person yet. Who are they to the organization?",
    Severity.INFO: "This looks like somebody with a public part or on the team. If so, nothing "
    "more is needed than to say so once.",
}
_REPLY = "A reply that names somebody can tell others that they are a patient. Leave the name out."


def _people(reading: Reading) -> Iterable[Hit]:
    for mention in reading.people:
        if mention.known:
            continue
        severity = decision.person(reading, mention)
        says = _SAYS[severity]
        if reading.kind == "reply" and severity is not Severity.INFO:
            says = _REPLY
        patient = reading.says(lexicon.PATIENT_WORD, mention.start)
        suggestion = "a patient" if severity is Severity.BLOCK and not patient else None
        yield Hit(mention.start, mention.end, severity, says, suggestion)


RULES: tuple[Rule, ...] = (
    Rule(
        code="names.person",
        identifier="A",
        category="name",
        severity=Severity.WARN,
        says=_SAYS[Severity.WARN],
        search=_people,
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
        ),
        ignores=(
            "Will walking help? Yes!",
            "May your holidays be merry and bright.",
            "Hope is what we do.",
            "Lou Gehrig's disease affects nerve cells.",
            "Hodgkin lymphoma and Bell's palsy have nothing in common.",
            "Community Wellness Day is on Saturday.",
            "April is Autism Acceptance Month.",
            "Visit the Emergency Department on Elm Street.",
            "Free Blood Pressure Checks at Fairview Public Library",
        ),
    ),
)
