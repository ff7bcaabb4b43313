"""Numbers and codes that stand for somebody: seen by their shape, told apart by the words near.

Two readings meet here. A cue with its value right behind ("member id is XJH-4471") is believed
for plain digits as well. A value that has the shape of a code ("PMT-0093317") is believed without
a cue; the nearest word says of what it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.phi import number_shapes as shapes
from compliance.phi.number_cues import AFTER_CUE, CUE, NEUTRAL

if TYPE_CHECKING:
    from compliance.phi.reading import Reading

_PLAIN = frozenset(
    {"id", "ids", "number", "numero", "num", "card", "tarjeta", "code", "credencial"}
)
_CARDS = frozenset({"card", "tarjeta"})
_SURE = frozenset({"ssn", "mrn", "license_number", "device_id", "health_plan_id"})
_REACH = 130
_ALSO_PHONES = frozenset({NEUTRAL, "phone", "mrn", "account_number"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number of somebody: its place, its category, and whether a cue stood before it."""

    start: int
    end: int
    category: str
    cued: bool


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    category: str
    word: str


@dataclass(frozen=True, slots=True)
class _Value:
    """What stands behind a cue; ``partial`` when only its last digits are told."""

    start: int
    end: int
    text: str
    partial: bool

    @property
    def digits(self) -> int:
        return sum(c.isdigit() for c in self.text)


def numbers(reading: Reading) -> tuple[Number, ...]:
    """Every number or code of somebody in a text, without overlaps, in order."""
    cues = [
        _Cue(*m.span(), m.lastgroup or NEUTRAL, m.group().casefold())
        for start, end in _around_digits(reading.text)
        for m in CUE.finditer(reading.text, start, end)
    ]
    found = _behind_cues(reading, cues)
    ends = [n.end for n in found]
    found += [n for n in _shaped(reading, cues) if not _overlaps(n, found[: len(ends)], ends)]
    return tuple(sorted(found, key=lambda n: n.start))


def _around_digits(text: str) -> list[tuple[int, int]]:
    """Where a cue can be near enough to a number to matter, so that most text is not searched."""
    spans: list[tuple[int, int]] = []
    for match in shapes.DIGITS.finditer(text):
        start, end = max(0, match.start() - _REACH), match.end() + _REACH
        if spans and start <= spans[-1][1]:
            start, _ = spans.pop()
        spans.append((start, end))
    return spans


def _overlaps(number: Number, taken: list[Number], ends: list[int]) -> bool:
    after = bisect_left(ends, number.start + 1)
    return after < len(taken) and taken[after].start < number.end


def _behind_cues(reading: Reading, cues: list[_Cue]) -> list[Number]:
    """Values right behind a cue; of two cues for one value the telling or the nearer one counts."""
    found: list[Number] = []
    for cue in cues:
        number = _behind(reading, cue, cues)
        if number is None:
            continue
        if found and number.start < found[-1].end:
            if found[-1].category != NEUTRAL and number.category == NEUTRAL:
                continue
            found.pop()
        found.append(number)
    return found


def _behind(reading: Reading, cue: _Cue, cues: list[_Cue]) -> Number | None:
    match = AFTER_CUE.match(reading.text, cue.end)
    if match is None:
        return None
    partial = bool(match.group("ends")) or "last" in cue.word
    value = _Value(*match.span("v"), match.group("v"), partial)
    category = _category(reading, cue, value, cues)
    if category is None or not _plausible(reading, value, category):
        return None
    return Number(value.start, value.end, category, cued=True)


def _category(reading: Reading, cue: _Cue, value: _Value, cues: list[_Cue]) -> str | None:
    """The category a cue gives a value; a neutral one asks the words around."""
    if cue.category == "phone":
        return "phone" if value.partial else None
    if cue.word == "case" and _legal(reading, value):
        return NEUTRAL
    if cue.category != NEUTRAL or not (value.partial or cue.word in _PLAIN):
        return cue.category
    if value.partial and cue.word in _CARDS:
        return "account_number"
    return _nearest(reading, value.start, value.end, cues) or _usual(cue, value)


def _usual(cue: _Cue, value: _Value) -> str:
    """What a card or a number is when nothing around says more."""
    if cue.word in _CARDS:
        return "health_plan_id"
    return "phone" if value.partial and cue.word in ("number", "numero") else NEUTRAL


def _legal(reading: Reading, value: _Value) -> bool:
    """A case of a court or a board rather than of a clinic."""
    if shapes.COURT.search(value.text):
        return True
    return reading.says(shapes.COURT, value.start) and shapes.prefixed(value.text) != "mrn"


def _plausible(reading: Reading, value: _Value, category: str) -> bool:
    """Does the value have what a number of this category must have?"""
    if value.partial:
        return 2 <= value.digits <= 12
    if category == NEUTRAL and _login(reading, value):
        return True
    if shapes.innocent(value.text) or _priced(reading, value.start, value.end):
        return False
    if category in _ALSO_PHONES and shapes.PHONE_SHAPED.fullmatch(value.text):
        return False
    return not _drawn(reading, value.start, category) and _enough(reading, value, category)


def _enough(reading: Reading, value: _Value, category: str) -> bool:
    if category not in _SURE and value.digits < 6 and shapes.ORDINARY.fullmatch(value.text):
        return False
    plain = value.text.replace("-", "").isdigit()
    least = 3 if category in _SURE or not plain else 4
    enough = value.digits >= least and len(value.text) >= 4
    return enough or (category == NEUTRAL and _worn(reading, value.start))


def _login(reading: Reading, value: _Value) -> bool:
    named = shapes.LOGIN.search(reading.text, max(0, value.start - 24), value.start)
    return named is not None and len(value.text) >= 4 and not value.text.isdigit()


def _drawn(reading: Reading, start: int, category: str) -> bool:
    """Numbers of raffles, coupons and versions stand for nobody."""
    if category not in (NEUTRAL, "mrn"):
        return False
    return shapes.DRAWN.search(reading.text, max(0, start - 150), start + 100) is not None


def _worn(reading: Reading, start: int) -> bool:
    """A bib or a jersey has few digits and one wearer, whose care the sentence speaks of."""
    before = reading.text[max(0, start - 10) : start].casefold()
    worn = any(word in before for word in ("bib", "jersey", "dorsal"))
    return worn and reading.care_around(start)


def _priced(reading: Reading, start: int, end: int) -> bool:
    text = reading.text
    return text[start - 1 : start] in ("$", "€", "£") or text[end : end + 1] == "%"


def _shaped(reading: Reading, cues: list[_Cue]) -> Iterable[Number]:
    """Values that are codes by their shape alone."""
    for match in shapes.CODE.finditer(reading.text):
        value = match.group().strip("-_/")
        start = match.start() + match.group().index(value)
        end = start + len(value)
        if _priced(reading, start, end) or not shapes.is_code(value):
            continue
        if value.isdigit() and shapes.COUNTED.match(reading.text, end):
            continue
        if not _drawn(reading, start, NEUTRAL):
            yield Number(start, end, _told(reading, start, end, value, cues), cued=False)


def _told(reading: Reading, start: int, end: int, value: str, cues: list[_Cue]) -> str:
    found = _nearest(reading, start, end, cues) or shapes.prefixed(value)
    if found is None and len(value) <= 9 and reading.says(shapes.CAR, start):
        return "vehicle_id"
    return found or NEUTRAL


def _place(cue: _Cue) -> int:
    return cue.start


def _nearest(reading: Reading, start: int, end: int, cues: list[_Cue]) -> str | None:
    """The category of the nearest telling cue; behind the value or a full stop it tells less."""
    first, last = reading.sentence(start)
    best: tuple[int, str] | None = None
    for cue in cues[bisect_left(cues, start - 90, key=_place) :]:
        if cue.start > end + 60:
            break
        if cue.category in (NEUTRAL, "phone"):
            continue
        distance = start - cue.end if cue.end <= start else 2 * (cue.start - end)
        if not first <= cue.start < last:
            distance += 40
        if 0 <= distance <= 90 and (best is None or distance < best[0]):
            best = (distance, cue.category)
    return best[1] if best else None
