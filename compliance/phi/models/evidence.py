"""From what the models and the rules see of a text to one chance for each label.

Logistic regression over a few dozen named facts: each model's opinion as log-odds, the strongest
finding of the rules by kind, how sure the semantic model is of a name, a day or a place. What
identifies somebody can only raise a chance: those weights are never below zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compliance.phi.base import Finding, Kind, Severity
from compliance.phi.models.scores import LABELS, Scores
from compliance.phi.reading import Reading

SEEN = (
    "name", "date", "geographic", "full_face_photo", "testimonial", "phi_context",
    "patient_acknowledgement", "medical_advice", "self_disclosure",
)  # fmt: skip
"""Findings told apart by category; every other one is the proof that a number is."""
MARKED = ("name", "date", "geographic")
MOST_CARE_WORDS = 5
LEAST_CHANCE = 1e-3


def opinions(kind: Kind) -> tuple[str, ...]:
    """The names of the facts that are a model's opinion, for a kind of text."""
    return tuple(f"{who} {label}" for who in ("words", "sense") for label in LABELS[kind])


def facts(
    reading: Reading, found: Iterable[Finding], words: Scores, sense: Scores | None
) -> dict[str, float]:
    """What is known of a text, by name. Log-odds for opinions, 0 to 1 for nearly all others."""
    made = {f"words {label}": odds(chance) for label, chance in words.labels.items()}
    if sense is not None:
        made |= {f"sense {label}": odds(chance) for label, chance in sense.labels.items()}
        made |= {
            f"marked {category}": max(
                (m.probability for m in sense.marks if m.category == category), default=0.0
            )
            for category in MARKED
        }
    return made | _seen(found) | _general(reading)


def odds(chance: float) -> float:
    """Log-odds, not further out than a thousand to one."""
    kept = min(1 - LEAST_CHANCE, max(LEAST_CHANCE, chance))
    return math.log(kept / (1 - kept))


def _seen(found: Iterable[Finding]) -> dict[str, float]:
    """For each kind of finding: is there one at all, one that warns, one that blocks."""
    strongest: dict[str, Severity] = {}
    for finding in found:
        name = finding.category if finding.category in SEEN else "proof"
        if name not in strongest or strongest[name].rank < finding.severity.rank:
            strongest[name] = finding.severity
    return {
        f"{name} {severity.value}": float(strongest[name].rank >= severity.rank)
        for name in (*SEEN, "proof")
        if name in strongest
        for severity in Severity
    }


def _general(reading: Reading) -> dict[str, float]:
    care = len(reading.health_words)
    return {
        "somebody": float(bool(reading.people)),
        "care": float(care > 0),
        "care words": min(care, MOST_CARE_WORDS) / MOST_CARE_WORDS,
        "length": math.log(1 + len(reading.text)) / 10,
    }


@dataclass(frozen=True, slots=True)
class Weights:
    """One logistic regression: a weight for each named fact, and a bias."""

    of: Mapping[str, float]
    bias: float

    def chance(self, known: Mapping[str, float]) -> float:
        """The chance of the label, given what is known; a fact without a weight says nothing."""
        total = self.bias + sum(self.of.get(name, 0.0) * value for name, value in known.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def weighed(
    reading: Reading,
    found: Sequence[Finding],
    words: Scores,
    sense: Scores | None,
    weights: Mapping[str, Weights],
) -> Scores:
    """One chance for each label of the text's kind."""
    known = facts(reading, found, words, sense)
    labels = {label: weights[label].chance(known) for label in LABELS[reading.kind]}
    return Scores(labels, sense.marks if sense is not None else ())
