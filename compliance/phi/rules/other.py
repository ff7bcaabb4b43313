"""(R) Any other number, code or place that stands for one person."""

from __future__ import annotations

import re

from compliance.phi.base import Rule, Severity
from compliance.phi.identifier import cued, not_year
from compliance.phi.reading import Reading

_ROOM = re.compile(
    r"\b(?:room|rm\.?|bed|bay|cuarto|habitacion|"
    r"cama)\s?#?(?P<v>\d{1,4}[A-Z]?(?:\s?bed\s[A-Z0-9])?)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:meet|class|conference|held|suite|lobby|located|seminar|open|join)\b", re.I
)


def _occupied(reading: Reading, start: int, end: int) -> Severity | None:
    if reading.says(_PLACE, start) or not reading.care_in_sentence(start):
        return None
    return Severity.BLOCK


RULES: tuple[Rule, ...] = (
    Rule(
        code="other.code",
        identifier="R",
        category="other_unique_id",
        severity=Severity.BLOCK,
        says="This code stands for one person or case. Leave it out.",
        pattern=cued(
            r"ticket|claim|confirmation|appointment\s(?:no\.?|id|#)|study\s(?:id|no\.?|#)|"
            r"subject|participant|"
            r"barcode|registry|reference|ref\.?|rx|prescription\s(?:no\.?|number|#)|case\sid|"
            r"file\s(?:no\.?|#)|"
            r"employee\s(?:id|no\.?|#)|badge|locker|wristband|token|referencia|folio"
        ),
        check=lambda value: not_year(value) and sum(c.isdigit() for c in value) >= 3,
        catches=(
            "Ticket 88-4410-LX in our registry is a man.",
            "Rx# 7719204 is ready",
            "claim no. 4419-20",
        ),
        ignores=("Ticket sales start at 10.", "Raffle ticket 20 wins.", "See reference 12."),
    ),
    Rule(
        code="other.room",
        identifier="R",
        category="other_unique_id",
        severity=Severity.BLOCK,
        says="A room or bed on a day is one patient. Leave the number out.",
        pattern=_ROOM,
        decide=_occupied,
        kinds=("draft", "reply"),
        catches=("Room 218 bed B is our Covid miracle.",),
        ignores=("The stroke class meets in Room 218.", "Room 218 has new chairs."),
    ),
)
