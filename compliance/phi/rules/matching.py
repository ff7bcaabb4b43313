"""The search of rules whose expressions are long and match either case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.phi.base import Decide, Hit, Rewrite, Search
from compliance.phi.folding import folded
from compliance.phi.reading import Reading


def matching(
    pattern: re.Pattern[str], decide: Decide | None = None, rewrite: Rewrite | None = None
) -> Search:
    """What a rule's ``pattern``, ``decide`` and ``rewrite`` would do, in small letters: sooner."""
    small = folded(pattern)
    group: str | int = "v" if "v" in small.groupindex else 0

    def search(reading: Reading) -> Iterable[Hit]:
        for match in small.finditer(reading.folded):
            start, end = match.span(group)
            severity = decide(reading, start, end) if decide is not None else None
            if start < 0 or (decide is not None and severity is None):
                continue
            yield Hit(
                start, end, severity, None, rewrite(reading.text[start:end]) if rewrite else None
            )

    return search
