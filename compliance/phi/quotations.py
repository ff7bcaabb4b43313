"""Finds quoted words and who is said to have spoken them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTED = re.compile(
    r'"([^"\n]{8,1500}?)"|(?<!\w)\'([^\'\n]{3,400}(?:\'\w[^\'\n]{1,400}){0,6})\'(?!\w)'
)
_SPEECH = (
    r"(?:says?|said|tells?|told|writes?|wrote|shares?|shared|recalls?|recalled|adds?|explains?|"
    r"posted|review\w{0,3}|cuenta|dice|dijo|escribio|comparte)"
)
_AFTER = re.compile(
    rf"^\s?[,.]?\s?(?:-{{1,2}}\s?|{_SPEECH}\b:?\s?|as told by\s)[^.!?\n]{{0,80}}|"
    rf"^\s?\([^)\n]{{2,60}}\)|"
    rf"^\s?,?\s(?:he|she|they|[A-Z][\w'.-]{{0,20}}(?:\s[A-Z][\w'.-]{{0,20}}){{0,3}})\s{_SPEECH}\b"
)
_BEFORE = re.compile(rf"[^.!?\n]{{0,80}}(?:{_SPEECH}(?:\s\w{{2,10}}){{0,2}}\s?[:,]|:)\s?$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words, and the span of the words that attribute them (empty when none do)."""

    start: int
    end: int
    speaker: tuple[int, int]


def quotations(text: str) -> Iterator[Quotation]:
    """Quotations of three words or more, in order."""
    for match in _QUOTED.finditer(text):
        if len(match.group().split()) < 3:
            continue
        yield Quotation(match.start(), match.end(), _speaker(text, *match.span()))


def _speaker(text: str, start: int, end: int) -> tuple[int, int]:
    after = _AFTER.match(text[end : end + 140])
    if after:
        return (end, end + after.end())
    before = _BEFORE.search(text[max(0, start - 120) : start])
    if before:
        return (max(0, start - 120) + before.start(), start)
    return (end, end)
