"""What the models say about one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.phi.base import Kind

ANY = "any"
"""Something about this text must be looked at (every label but medical advice)."""

LABELS: Mapping[Kind, tuple[str, ...]] = {
    "draft": (ANY, "testimonial", "phi_context"),
    "reply": (ANY, "patient_acknowledgement", "medical_advice"),
    "inbound": (ANY, "self_disclosure"),
}
"""What is asked about each kind of text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that look like an identifier to the semantic model, in offsets of the plain view."""

    start: int
    end: int
    category: str
    probability: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities for the labels of the text's kind, of one model or of all evidence."""

    labels: Mapping[str, float]
    marks: tuple[Mark, ...] = ()
