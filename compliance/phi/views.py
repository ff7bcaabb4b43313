"""Texts derived by edits, each with its map back; a map of a map is again a map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.phi.normalise import View


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands between two offsets reads as something else."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> View:
    """The text after edits that are in order and do not overlap."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for edit in edits:
        _copy(text, last, edit.start, out, starts, ends)
        out.append(edit.text)
        starts.extend([edit.start] * len(edit.text))
        ends.extend([edit.end] * len(edit.text))
        last = edit.end
    _copy(text, last, len(text), out, starts, ends)
    return View("".join(out), tuple(starts), tuple(ends))


def _copy(
    text: str, start: int, end: int, out: list[str], starts: list[int], ends: list[int]
) -> None:
    out.append(text[start:end])
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


def through(outer: View, inner: View) -> View:
    """A view of a view, seen from the source of the first."""
    starts = tuple(outer.starts[at] for at in inner.starts)
    ends = tuple(outer.ends[at - 1] for at in inner.ends)
    return View(inner.text, starts, ends)
