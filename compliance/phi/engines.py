"""The seam for further engines: models, or a site's own service. None is built in here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from compliance.phi.base import Finding, Kind
from compliance.phi.directory import Directory


class Engine(Protocol):
    """Something that reads a text and adds findings; it can never remove any.

    Offsets are code points of the original text. An engine that raises becomes a blocking finding.
    """

    name: str

    def findings(self, text: str, kind: Kind, directory: Directory) -> Iterable[Finding]:
        """What the engine sees in one text."""
        ...
