"""Words with their marks: pieces of text, each with the number of what was found in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: how strongly a mark speaks when two lie on the same words
STRENGTH = {"stop": 0, "look": 1, "good": 2}
#: ends before the first of several line ends, and begins after the last
PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?![^\S\n]*\n))*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text (code points, end exclusive) that has a number in the list."""

    start: int
    end: int
    level: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: plain, or marked; the number stands at the end of its first mark."""

    text: str
    level: str = ""
    number: int | None = None


def paragraphs(text: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """The text cut into paragraphs and pieces; joined again they are the text."""
    marks = [mark for mark in marks if not whole(mark, text)]
    last = ends(marks)
    return [
        list(pieces(text, found.start(), found.end(), marks, last))
        for found in PARAGRAPH.finditer(text)
        if found.group().strip()
    ]


def whole(mark: Mark, text: str) -> bool:
    """A mark over everything says nothing about a place; it stands in the list only."""
    return mark.start <= 0 and mark.end >= len(text) and len(text) > 60


def ends(marks: Sequence[Mark]) -> dict[int, int]:
    """Where each number is written: at the end of its first mark."""
    found: dict[int, int] = {}
    for mark in sorted(marks, key=lambda one: one.start):
        found.setdefault(mark.number, mark.end)
    return found


def pieces(
    text: str, start: int, end: int, marks: Sequence[Mark], last: dict[int, int]
) -> Iterator[Piece]:
    cuts = {start, end}
    cuts |= {at for mark in marks for at in (mark.start, mark.end) if start < at < end}
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        mark = strongest([m for m in marks if m.start <= left and right <= m.end])
        if mark is None:
            yield Piece(text[left:right])
            continue
        shown = [m.number for m in marks if last[m.number] == right and m.start < right <= m.end]
        number = mark.number if mark.number in shown else next(iter(sorted(shown)), None)
        yield Piece(text[left:right], mark.level, number)


def strongest(marks: Sequence[Mark]) -> Mark | None:
    return min(marks, key=lambda one: (STRENGTH[one.level], one.number), default=None)
