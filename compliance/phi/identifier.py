"""The one shape of most numbered identifiers: a cue, a little glue, and a value with digits."""

from __future__ import annotations

import re

GLUE = r"(?:\s?(?:no|num|nr|number|numero|id)\b\.?)?[\s:#=-]{0,3}(?:(?:is|was|es|el)\s)?[#:]?\s?"
VALUE = r"(?=[A-Za-z0-9-]{0,20}\d)[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){2,23}"
SPACED = r"(?=[A-Za-z0-9 -]{0,20}\d)[A-Z0-9]{1,8}(?:[ -][A-Z0-9]{1,8}){0,5}"


def cued(cues: str, value: str = VALUE) -> re.Pattern[str]:
    """Match ``value`` (group v) right after one of ``cues`` (an alternation)."""
    return re.compile(rf"(?<![\w-])(?:{cues})(?!\w){GLUE}(?P<v>{value})(?![\w])", re.IGNORECASE)


def long_enough(least: int, digits: int = 2) -> re.Pattern[str]:
    """What a value must have to be a number of somebody rather than a year or a room."""
    return re.compile(rf"^(?=(?:[^0-9]{{0,20}}[0-9]){{{digits}}}).{{{least},32}}$")


def not_year(value: str) -> bool:
    """A value of four characters or more with two digits that is not a year."""
    return bool(long_enough(4).match(value)) and not re.fullmatch(r"(?:19|20)\d\d", value)
