"""The labelled texts and who wrote them, for training and for measuring."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from compliance.phi.directory import EMPTY, Directory
from compliance.phi.reading import Reading
from compliance.phi.training.marked import Labelled

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "texts"
ORGANIZATIONS = HERE / "organizations"
REFERENCE = HERE / "reference.json"
OUTSIDERS = HERE / "outsiders.jsonl"
STRANGERS = "outsiders"

MEASURED = ("academic-center", "costa-sur", "kids-and-births", "veterans-plains")
"""Held out from everything: no rule, threshold or shipped figure was made by looking at them."""
FOLDS: tuple[tuple[str, ...], ...] = (
    MEASURED,
    ("bones-agency", "clinica-comunitaria", "plans-and-minds", "urgent-online"),
    ("dental-agency", "long-care", "rural-hospital", "womens-health"),
)
"""A text is scored by models that saw no text of its author, nor of its author's group."""


def load(authors: Iterable[str] | None = None) -> list[Labelled]:
    """The texts of some authors, or of all, in a fixed order."""
    found: list[Labelled] = []
    for author in sorted(authors if authors is not None else all_authors()):
        with (TEXTS / f"{author}.jsonl").open(encoding="utf-8") as lines:
            found += [_labelled(json.loads(line)) for line in lines]
    return found


def outsiders() -> list[Labelled]:
    """Ordinary posts that name donors, mayors and coaches; no model is trained on them."""
    with OUTSIDERS.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Labelled(
            row["id"], STRANGERS, "community", row["language"], "draft", row["text"], "", (), (),
            "names people outside",
        )
        for row in rows
    ]  # fmt: skip


def all_authors() -> list[str]:
    """Everyone who wrote."""
    return sorted(path.stem for path in TEXTS.glob("*.jsonl"))


def _labelled(row: dict[str, Any]) -> Labelled:
    spans = tuple((start, end, category) for start, end, category in row.pop("spans"))
    return Labelled(**row | {"spans": spans, "labels": tuple(row["labels"])})


@cache
def directory_of(author: str) -> Directory:
    """What the organization that an author wrote for says in public about itself."""
    if author == STRANGERS:
        return EMPTY
    return Directory.from_file(ORGANIZATIONS / f"{author}.json")


def reading_of(text: Labelled) -> Reading:
    """A text as the check reads it."""
    return Reading(text.text, text.kind, directory_of(text.author))


def is_bad(text: Labelled) -> bool:
    """Must somebody look at it? Medical advice alone gives nobody away."""
    return bool(set(text.labels) - {"medical_advice"})


def digest(texts: Sequence[Labelled] | None = None) -> str:
    """SHA-256 over the texts and directories that a model learns from."""
    made = hashlib.sha256()
    for text in texts if texts is not None else load():
        made.update(text.line().encode() + b"\n")
    for path in sorted(ORGANIZATIONS.glob("*.json")):
        made.update(path.read_bytes())
    return made.hexdigest()
