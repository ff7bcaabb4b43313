"""Further engines over one text, beside the rules: what they add, and which of them failed."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from compliance.phi.base import Finding, Kind, Severity
from compliance.phi.directory import Directory
from compliance.phi.engines import Further
from compliance.phi.overlaps import settle
from compliance.phi.scan import LIMIT, scan

_log = logging.getLogger(__name__)
FAILED = "engine.failed"
_SAYS = (
    "The further check of these words did not work, so they can’t go on yet. It is tried again "
    "by itself every few minutes; if this stays, please tell your administrator."
)


@dataclass
class Together:
    """One reading of a post's words by all engines. `failed` names those that did not work."""

    engines: Sequence[Further]
    failed: set[str] = field(default_factory=set)

    def added(
        self, text: str, kind: Kind, directory: Directory, language: str | None
    ) -> list[Finding]:
        """What the engines see that the rules do not see as strongly at the same place."""
        if len(text) > LIMIT or not self.engines:
            return []  # a longer text is a blocking finding of the rules
        seen: list[Finding] = []
        for engine in self.engines:
            seen += self._ask(engine, text, kind, directory, language)
        known = scan(text, kind, directory, language)
        mine = [one for one in settle(seen) if not any(_says_as_much(rule, one) for rule in known)]
        if self.failed:
            mine.append(Finding(0, len(text), "phi_context", Severity.BLOCK, _SAYS, FAILED))
        return mine

    def _ask(
        self, engine: Further, text: str, kind: Kind, directory: Directory, language: str | None
    ) -> Iterable[Finding]:
        # One that has failed at one text of a post is not waited for at each of the others.
        if engine.name in self.failed:
            return []
        try:
            return list(engine.findings(text, kind, directory, language))
        except Exception as trouble:
            # Its message may quote the text, or what the service said of it.
            _log.error("engine %s failed with %s", engine.name, type(trouble).__name__)
            self.failed.add(engine.name)
            return []


def _says_as_much(rule: Finding, candidate: Finding) -> bool:
    """Nobody is asked twice about the same words."""
    overlap = rule.start < candidate.end and candidate.start < rule.end
    return (
        overlap
        and rule.category == candidate.category
        and rule.severity.rank >= candidate.severity.rank
    )
