"""A view in which numbers written as words, letters or with emoji stand as digits."""

from __future__ import annotations

import re

from compliance.phi.normalise import View
from compliance.phi.views import Edit, edited

_UNITS = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "cero": "0", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6",
    "siete": "7", "ocho": "8", "nueve": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "diez": "10", "once": "11", "doce": "12", "trece": "13", "catorce": "14", "quince": "15",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9", "veinte": "2", "treinta": "3", "cuarenta": "4",
    "cincuenta": "5", "sesenta": "6", "setenta": "7", "ochenta": "8", "noventa": "9",
}  # fmt: skip
_UNIT = "|".join(_UNITS)
_WORD = re.compile(
    rf"(?<![A-Za-z])(?=[a-z])(?:(?:(?P<times>double|triple|doble)\s)?(?P<run>(?:{_UNIT})(?:-?(?:{_UNIT}))*)(?P<hundred>\shundred)?|"
    rf"(?P<tens>{'|'.join(_TENS)})(?:(?:[-\s]|\sy\s)(?P<unit>{_UNIT}))?|"
    rf"(?P<teen>{'|'.join(_TEENS)}))(?![A-Za-z])|"
    r"(?<=\d)(?P<letter>[oOlI]{1,3})(?=[\d\s.-]|$)|(?<![A-Za-z])(?P<lone>[oOlI])(?=[\dlIoO]{0,3}\d)|"
    r"(?<=\d)(?P<dot>\s?[\[(]?dot[\])]?\s?)(?=\d)",
    re.IGNORECASE,
)
_ONE = re.compile(_UNIT, re.IGNORECASE)


def digit_edits(text: str) -> list[Edit]:
    """Where digits are spelled, and the digits they mean."""
    found = []
    for match in _WORD.finditer(text):
        found.append(Edit(*match.span(), _digits(match)))
    return found


def digit_view(text: str) -> View | None:
    """The text with spelled digits as digits, or None when none is spelled."""
    edits = digit_edits(text)
    return edited(text, edits) if edits else None


def _digits(match: re.Match[str]) -> str:
    if match.group("run"):
        times = {"double": 2, "doble": 2, "triple": 3}.get(
            (match.group("times") or "").casefold(), 1
        )
        said = [_UNITS[word.casefold()] for word in _ONE.findall(match.group("run"))]
        return said[0] * times + "".join(said[1:]) + ("00" if match.group("hundred") else "")
    if match.group("tens"):
        unit = match.group("unit")
        return _TENS[match.group("tens").casefold()] + (_UNITS[unit.casefold()] if unit else "0")
    if match.group("teen"):
        return _TEENS[match.group("teen").casefold()]
    if match.group("dot"):
        return "."
    letters = match.group("letter") or match.group("lone")
    return "".join("0" if letter in "oO" else "1" for letter in letters)
