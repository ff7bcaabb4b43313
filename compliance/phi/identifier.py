"""Rules of numbered identifiers ask the reading; this hands each its own."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.phi.base import Hit, Search, Severity
from compliance.phi.reading import Reading


def numbered(category: str) -> Search:
    """Search for numbers of one category.

    Told by its shape alone, a number in a draft is a question; beside words of somebody to whom
    it can belong it blocks, as it does in what people write and in what is answered to them.
    """

    def search(reading: Reading) -> Iterable[Hit]:
        for number in reading.numbers:
            if number.category == category:
                yield Hit(number.start, number.end, _severity(reading, number.start, number.cued))

    return search


def _severity(reading: Reading, start: int, cued: bool) -> Severity:
    if cued or reading.kind != "draft":
        return Severity.BLOCK
    return Severity.BLOCK if reading.individual_in_sentence(start) else Severity.WARN
