"""Fine-tunes the semantic model with low-rank corrections (needs torch, CPU build).

One pass learns the labels of a text and, for each word piece, whether it belongs to a name, a
place, a date or a number of a person. Only the corrections, biases, norms and heads are kept.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compliance.phi.base import Kind
from compliance.phi.models.semantic import (
    HEADS,
    LAYERS,
    LINEAR,
    SPOKEN,
    TAGS,
    base_folder,
    shape_of,
    tokenizer,
)
from compliance.phi.normalise import normalise
from compliance.phi.training.corpus import is_bad
from compliance.phi.training.marked import Labelled

RANK = 32
SCALE = 2.0
EPOCHS = 4
RATE = 7e-4
BATCH = 16
WARM_UP = 0.06
DROPOUT = 0.1
LABEL_WEIGHT = 3.0
LONGEST = 320
TAG_OF = {
    "name": "name", "geographic": "geographic", "date": "date", "phone": "contact",
    "fax": "contact", "email": "contact", "url": "contact", "biometric": "photo",
    "full_face_photo": "photo",
}  # fmt: skip
"""Every other category is a number of somebody: `id`."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text in word pieces, what each piece looks like and is, and what holds for the text."""

    ids: list[int]
    shapes: list[tuple[float, float, float, float]]
    tags: list[int]
    heads: list[float]


def example(text: Labelled, pieces: Any) -> Example:
    """As the model reads it: the plain view, with the kind spoken first."""
    view = normalise(text.text)
    spoken = SPOKEN[text.kind]
    whole = pieces.encode(spoken + view.text)
    spans = [(s - len(spoken), e - len(spoken)) for s, e in whole.offsets][:LONGEST]
    shapes = [shape_of(view.text, s, e) if s >= 0 else (0.0, 0.0, 0.0, 0.0) for s, e in spans]
    tags = [0] * len(spans)
    for first, last, category in text.spans:
        for i, (start, end) in enumerate(spans):
            if end > start >= 0:
                begin, stop = view.original(start, end)
                if begin < last and first < stop:
                    tags[i] = TAGS.index(TAG_OF.get(category, "id")) + 1
    heads = [float(is_bad(text) if h == "any" else h in text.labels) for h in HEADS]
    return Example(whole.ids[:LONGEST], shapes, tags, heads)


def train(
    texts: Sequence[Labelled], seed: int = 1, say: Callable[[str], None] = print
) -> dict[str, Any]:
    """The tensors the repository keeps, by name, as NumPy arrays. Takes about 1 s for 30 texts."""
    import torch  # noqa: PLC0415

    from compliance.phi.training.network import Network  # noqa: PLC0415

    torch.manual_seed(seed)
    order = random.Random(seed)  # noqa: S311
    pieces = tokenizer()
    examples = [example(text, pieces) for text in texts]
    network = Network(RANK, SCALE, DROPOUT)
    learned = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * math.ceil(len(examples) / BATCH)
    step = 0
    for epoch in range(EPOCHS):
        network.train()
        for batch in _batches(examples, order):
            share = min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = RATE * share
            loss = _loss(network, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimizer.step()
            step += 1
            if step % 100 == 0:
                say(f"  epoch {epoch + 1}, step {step} of {steps}, loss {loss.item():.3f}")
    return kept(network)


def _batches(examples: Sequence[Example], order: random.Random) -> Iterator[list[Example]]:
    """Texts of like length together, batches in random order."""
    numbers = list(range(len(examples)))
    order.shuffle(numbers)
    batches: list[list[int]] = []
    for at in range(0, len(numbers), BATCH * 20):
        part = sorted(numbers[at : at + BATCH * 20], key=lambda n: len(examples[n].ids))
        batches += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
    order.shuffle(batches)
    for batch in batches:
        yield [examples[n] for n in batch]


def _loss(network: Any, batch: Sequence[Example]) -> Any:
    import torch  # noqa: PLC0415
    from torch.nn import functional  # noqa: PLC0415

    longest = max(len(e.ids) for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest)
    shapes = torch.zeros(len(batch), longest, 4)
    tags = torch.full((len(batch), longest), -100)
    for row, e in enumerate(batch):
        size = len(e.ids)
        ids[row, :size] = torch.tensor(e.ids)
        mask[row, :size] = 1
        shapes[row, :size] = torch.tensor(e.shapes)
        tags[row, :size] = torch.tensor(e.tags)
    heads, pieces = network(ids, mask, shapes)
    truth = torch.tensor([e.heads for e in batch])
    return LABEL_WEIGHT * functional.binary_cross_entropy_with_logits(
        heads, truth
    ) + functional.cross_entropy(
        pieces.reshape(-1, pieces.shape[-1]), tags.reshape(-1), ignore_index=-100
    )


def kept(network: Any, scale: float = SCALE) -> dict[str, Any]:
    """What differs from the base: low-rank pairs (scaled), biases, norms, heads, and its digest."""
    import numpy as np  # noqa: PLC0415

    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    made: dict[str, Any] = {}
    for layer in range(LAYERS):
        for part in LINEAR:
            here = f"layers.{layer}.{part}"
            made[f"{here}.A"] = state[f"{here}.A"].astype(np.float16)
            made[f"{here}.B"] = (state[f"{here}.B"] * scale).astype(np.float16)
            made[f"{here}.b"] = state[f"{here}.b"].astype(np.float16)
        for norm in ("l1", "l2"):
            made |= _both(state, f"layers.{layer}.{norm}")
    for name in ("eln", "head", "tag"):
        made |= _both(state, name)
    made["base_sha256"] = np.array(base_digest())
    return made


def _both(state: dict[str, Any], name: str) -> dict[str, Any]:
    return {f"{name}.{half}": state[f"{name}.{half}"] for half in ("weight", "bias")}


def base_digest(folder: Path | None = None) -> str:
    """SHA-256 of the packaged base weights."""
    with ((folder or base_folder()) / "model.safetensors").open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


REFERENCE: tuple[tuple[Kind, str], ...] = (
    ("reply", "So glad your knee surgery went well last week!"),
    ("reply", "Thank you for your kind words, they made our day."),
    ("draft", "Odalys Quinones rang the bell after her last chemo on Friday."),
    ("inbound", "Is there a fee for parking?"),
    ("inbound", "Me operaron ayer y nadie contesta el teléfono."),
)
"""Texts by which the product's forward pass is compared with this one."""


def reference(ours: dict[str, Any]) -> list[dict[str, Any]]:
    """What the torch network says of the reference texts with the shipped weights."""
    import torch  # noqa: PLC0415

    from compliance.phi.training.network import Network  # noqa: PLC0415

    network = Network(RANK, 1.0, 0.0)
    state = network.state_dict()
    for name, value in ours.items():
        if name in state:
            state[name] = torch.tensor(value).float()
    network.load_state_dict(state)
    network.eval()
    pieces = tokenizer()
    made = []
    for kind, text in REFERENCE:
        whole = Labelled("", "", "", "en", kind, text, "", (), (), "")
        read = example(whole, pieces)
        with torch.no_grad():
            heads, _ = network(
                torch.tensor([read.ids]), torch.ones(1, len(read.ids)), torch.tensor([read.shapes])
            )
        chances = torch.sigmoid(heads[0]).tolist()
        made.append({"kind": kind, "text": text, "chances": dict(zip(HEADS, chances, strict=True))})
    return made
