"""The semantic model as a torch module, for training only; `models/semantic.py` must agree."""

from __future__ import annotations

import math

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from compliance.phi.models.semantic import (
    ATTENTION_HEADS,
    HEADS,
    LAYERS,
    LINEAR,
    TAGS,
    base_folder,
)

WIDTH = 384
SHAPES = 4


class LowRank(nn.Module):
    """A frozen linear map with a learned correction of low rank and a learned bias."""

    def __init__(self, weight: Tensor, bias: Tensor, rank: int, scale: float) -> None:
        super().__init__()
        self.w = nn.Parameter(weight, requires_grad=False)
        self.b = nn.Parameter(bias.clone())
        self.A = nn.Parameter(torch.randn(rank, weight.shape[1]) / math.sqrt(weight.shape[1]))
        self.B = nn.Parameter(torch.zeros(weight.shape[0], rank))
        self.scale = scale

    def forward(self, x: Tensor) -> Tensor:
        low = functional.linear(functional.linear(x, self.A), self.B)
        return functional.linear(x, self.w, self.b) + self.scale * low


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, base: dict[str, Tensor], number: int, rank: int, scale: float) -> None:
        super().__init__()
        here = f"encoder.layer.{number}"
        for short, long in LINEAR.items():
            weight, bias = base[f"{here}.{long}.weight"], base[f"{here}.{long}.bias"]
            setattr(self, short, LowRank(weight, bias, rank, scale))
        self.l1 = _norm(base, f"{here}.attention.output.LayerNorm")
        self.l2 = _norm(base, f"{here}.output.LayerNorm")

    def forward(self, x: Tensor, attend: Tensor, drop: nn.Dropout) -> Tensor:
        rows, count, width = x.shape

        def split(z: Tensor) -> Tensor:
            return z.view(rows, count, ATTENTION_HEADS, -1).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            split(self.q(x)),
            split(self.k(x)),
            split(self.v(x)),
            attn_mask=attend,
            dropout_p=drop.p if self.training else 0.0,
        )
        mixed = mixed.transpose(1, 2).reshape(rows, count, width)
        x = self.l1(x + drop(self.o(mixed)))
        made: Tensor = self.l2(x + drop(self.f2(functional.gelu(self.f1(x)))))
        return made


def _norm(base: dict[str, Tensor], name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(WIDTH, eps=1e-12)
    made.weight.data = base[f"{name}.weight"].clone()
    made.bias.data = base[f"{name}.bias"].clone()
    return made


class Network(nn.Module):
    """Heads over the mean and the maximum of all pieces; tags over each piece and its shape."""

    def __init__(self, rank: int, scale: float, dropout: float) -> None:
        super().__init__()
        base = load_file(base_folder() / "model.safetensors")
        self.words = base["embeddings.word_embeddings.weight"]
        self.places = (
            base["embeddings.position_embeddings.weight"]
            + base["embeddings.token_type_embeddings.weight"][0]
        )
        self.eln = _norm(base, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(base, i, rank, scale) for i in range(LAYERS))
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(2 * WIDTH, len(HEADS))
        self.tag = nn.Linear(WIDTH + SHAPES, len(TAGS) + 1)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        x = self.drop(self.eln(self.words[ids] + self.places[: ids.shape[1]]))
        attend = ((1 - mask) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend, self.drop)
        inside = mask[:, :, None]
        mean = (x * inside).sum(1) / inside.sum(1)
        highest = (x - 1e4 * (1 - inside)).max(1).values
        heads = self.head(self.drop(torch.cat([mean, highest], 1)))
        return heads, self.tag(self.drop(torch.cat([x, shapes], 2)))
