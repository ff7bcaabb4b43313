"""(R) Any other number, code or place that stands for one person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.identifier import numbered
from compliance.phi.reading import Reading

_LETTER = r"(?-i:\s#?[A-Z](?![\w'.]))"
_ROOM = re.compile(
    r"\b(?:room|rm\.?|bed|bay|pod|cuarto|habitacion|hab\.?|cama|cubiculo|crib|isolette|chair|silla)"
    rf"(?:\s?#?\d{{1,4}}[A-Z]?(?:[- ]?bed\s?[A-Z0-9])?\b|{_LETTER})|"
    r"\b(?:in|from|at|de|en|la|birds in)\s(?:suite|cottage|cabin|villa|casita|apt\.?|apartment|"
    rf"unit|ward|wing|piso|apto\.?)(?:\s#?\d{{1,4}}[A-Z]?\b|{_LETTER})",
    re.IGNORECASE,
)
_BED = re.compile(r"bed|cama|crib|isolette", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:meets?|meeting|class\w{0,2}|conference|held|lobby|located|seminar|open|join|visit us|"
    r"(?:re)?paint\w{0,3}|new chairs|remodel\w{0,3}|vacan\w{1,3}|tour|workshop|session|forum|"
    r"sign up|junta|taller|clase|charla|register|check[- ]in at|next to|ribbon)\b",
    re.I,
)


def _occupied(reading: Reading, start: int) -> Severity | None:
    """A room is somebody's when one person or their care is spoken of, and no event."""
    if reading.says(_PLACE, start):
        return None
    slept_in = reading.kind != "draft" and _BED.match(reading.text, start)
    if slept_in or reading.care_around(start) or _somebody(reading, start):
        return Severity.BLOCK
    return None


def _somebody(reading: Reading, start: int) -> bool:
    """Is one person spoken of in this sentence, or in the one before?"""
    first, _ = reading.sentence(start)
    return reading.individual_in_sentence(start) or (
        first > 0 and reading.individual_in_sentence(first - 1)
    )


def _rooms(reading: Reading) -> Iterable[Hit]:
    for match in _ROOM.finditer(reading.text):
        severity = _occupied(reading, match.start())
        if severity is not None:
            yield Hit(*match.span(), severity)


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
        search=_rooms,
        catches=(
            "Room 218 bed B is our Covid miracle.",
            "She is stable now. Room 312, visitors till 8.",
            "está en la cama 3",
            "this is Vernon Pratt in room 214 and my soup was cold",
        ),
        ignores=("The stroke class meets in Room 218.", "Room 218 has new chairs."),
    ),
)
