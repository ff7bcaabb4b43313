"""What a rule is and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from compliance.phi.reading import Reading

Kind = Literal["draft", "reply", "inbound"]
KINDS: tuple[Kind, ...] = ("draft", "reply", "inbound")


class Severity(StrEnum):
    """How strongly a finding holds a text: block and warn must be answered, info is a question."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 2 for block."""
        return ("info", "warn", "block").index(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at; ``start`` and ``end`` are code points of the original text."""

    start: int
    end: int
    category: str
    severity: Severity
    message: str
    rule: str
    suggestion: str | None = None
    asks: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule saw, in offsets of the reading; empty fields take the rule's own."""

    start: int
    end: int
    severity: Severity | None = None
    says: str | None = None
    suggestion: str | None = None
    category: str | None = None


Search = Callable[["Reading"], Iterable[Hit]]
Check = Callable[[str], bool]
Decide = Callable[["Reading", int, int], "Severity | None"]
Rewrite = Callable[[str], "str | None"]


@dataclass(frozen=True)
class Rule:
    """One recogniser with the sentence a writer reads and the examples that are its tests.

    Either ``pattern`` (its group ``v``, or the whole match, is what is marked) or ``search``.
    ``identifier`` is the letter of 45 CFR 164.514(b)(2)(i), or "" for rules about context.
    ``near`` must occur in the same sentence; ``check`` validates the value; ``decide`` sets the
    severity from the context and may drop the hit with None. ``masked`` rules skip what the
    organization's own directory names.
    """

    code: str
    identifier: str
    category: str
    severity: Severity
    says: str
    pattern: re.Pattern[str] | None = None
    search: Search | None = None
    near: re.Pattern[str] | None = None
    check: Check | None = None
    decide: Decide | None = None
    rewrite: Rewrite | None = None
    asks: str | None = None
    kinds: tuple[Kind, ...] = KINDS
    masked: bool = True
    catches: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()

    def hits(self, reading: Reading) -> Iterable[Hit]:
        """Everything this rule sees in a text of a kind it applies to."""
        if reading.kind not in self.kinds:
            return
        if self.search is not None:
            yield from self.search(reading)
        if self.pattern is not None:
            yield from self._matches(reading, self.pattern)

    def _matches(self, reading: Reading, pattern: re.Pattern[str]) -> Iterable[Hit]:
        group: str | int = "v" if "v" in pattern.groupindex else 0
        for match in pattern.finditer(reading.text):
            start, end = match.span(group)
            value = match.group(group)
            if start < 0 or (self.check is not None and not self.check(value)):
                continue
            if self.near is not None and not reading.says(self.near, start):
                continue
            severity = self.severity
            if self.decide is not None:
                decided = self.decide(reading, start, end)
                if decided is None:
                    continue
                severity = decided
            yield Hit(start, end, severity, None, self.rewrite(value) if self.rewrite else None)
