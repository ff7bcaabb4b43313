"""Trains the linear model: logistic regression with L2, one label at a time (needs torch)."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from compliance.phi.base import Kind
from compliance.phi.models.ngrams import BUCKETS, Model, Table, features
from compliance.phi.models.scores import ANY, LABELS
from compliance.phi.training.corpus import is_bad, reading_of
from compliance.phi.training.marked import Labelled

STRENGTH = 30.0
"""How little the weights are held down; chosen on the authors that are not measured."""
STEPS = 60
LARGEST = 127


def holds(text: Labelled, label: str) -> bool:
    """Does a label hold for a text?"""
    return is_bad(text) if label == ANY else label in text.labels


def train(texts: Sequence[Labelled]) -> Model:
    """Tables for every kind and label."""
    made: dict[tuple[Kind, str], Table] = {}
    for kind, labels in LABELS.items():
        rows = [text for text in texts if text.kind == kind]
        matrix = _matrix(rows)
        for label in labels:
            made[kind, label] = _fit(matrix, [holds(text, label) for text in rows])
    return made


def _matrix(texts: Sequence[Labelled]) -> Any:
    import torch  # noqa: PLC0415

    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for number, text in enumerate(texts):
        found = features(reading_of(text))
        rows += [number] * len(found)
        columns += found.keys()
        values += found.values()
    made = torch.sparse_coo_tensor(
        torch.tensor([rows, columns]), torch.tensor(values), (len(texts), BUCKETS)
    )
    return made.coalesce().to_sparse_csr()


def _fit(matrix: Any, holds_for: Sequence[bool]) -> Table:
    """Minimise log loss plus L2; the weights are then rounded to signed bytes."""
    import torch  # noqa: PLC0415

    truth = torch.tensor([float(value) for value in holds_for])
    weights = torch.zeros(BUCKETS, requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [weights, bias], max_iter=STEPS, history_size=10, line_search_fn="strong_wolfe"
    )
    turned = matrix.to_sparse_coo().t().coalesce().to_sparse_csr()

    def closure() -> Any:
        optimizer.zero_grad()
        with torch.no_grad():
            raw = matrix @ weights + bias
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                raw, truth, reduction="sum"
            ) + weights.square().sum() / (2 * STRENGTH)
            off = torch.sigmoid(raw) - truth
            weights.grad = turned @ off + weights / STRENGTH
            bias.grad = off.sum().reshape(1)
        return loss

    optimizer.step(closure)
    found = weights.detach()
    scale = float(found.abs().max()) / LARGEST or 1.0
    packed = array("b", (found / scale).round().to(torch.int8).tolist())
    return Table(packed, scale, float(bias.detach()))
