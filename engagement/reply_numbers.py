"""Amounts, measures and days of a text, in one spelling for both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engagement.reply_words import Span, Words

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero", "february feb febrero", "march mar marzo", "april apr abril",
            "may mayo", "june jun junio", "july jul julio", "august aug agosto",
            "september sept sep septiembre", "october oct octubre", "november nov noviembre",
            "december dec diciembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NUMERIC_DATE = re.compile(r"(?<![\d/$])(\d{1,2})[/-](\d{1,2})(?:[/-]\d{2,4})?(?![\d/])")
_NAMED_DATE = re.compile(
    rf"\b({'|'.join(_MONTHS)})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b|"
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of |de )?({'|'.join(_MONTHS)})\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"(?<![\w.,-])\$?\d[\d,]{0,9}(?:\.\d{1,2})?(?![\w-])")
_MEASURE = re.compile(
    r"(?<![\d.])(\d{1,4}(?:\.\d)?)[ -]?("
    r"weeks?|wks?|semanas?|months?|mes|meses|years?|yrs?|anos?|days?|dias?|lbs?|pounds?|libras?|"
    r"kg|kilos?|mg|stitches|puntos)\b",
    re.IGNORECASE,
)
_UNITS = {
    "w": "week", "sem": "week", "mo": "month", "mes": "month", "y": "year", "a": "year",
    "d": "day", "lb": "pound", "p": "pound", "lib": "pound", "k": "kilo", "mg": "mg",
    "st": "stitch", "pu": "stitch",
}  # fmt: skip
_ACCOUNT_DIGITS = 3


def counted(words: Words) -> Iterator[tuple[str, Span]]:
    """Amounts of money, numbers of three digits or more, and numbers with a unit."""
    for match in _AMOUNT.finditer(words.text):
        value = re.sub(r"\.0+$", "", match.group().replace(",", "").lstrip("$"))
        if match.group().startswith("$") or len(value) >= _ACCOUNT_DIGITS:
            yield value, words.view.original(*match.span())
    for match in _MEASURE.finditer(words.text):
        yield f"{match[1]} {_unit(match[2].casefold())}", words.view.original(*match.span())


def _unit(word: str) -> str:
    """One name for a unit in both languages; the longest beginning decides."""
    return _UNITS[max((start for start in _UNITS if word.startswith(start)), key=len)]


def days(words: Words) -> Iterator[tuple[frozenset[int], Span]]:
    """Day and month; a numeric date may be meant either way round."""
    for match in _NUMERIC_DATE.finditer(words.text):
        yield frozenset((int(match[1]), int(match[2]))), words.view.original(*match.span())
    for match in _NAMED_DATE.finditer(words.text):
        month, day = (match[1], match[2]) if match[1] else (match[4], match[3])
        numbers = frozenset((_MONTHS[month.casefold()], int(day)))
        yield numbers, words.view.original(*match.span())
