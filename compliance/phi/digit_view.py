"""A view in which numbers written as words, letters or with emoji stand as digits."""

from __future__ import annotations

import re

from compliance.phi.normalise import View

_WORDS = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "cero": "0", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6",
    "siete": "7", "ocho": "8", "nueve": "9",
}  # fmt: skip
_UNIT = re.compile(
    rf"\b(?:(?P<times>double|triple)\s)?(?P<word>{'|'.join(_WORDS)})\b|"
    r"(?<=\d)(?P<letter>[oOlI])(?=[\d\s.-])|(?<![A-Za-z])(?P<lone>[oOlI])(?=\d)",
    re.IGNORECASE,
)


def digit_view(text: str) -> View | None:
    """The text with spelled digits as digits, or None when none is spelled."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for match in _UNIT.finditer(text):
        _copy(text, last, match.start(), out, starts, ends)
        digit = _digit(match)
        out.append(digit)
        starts.extend([match.start()] * len(digit))
        ends.extend([match.end()] * len(digit))
        last = match.end()
    if not last:
        return None
    _copy(text, last, len(text), out, starts, ends)
    return View("".join(out), tuple(starts), tuple(ends))


def _copy(
    text: str, start: int, end: int, out: list[str], starts: list[int], ends: list[int]
) -> None:
    out.append(text[start:end])
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


def _digit(match: re.Match[str]) -> str:
    if match.group("word"):
        times = {"double": 2, "triple": 3}.get((match.group("times") or "").casefold(), 1)
        return _WORDS[match.group("word").casefold()] * times
    letter = match.group("letter") or match.group("lone")
    return "0" if letter in "oO" else "1"
