"""What an organization's directory covers in a text, found before the rules look."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from compliance.phi.directory import Directory
from compliance.phi.folding import fold, folded
from compliance.phi.normalise import normalise

_BLANK = (
    r"(?:[\w' -]{0,20}\b)?(?:name|number|phone|date|time|link|url|e-?mail|city|address|"
    r"nombre|telefono|fecha)(?:\b[\w' -]{0,20})?"
)
PLACEHOLDER = re.compile(
    rf"\[{_BLANK}\]|\{{{_BLANK}\}}|<{_BLANK}>|"
    r"\(?[xX#]{3}\)?[-. ]?[xX#]{3}[-. ]?[xX#]{4}|"
    r"\(?555\)?[-. ]?555[-. ]?5555|\(?123\)?[-. ]?456[-. ]?7890",
    re.IGNORECASE,
)
_PLACEHOLDER = folded(PLACEHOLDER)


@dataclass(frozen=True, slots=True)
class Names:
    """The directory's words compiled for matching."""

    phrases: re.Pattern[str] | None
    people: re.Pattern[str] | None
    staff_given: frozenset[str]
    staff_family: frozenset[str]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mask:
    """Spans of the plain view that are public, and the people among them."""

    spans: tuple[tuple[int, int], ...]
    people: tuple[tuple[int, int], ...]
    given: frozenset[str]
    family: frozenset[str]
    own: frozenset[str]

    def covers(self, start: int, end: int) -> bool:
        """Is the whole span inside one public span?"""
        at = bisect_right(self.spans, (start, 1 << 60)) - 1
        return any(end <= self.spans[i][1] for i in range(max(0, at - 3), at + 1))

    def touches(self, start: int, end: int) -> bool:
        """Does any public span overlap this one?"""
        at = bisect_right(self.spans, (end - 1, 1 << 60)) - 1
        return any(self.spans[i][1] > start for i in range(max(0, at - 3), at + 1))


def _alternation(phrases: set[str]) -> re.Pattern[str] | None:
    kept = sorted({p for p in phrases if len(p) > 1}, key=lambda p: (-len(p), p))
    if not kept:
        return None
    parts = (r"\s+".join(re.escape(fold(w)) for w in phrase.split()) for phrase in kept)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _shortened(address: str) -> list[str]:
    """An address without its last parts, down to the street."""
    parts = address.split(",")
    return [",".join(parts[:n]).strip() for n in range(1, len(parts))]


@lru_cache(maxsize=64)
def names_of(directory: Directory) -> Names:
    """Compile a directory; kept for the last 64 of them."""
    plain = {
        normalise(p).text
        for p in (
            directory.name,
            *directory.aliases,
            *directory.locations,
            *directory.addresses,
            *(part for address in directory.addresses for part in _shortened(address)),
            *directory.service_area,
            *directory.emails,
            *directory.handles,
            *directory.hashtags,
        )
    }
    people = {normalise(p.name).text for p in directory.people}
    staff = [normalise(p.name).text.split() for p in directory.people]
    titled = {f"Dr{dot} {name[-1]}" for name in staff if name for dot in (".", "")}
    return Names(
        phrases=_alternation(plain),
        people=_alternation(people | titled),
        staff_given=frozenset(n[0].casefold() for n in staff if len(n) > 1),
        staff_family=frozenset(n[-1].casefold() for n in staff if n),
        own=frozenset(w.casefold() for p in plain for w in re.findall(r"[A-Za-z]{3,}", p)),
    )


def mask_of(text: str, directory: Directory) -> Mask:
    """Everything public in a plain view: the directory's entries and template placeholders."""
    names = names_of(directory)
    small = fold(text)
    people = [m.span() for m in names.people.finditer(small)] if names.people else []
    phrases = [m.span() for m in names.phrases.finditer(small)] if names.phrases else []
    blanks = [m.span() for m in _PLACEHOLDER.finditer(small)]
    return Mask(
        tuple(sorted((*people, *phrases, *blanks))),
        tuple(people),
        names.staff_given,
        names.staff_family,
        names.own,
    )
