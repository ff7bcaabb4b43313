"""Fits how much each fact counts, on predictions by models that saw no text of the author."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.phi.base import KINDS, Finding, Kind
from compliance.phi.models.evidence import Weights, facts, opinions
from compliance.phi.models.scores import LABELS
from compliance.phi.reading import Reading
from compliance.phi.scan import by_rules
from compliance.phi.training.corpus import reading_of
from compliance.phi.training.held_out import Prediction
from compliance.phi.training.marked import Labelled
from compliance.phi.training.ngram_training import holds

STRENGTH = 0.3
STEPS = 300
FREE = ("length", "care", "care words", "somebody")
"""Facts that may count against a label; opinions may too, identifiers never."""

ByKind = Mapping[Kind, Mapping[str, Weights]]


@dataclass(frozen=True)
class Known:
    """One text with the rules' findings and the facts about it."""

    text: Labelled
    reading: Reading
    found: tuple[Finding, ...]
    facts: Mapping[str, float]


def know(
    texts: Sequence[Labelled], said: Mapping[str, Prediction], *, with_semantic: bool
) -> list[Known]:
    """Read texts by the rules, and gather the facts."""
    made = []
    for text in texts:
        reading = reading_of(text)
        found = tuple(by_rules(reading))
        one = said[text.id]
        known = facts(reading, found, one.words, one.sense if with_semantic else None)
        made.append(Known(text, reading, found, known))
    return made


def fit(known: Sequence[Known]) -> ByKind:
    """Weights for every kind and label."""
    return {
        kind: {
            label: _fit(kind, label, [one for one in known if one.text.kind == kind])
            for label in LABELS[kind]
        }
        for kind in KINDS
    }


def as_json(weights: ByKind) -> dict[str, object]:
    """As the file of facts keeps them."""
    return {
        kind: {label: {"of": dict(fitted.of), "bias": fitted.bias} for label, fitted in of.items()}
        for kind, of in weights.items()
    }


def _fit(kind: Kind, label: str, known: Sequence[Known]) -> Weights:
    """Log loss and L2, by projected LBFGS: weights of identifiers are squares."""
    import torch  # noqa: PLC0415

    names = sorted({name for one in known for name in one.facts})
    values = torch.tensor([[one.facts.get(name, 0.0) for name in names] for one in known])
    truth = torch.tensor([float(holds(one.text, label)) for one in known])
    free = torch.tensor([name in FREE or name in opinions(kind) for name in names])
    raw = torch.full((len(names),), 0.1, requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)

    def weights() -> Any:
        return torch.where(free, raw, raw.square())

    optimizer = torch.optim.LBFGS([raw, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> Any:
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            values @ weights() + bias, truth, reduction="sum"
        ) + weights().square().sum() / (2 * STRENGTH)
        loss.backward()
        return loss

    optimizer.step(closure)
    found = weights().detach().tolist()
    return Weights(
        {name: round(weight, 4) for name, weight in zip(names, found, strict=True)},
        round(float(bias.detach()), 4),
    )
