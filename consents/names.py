"""How much of a patient's name some words show: none, the first name, or the full name."""

import re
import unicodedata
from collections.abc import Iterable

NONE, FIRST, FULL = "none", "first", "full"
RANK = {NONE: 0, FIRST: 1, FULL: 2}
WORD = re.compile(r"[^\W\d_]+")
TITLES = frozenset({"ms", "mr", "mrs", "miss", "mx", "sra", "sr", "señora", "señor", "senora",
                    "senor", "don", "dona"})  # fmt: skip
BEGINS = re.compile(r"(?:^|[.!?…:\n“\"])\s*$")


def shown(texts: Iterable[str], name: str) -> str:
    """The name level that these texts need of a patient called `name` (first name first).

    A surname counts behind the first name, and elsewhere when it is written with a capital
    inside a sentence: “a long walk” does not name Nora Long, “the Longs” and “Ms Long” do.
    """
    first, *others = words_of(name) or [""]
    if not first:
        return NONE
    levels = [level(text, first, others) for text in texts]
    return max(levels, key=RANK.__getitem__, default=NONE)


def covers(granted: str, needed: str) -> bool:
    """Does a granted level reach? An unknown one never does."""
    return RANK.get(granted, 0) >= RANK[needed]


def level(text: str, first: str, others: list[str]) -> str:
    found = [(match[0], match.start()) for match in WORD.finditer(plain(text))]
    lower = not any(character.isupper() for character in text)
    said = FIRST if any(is_name(word, first, lower) for word, _ in found) else NONE
    for index, (word, start) in enumerate(found):
        if not any(same(word, other) for other in others):
            continue
        before = found[index - 1][0] if index else ""
        behind = same(before, first) or before.casefold() in TITLES
        inside = word[:1].isupper() and not BEGINS.search(plain(text)[:start])
        if behind or inside:
            return FULL
    return said


def is_name(word: str, name: str, lower: bool) -> bool:
    return same(word, name) and (lower or word[:1].isupper())


def same(word: str, name: str) -> bool:
    """The same name, also in the plural or with a genitive s that lost its apostrophe."""
    folded, wanted = word.casefold(), name.casefold()
    return folded in {wanted, f"{wanted}s"}


def words_of(name: str) -> list[str]:
    return [word for word in WORD.findall(plain(name)) if len(word) > 1]


def plain(text: str) -> str:
    """Without accents, so that Torres and Tórres are one; every letter keeps one place."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
    return "".join(one for one in decomposed if not unicodedata.combining(one))
