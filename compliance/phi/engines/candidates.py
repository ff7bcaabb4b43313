"""From what a further engine marks to a finding: masked, weighed, in our own words.

An engine has no idea of care, of an organization's own people, or of severities: a place or a
person in a draft that speaks of no care is a question at most, and nothing here ever blocks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from compliance.phi import decision
from compliance.phi.base import Finding, Severity
from compliance.phi.reading import Reading

WARN, INFO = Severity.WARN, Severity.INFO


@dataclass(frozen=True, slots=True)
class Weight:
    """What a category counts beside care and otherwise; None: then it is no finding."""

    beside_care: Severity | None
    otherwise: Severity | None
    says: str


_PERSON = "This looks like somebody’s name. Is it a patient, or somebody close to one?"
_ID = "This looks like a number that belongs to one person. Take it out unless it is your own."
_REACH = "This looks like a way to reach one person. Take it out unless it is your own."
_CARE = "This may say something about one person’s care. Please read it once more."

WEIGHTS: dict[str, Weight] = {
    "name": Weight(WARN, INFO, _PERSON),
    "geographic": Weight(WARN, None, "A place beside one person’s care can point to them."),
    "date": Weight(WARN, None, "A date beside one person’s care can point to them. Say the year."),
    "phone": Weight(WARN, WARN, _REACH),
    "fax": Weight(WARN, WARN, _REACH),
    "email": Weight(WARN, WARN, _REACH),
    "url": Weight(WARN, None, "An address on the internet beside one person’s care."),
    "ip_address": Weight(WARN, WARN, _ID),
    **dict.fromkeys(
        (
            "ssn", "mrn", "health_plan_id", "account_number", "license_number", "vehicle_id",
            "device_id", "biometric", "other_unique_id",
        ),
        Weight(WARN, WARN, _ID),
    ),
    **dict.fromkeys(
        (
            "testimonial", "patient_acknowledgement", "medical_advice", "health_information",
            "self_disclosure", "phi_context",
        ),
        Weight(WARN, WARN, _CARE),
    ),
}  # fmt: skip
#: what is tied to one person's care only by its sentence
TIED = frozenset({"geographic", "date", "url"})
#: what may stand beside a name of the directory without making it another person's
_TITLES = re.compile(r"(?:\b(?:dr|mr|mrs|ms|prof|nurse|rn|md|do|phd|np|pa)\b|'s\b|\W)+", re.I)


def finding(reading: Reading, engine: str, category: str, start: int, end: int) -> Finding | None:
    """The finding for a span of the original text, or None when it is public or says nothing.

    Raises ValueError for a span outside of the text and KeyError for a category we do not know.
    """
    if not 0 <= start < end <= len(reading.original):
        raise ValueError("a span outside of the text")
    weight = WEIGHTS[category]
    first, last = _plain(reading, start, end)
    if first >= last or _public(reading, first, last):
        return None
    severity = weight.beside_care if _beside_care(reading, category, first, last) else (
        weight.otherwise
    )  # fmt: skip
    if severity is None:
        return None
    return Finding(start, end, category, severity, weight.says, f"engine.{engine}")


def _plain(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A span of the original in the plain view, in which care and the directory are found."""
    view = reading.view
    return bisect_right(view.ends, start), bisect_left(view.starts, end)


def _public(reading: Reading, start: int, end: int) -> bool:
    """Does the directory know all of it, but for titles and what joins them?"""
    mask = reading.mask
    if mask.covers(start, end):
        return True
    if not mask.touches(start, end):
        return False
    left = [
        letter
        for at, letter in enumerate(reading.text[start:end], start)
        if not any(begin <= at < over for begin, over in mask.spans)
    ]
    return _TITLES.fullmatch("".join(left)) is not None


def _beside_care(reading: Reading, category: str, start: int, end: int) -> bool:
    if category in TIED:
        return decision.tied_to_care(reading, start, end) is not None
    return reading.care_around(start)
