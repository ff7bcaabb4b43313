"""Both models together: what they say about a text, and which of them are here."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from compliance.phi.base import Finding, Kind, Severity
from compliance.phi.models import evidence, ngrams, semantic
from compliance.phi.models.scores import Scores
from compliance.phi.reading import Reading

FILE = "limits.json"
REMEMBERED = 512
LOOK_AGAIN = 30.0
"""Seconds until a missing semantic model is looked for again: it may be being installed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where probabilities become severities, for one kind of text.

    ``warn`` and ``block`` are the chance (label ``any``) from which the text is held. A finding of
    a rule about context keeps its weight from ``keeps_block`` and ``keeps_warn`` on, below that it
    is taken down one step. ``labels`` is where each label becomes a finding of its own, ``marks``
    the same for words that look like an identifier.
    """

    warn: float
    block: float
    keeps_warn: float
    keeps_block: float
    labels: Mapping[str, float]
    marks: float

    def severity(self, chance: float) -> Severity | None:
        """What a text of this chance comes to by itself."""
        if chance >= self.block:
            return Severity.BLOCK
        return Severity.WARN if chance >= self.warn else None


@cache
def facts() -> Mapping[str, Any]:
    """The stored facts about the shipped models: version, training set, limits."""
    text = files("compliance.phi.models").joinpath("weights", FILE).read_text(encoding="ascii")
    stored: Mapping[str, Any] = json.loads(text)
    return stored


def which(*, with_semantic: bool) -> str:
    """The name under which the stored facts keep what holds for both models, or for one."""
    return "both" if with_semantic else "words"


@cache
def limits(kind: Kind, *, with_semantic: bool) -> Limits:
    """The limits for a kind, by which models read it."""
    return Limits(**facts()["limits"][which(with_semantic=with_semantic)][kind])


@cache
def weights_of(kind: Kind, *, with_semantic: bool) -> Mapping[str, evidence.Weights]:
    """How much each fact counts, by label, for a kind."""
    stored = facts()["weights"][which(with_semantic=with_semantic)][kind]
    return {label: evidence.Weights(**weights) for label, weights in stored.items()}


@dataclass
class Presence:
    """What this process knows of the semantic model; the installation may switch it off."""

    allowed: bool = True
    found: bool = False
    looked: float = -LOOK_AGAIN

    def __bool__(self) -> bool:
        """Once seen it stays; missing, it is looked for again now and then."""
        if self.allowed and not self.found and time.monotonic() - self.looked >= LOOK_AGAIN:
            self.looked = time.monotonic()
            self.found = semantic.is_installed()
        return self.allowed and self.found


presence = Presence()


def version() -> str:
    """Which models read a text now; stored with every check beside the rules' version."""
    return f"{facts()['version']}{'' if presence else ' words only'}"


def read(reading: Reading, found: Sequence[Finding]) -> tuple[Scores, Limits]:
    """What models and rules together make of a text, and the limits that hold for it.

    Raises whatever a model raises; the caller must then block the text.
    """
    with_semantic = bool(presence)
    words = ngrams.score(reading)
    sense = _semantic(_Text(reading.text, reading.kind)) if with_semantic else None
    weights = weights_of(reading.kind, with_semantic=with_semantic)
    return (
        evidence.weighed(reading, found, words, sense, weights),
        limits(reading.kind, with_semantic=with_semantic),
    )


@dataclass(frozen=True, eq=False, slots=True)
class _Text:
    """A text that is remembered by its digest, so that no words stay in the cache's keys."""

    text: str
    kind: Kind

    def __hash__(self) -> int:
        return hash(self._digest())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and self._digest() == other._digest()

    def _digest(self) -> bytes:
        return hashlib.sha256(f"{self.kind}\n{self.text}".encode("utf-8", "replace")).digest()


@lru_cache(maxsize=REMEMBERED)
def _semantic(asked: _Text) -> Scores:
    return semantic.shipped().score(asked.text, asked.kind)
