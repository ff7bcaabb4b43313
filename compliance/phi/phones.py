"""Telephone and fax numbers as people write them, in the United States, Mexico and beyond."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compliance.phi.checksums import digits
from compliance.phi.number_shapes import DATE_LIKE
from compliance.phi.vocabulary import listed

if TYPE_CHECKING:
    from compliance.phi.reading import Reading

_DIALLED = re.compile(
    r"(?<![\w$%/.:#@+-])(?:\+|\(\+)?\(?\d(?:[\s().*/_~-]{0,3}\d|,\s?(?=\d{3})\d){6,16}(?!\w)(?![-/:@]\w)(?!\.\d)"
)
_CUE = re.compile(
    r"(?:\b(?:call\w{0,3}|text\w{0,3}|ring|rings?|cell\w{0,5}|(?:tele)?phone|mobile|mob|tel|number|"
    r"num|reach\w{0,3}|whats?app|wsp?|wapp|signal|dial|beeper|pager|landline|home|work|contact\w{0,2}|"
    r"fax\w{0,4}|llam\w{1,6}|telefono|telf?|celular|cel|marqu\w{1,3}|marcar|numero|recado|voicemail|"
    r"msg|message|me|mi|at|al)\b|[☎#:])[^.!?\n\d]{0,30}$",
    re.IGNORECASE,
)
_FAX = re.compile(r"\bfax\w{0,6}\b[^.!?\n]{0,60}$|^\s?\(fax\)", re.IGNORECASE)
_EXTENSION = re.compile(r"\s?(?:x|ext\.?|extension)\s?\d{1,6}\b", re.IGNORECASE)
_MASKED = re.compile(
    r"(?<![\w*])\(?[xX*#]{3}\)?[-. ]{0,2}[xX*#]{3}[-. ]{0,2}(?P<v>\d{4})\b|"
    r"\b(?:the|el|al)\s(?P<w>\d{4})\s(?:number|cell|phone|line|one)\b"
)
_TOLL_FREE = re.compile(r"\D{0,3}1?\D{0,2}8(?:00|33|44|55|66|77|88)(?!\d{0,2}$)")
_HOTLINES = listed(
    "8002738255 8006624357 8002221222 8007997233 8006564673 8004224453 8003326242 8004321000"
)
_NOT_DIALLED = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|\d{3}[-. ]\d{2}[-. ]\d{4}")
_TEN = {(10,), (3, 3, 4), (3, 7), (6, 4), (3, 3, 2, 2), (2, 4, 4), (2, 8), (3, 4, 3)}
_PRAYED = {(2, 4, 4), (2, 8), (3, 4, 3)}
_LARGE_AREAS = ("55", "56", "33", "81")
_MOST = 15


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number's place, and what is known of it."""

    start: int
    end: int
    fax: bool
    toll_free: bool


def phones(reading: Reading) -> Iterable[Phone]:
    """All numbers to reach somebody that are not the organization's own."""
    own = _own(reading)
    claimed = [(n.start, n.end) for n in reading.numbers if n.cued and n.category != "phone"]
    for match in _DIALLED.finditer(reading.text):
        start, end = match.span()
        number = digits(match.group())
        if not _is_phone(reading, match.group(), start, end):
            continue
        if number[-10:] in own or (len(number) == 7 and number in {o[-7:] for o in own}):
            continue
        if any(s < end and start < e for s, e in claimed):
            continue
        extension = _EXTENSION.match(reading.text, end)
        last = extension.end() if extension else end
        free = _TOLL_FREE.match(match.group()) is not None
        yield Phone(start, last, _is_fax(reading, start, end), free)
    yield from _partial(reading)


def _own(reading: Reading) -> frozenset[str]:
    return frozenset(digits(p)[-10:] for p in reading.directory.phones) | _HOTLINES


def _partial(reading: Reading) -> Iterable[Phone]:
    """Numbers of which only the end is told, which still say whose they are."""
    for number in reading.numbers:
        if number.category == "phone":
            fax = _is_fax(reading, number.start, number.end)
            yield Phone(number.start, number.end, fax, toll_free=False)
    for match in _MASKED.finditer(reading.text):
        yield Phone(*match.span(match.lastgroup or 0), fax=False, toll_free=False)


def _is_fax(reading: Reading, start: int, end: int) -> bool:
    text = reading.text
    return bool(_FAX.search(text[max(0, start - 70) : start]) or _FAX.match(text[end : end + 8]))


def _is_phone(reading: Reading, value: str, start: int, end: int) -> bool:
    """Is a run of digits dialled rather than counted? Unsure forms need a word before them."""
    number = digits(value)
    groups = tuple(len(g) for g in re.findall(r"\d+", value))
    if (
        _NOT_DIALLED.fullmatch(value)
        or DATE_LIKE.fullmatch(value)
        or len(number) > _MOST
        or len(set(number)) == 1
    ):
        return False
    if "+" in value and len(number) >= 8:
        return True
    cued = _CUE.search(reading.text[max(0, start - 45) : start]) is not None
    if "," in value and not cued:
        return False
    number, groups = _without_prefix(number, groups)
    if len(number) == 10:
        return _ten(value, number, groups, cued)
    if len(number) == 7:
        return _seven(value, groups, cued)
    return cued and 8 <= len(number) <= 13 and _dialled_apart(groups)


def _without_prefix(number: str, groups: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """Without the 1 of the country, 011 or 00 of abroad, 52 of Mexico."""
    for prefix in ("011521", "01152", "00521", "0052", "521", "52", "044", "045", "001", "01", "1"):
        if number.startswith(prefix) and len(number) == 10 + len(prefix):
            left = len(prefix)
            while groups and left >= groups[0]:
                left -= groups[0]
                groups = groups[1:]
            if left:
                groups = (groups[0] - left, *groups[1:])
            return number[len(prefix) :], groups
    return number, groups


def _ten(value: str, number: str, groups: tuple[int, ...], cued: bool) -> bool:
    if number[0] in "01" or number.endswith("00000"):
        return False
    if groups in _PRAYED:
        return cued or number.startswith(_LARGE_AREAS)
    return groups in _TEN or (cued and _dialled_apart(groups)) or "(" in value


def _seven(value: str, groups: tuple[int, ...], cued: bool) -> bool:
    if groups == (3, 4):
        return cued or re.fullmatch(r"[2-9]\d\d\s?[-.]\s?\d{4}", value) is not None
    return cued and groups in ((7,), (3, 2, 2), (1,) * 7) and value[0] not in "01"


def _dialled_apart(groups: tuple[int, ...]) -> bool:
    """Groups as one dials, without years and single steps of a list among them."""
    return len(groups) <= 6 or set(groups) == {1}
