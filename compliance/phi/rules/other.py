"""(R) Any other number, code or place that stands for one person."""

from __future__ import annotations

import re

from compliance.phi.base import Rule, Severity
from compliance.phi.identifier import numbered
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
        search=numbered("other_unique_id"),
        catches=(
            "Ticket 88-4410-LX in our registry is a man.",
            "Rx# 7719204 is ready",
            "order TK-88213 never shipped",
            "ref. AP-20771 on her appeal",
            "my login is tbh1938",
            "donor sperm #D-7719",
            "folio 0093317",
            "claim no. 4419-20",
        ),
        ignores=(
            "Ticket sales start at 10.",
            "Raffle ticket 4471 wins.",
            "See reference 12.",
            "Form 1095-A is in the mail.",
            "Use code SPRING2026 at checkout.",
            "We gave 123456 vaccines.",
            "Level L4-L5, 500mg, 10am-2pm, 2026-03-05.",
        ),
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
