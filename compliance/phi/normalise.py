"""A plain view of a text, with a map back to the code points of the original.

Zero-width and direction marks vanish, compatibility forms and accents are decomposed, look-alike
letters, dashes, quotes and exotic spaces become their ASCII twins.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУаеѕіјкорсхуԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοικνρυαıɡⅼßøØłŁđĐ",
        [*"ABESIJKMHOPCTXYaesijkopcxydhqw", *"ABEZHIKMNOPTYXoiknpuaigl", "ss", *"oOlLdD"],
        strict=True,
    )
)
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－⁃", "-")
_SINGLE = dict.fromkeys("‘’‚‛′`´ʼ＇‹›", "'")
_DOUBLE = dict.fromkeys("“”„‟″«»＂「」『』", '"')
_STOPS = dict.fromkeys("․。｡", ".")
_TABLE: dict[str, str] = {**_LOOKALIKES, **_DASHES, **_SINGLE, **_DOUBLE, **_STOPS}
_DROPPED = frozenset({"Mn", "Me", "Cf"})


@dataclass(frozen=True, slots=True)
class View:
    """A derived text whose n-th character came from ``starts[n]`` to ``ends[n]`` of the source."""

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the view to a span of the source; empty spans stay empty."""
        if not self.text:
            return (0, 0)
        if end <= start:
            at = self.starts[min(start, len(self.text) - 1)]
            return (at, at)
        return (self.starts[start], self.ends[end - 1])


def _character(character: str) -> str:
    mapped = _TABLE.get(character)
    if mapped is not None:
        return mapped
    category = unicodedata.category(character)
    if category in _DROPPED:
        return ""
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    parts = []
    for part in unicodedata.normalize("NFKD", character):
        if unicodedata.category(part) not in _DROPPED:
            parts.append(_TABLE.get(part, " " if part.isspace() else part))
    return "".join(parts)


def normalise(text: str) -> View:
    """The plain view of a text; ASCII text is returned as it is."""
    if text.isascii():
        return View(text, range(len(text)), range(1, len(text) + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, character in enumerate(text):
        plain = character if character.isascii() else _character(character)
        if not plain:
            if ends and unicodedata.category(character) != "Cf":
                ends[-1] = index + 1
            continue
        out.append(plain)
        starts.extend([index] * len(plain))
        ends.extend([index + 1] * len(plain))
    return View("".join(out), tuple(starts), tuple(ends))
