"""The seam for further engines: a site's own models (`presidio`) or its own service (`http`).

They only add candidates, and a worker asks them: nobody waits for one while writing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from compliance.phi.base import Finding, Kind
from compliance.phi.directory import Directory


class Unusable(ValueError):
    """The settings name an engine that cannot work here; the message says what to change."""


class Engine(Protocol):
    """Something that reads a text and adds findings; it can never remove any.

    Offsets are code points of the original text. An engine that raises becomes a blocking finding.
    """

    name: str

    def findings(self, text: str, kind: Kind, directory: Directory) -> Iterable[Finding]:
        """What the engine sees in one text."""
        ...


class Further(Protocol):
    """An engine of a site's own, asked by a worker. What the settings say it cannot do, it refuses.

    `version` changes with everything that changes what it sees, so that words are read anew.
    """

    name: str

    @property
    def version(self) -> str: ...

    def demand(self) -> None:
        """Raise Unusable, in one sentence, when it cannot work here; costs next to nothing."""
        ...

    def findings(
        self, text: str, kind: Kind, directory: Directory, language: str | None
    ) -> Iterable[Finding]:
        """Candidates in one text. Whatever it raises blocks the text."""
        ...
