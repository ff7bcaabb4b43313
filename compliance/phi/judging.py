"""Rules and models together: what the models add, and what of context they let the rules keep.

Models never touch a finding that stands by itself. They may take down what the few rules say that
are often wrong without the rest of the text (a name, "last Friday", a town), and they hold a text
whose meaning gives somebody away though no rule saw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from compliance.phi.base import Finding, Severity
from compliance.phi.models import ngrams
from compliance.phi.models.meaning import Limits
from compliance.phi.models.scores import ANY, Mark, Scores
from compliance.phi.overlaps import CONTEXT
from compliance.phi.reading import Reading

ARGUABLE = frozenset(
    {
        "names.person",
        "dates.relative",
        "geography.town",
        "inbound.self_disclosure",
        "replies.advice",
    }
)
"""Rules that are right less than 19 times in 20 on the texts they were written with."""

SAYS = {
    "testimonial": "These read as a patient's words about care. They need that patient's signed "
    "permission, or an answer that says who really spoke.",
    "phi_context": "Somebody who was there, or lives nearby, may know who this is about. Did they "
    "sign, or is it told so that nobody could tell?",
    "patient_acknowledgement": "This tells everyone who reads it that the person is, or is not, a "
    "patient. Thank them in general and offer a private way to talk.",
    "medical_advice": "This reads as medical advice to one person. Point to a phone number "
    "instead.",
    "self_disclosure": "The writer tells about somebody's care. Don't repeat any of it; hide it "
    "if the network allows, and offer a private way to talk.",
    "name": "This looks like somebody's name. Who are they to the organization?",
    "geographic": "This place, together with the rest, can point to one person. The state is as "
    "near as a post may go.",
    "date": "This day, together with the rest, can point to one person's care. The year is enough.",
}
PUNCTUATION = ".,;:!?@#()'’\"“”"

ASKS = {"testimonial": "who_spoke", "name": "who"}
MEANT = {"draft": "phi_context", "reply": "patient_acknowledgement", "inbound": "self_disclosure"}
"""What a text is held for when only its meaning as a whole gives somebody away."""


def weigh(
    reading: Reading, found: Iterable[Finding], scores: Scores, limits: Limits
) -> list[Finding]:
    """The findings of the rules, tempered, and those of the models."""
    kept = [tempered(finding, scores, limits) for finding in found]
    kept = _marked(reading, kept, scores, limits)
    kept += _labels(reading, kept, scores, limits)
    return kept + list(_whole(reading, kept, scores, limits))


def tempered(finding: Finding, scores: Scores, limits: Limits) -> Finding:
    """What an arguable rule found, taken down where the text as a whole does not bear it out."""
    if finding.rule not in ARGUABLE:
        return finding
    chance = scores.labels[ANY]
    if finding.category == "medical_advice":
        chance = scores.labels.get("medical_advice", 1.0)
    severity = finding.severity
    if severity is Severity.BLOCK and chance < limits.keeps_block:
        severity = Severity.WARN
    if severity is Severity.WARN and chance < limits.keeps_warn:
        severity = Severity.INFO
    return finding if severity is finding.severity else replace(finding, severity=severity)


def _labels(
    reading: Reading, found: Sequence[Finding], scores: Scores, limits: Limits
) -> list[Finding]:
    """Advice is held for itself; every other label only says why the text is held.

    Nothing is said twice: not what a rule found as strongly, nor that somebody without a name
    could be known where a name or a patient's words are held already.
    """
    held = limits.severity(scores.labels[ANY])
    said = [f for f in found if f.severity is not Severity.INFO]
    named = any(f.category not in CONTEXT or f.category == "testimonial" for f in said)
    made: list[Finding] = []
    for label, limit in limits.labels.items():
        severity = Severity.WARN if label == "medical_advice" else held
        if severity is None or scores.labels[label] < limit or (label == "phi_context" and named):
            continue
        if not any(f.category == label and f.severity.rank >= severity.rank for f in said):
            made.append(_finding(reading, label, severity, *heaviest(reading, label)))
    return made


def _marked(
    reading: Reading, found: Sequence[Finding], scores: Scores, limits: Limits
) -> list[Finding]:
    """With the words that look like an identifier, in a text that is held for its meaning.

    What a rule only asked about is then held; somebody who was found is not found twice.
    """
    if limits.severity(scores.labels[ANY]) is None:
        return list(found)
    kept = list(found)
    for mark in scores.marks:
        if mark.probability < limits.marks or reading.mask.covers(mark.start, mark.end):
            continue
        start, end = reading.view.original(mark.start, mark.end)
        there = [
            i
            for i, f in enumerate(kept)
            if f.category not in CONTEXT and start < f.end and f.start < end
        ]
        for i in there:
            if kept[i].severity is Severity.INFO and kept[i].category == mark.category:
                kept[i] = replace(kept[i], severity=Severity.WARN)
        if not there and not _known(reading, kept, mark):
            kept.append(_finding(reading, mark.category, Severity.WARN, mark.start, mark.end))
    return kept


def _known(reading: Reading, found: Iterable[Finding], mark: Mark) -> bool:
    """Is the mark a part of a name that was found elsewhere in the text?"""
    if mark.category != "name":
        return False
    named = " ".join(reading.original[f.start : f.end] for f in found if f.category == "name")
    words = {word.strip(PUNCTUATION) for word in named.casefold().split()}
    start, end = reading.view.original(mark.start, mark.end)
    said = {w.strip(PUNCTUATION) for w in reading.original[start:end].casefold().split()}
    return said <= words


def _whole(
    reading: Reading, found: Iterable[Finding], scores: Scores, limits: Limits
) -> Iterator[Finding]:
    """The text is held for its meaning where nothing else holds it as strongly."""
    severity = limits.severity(scores.labels[ANY])
    others = [f.severity for f in found if f.category != "medical_advice"]
    if severity is not None and all(severity.rank > other.rank for other in others):
        yield _finding(reading, MEANT[reading.kind], severity, *heaviest(reading, ANY))


def heaviest(reading: Reading, label: str) -> tuple[int, int]:
    """The sentence whose words speak most for a label, in offsets of the plain view."""
    totals: dict[tuple[int, int], float] = dict.fromkeys(reading.sentences, 0.0)
    for at, weight in ngrams.weight_of_places(reading, label):
        totals[reading.sentence(at)] += weight
    start, end = max(totals, key=lambda sentence: totals[sentence])
    return start, start + len(reading.text[start:end].rstrip()) or end


def _finding(reading: Reading, category: str, severity: Severity, start: int, end: int) -> Finding:
    first, last = reading.view.original(start, end)
    return Finding(
        start=first,
        end=last,
        category=category,
        severity=severity,
        message=SAYS[category],
        rule=f"meaning.{category}",
        asks=ASKS.get(category),
    )
