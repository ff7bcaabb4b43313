"""The linear model over words and letters: it needs nothing installed, and always runs.

A text becomes the set of its 1- to 3-word runs and 3- to 5-letter runs. Names stand as `_name_`
and numbers as `0`, so that the model learns what is said and not of whom; in a second reading
every word of illness and treatment stands as `_care_`. Runs are hashed into buckets; a score is
the sum of their weights.
"""

from __future__ import annotations

import base64
import json
import math
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

from compliance.phi.base import Kind
from compliance.phi.models.scores import LABELS, Scores
from compliance.phi.reading import Reading

BUCKETS = 1 << 16
FILE = "ngrams.json"
LONGEST_WORD = 20
"""Letters of a word that are read."""
_TOKEN = re.compile(r"[a-z']+|\d+|[^\sa-z\d]", re.IGNORECASE)
Tokens = Sequence[tuple[str, int]]


def tokens(reading: Reading) -> tuple[Tokens, Tokens]:
    """The words of a text with their places: as said, and with every word of care as `_care_`."""
    names = _starts(reading, [(m.start, m.end) for m in reading.people])
    care = _starts(reading, reading.health_words)
    said: list[tuple[str, int]] = []
    meant: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(reading.text):
        at = match.start()
        word = "_name_" if at in names else _plain(match.group())
        said.append((word, at))
        meant.append(("_care_" if at in care else word, at))
    return said, meant


def _plain(word: str) -> str:
    return "0" if word.isdigit() else word.lower()


def _starts(reading: Reading, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    found: set[int] = set()
    for start, end in spans:
        found.update(m.start() for m in _TOKEN.finditer(reading.text, start, end))
    return frozenset(found)


def of_words(prefix: str, row: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Every run of one to three words, with the number of the word where it begins."""
    for number, first in enumerate(row):
        yield f"{prefix}:{first}", number
        two = f"{first} {row[number + 1]}" if number + 1 < len(row) else ""
        if two:
            yield f"{prefix}:{two}", number
        if number + 2 < len(row):
            yield f"{prefix}:{two} {row[number + 2]}", number


def bucket(run: str) -> int:
    """The bucket of one run."""
    return crc32(run.encode()) % BUCKETS


@lru_cache(maxsize=4096)
def of_letters(word: str) -> frozenset[int]:
    """The buckets of a word's runs of three to five letters, its ends marked."""
    bound = f"<{word[:LONGEST_WORD]}>"
    return frozenset(
        bucket(f"c:{bound[i : i + size]}")
        for size in (3, 4, 5)
        for i in range(len(bound) - size + 1)
    )


def features(reading: Reading) -> dict[int, float]:
    """Buckets of a text, each with the same weight, of length 1 together."""
    said, meant = ([word for word, _ in row] for row in tokens(reading))
    found: set[int] = set().union(*map(of_letters, set(said)))
    for prefix, row in (("w", said), ("m", meant)):
        found.update(crc32(run.encode()) % BUCKETS for run, _ in of_words(prefix, row))
    value = 1 / math.sqrt(len(found) or 1)
    return dict.fromkeys(found, value)


@dataclass(frozen=True)
class Table:
    """Weights of one label of one kind: signed bytes, a scale for all of them, and a bias."""

    weights: array[int]
    scale: float
    bias: float

    def probability(self, values: Mapping[int, float]) -> float:
        """The chance that the label holds for a text with these features."""
        total = sum(self.weights[place] * value for place, value in values.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.bias + self.scale * total))))

    def packed(self) -> dict[str, object]:
        """As JSON keeps it."""
        weights = base64.b64encode(self.weights.tobytes()).decode("ascii")
        return {"weights": weights, "scale": self.scale, "bias": self.bias}

    @classmethod
    def unpacked(cls, data: Mapping[str, str | float]) -> Table:
        """From JSON. Raises ValueError where the weights are not whole."""
        weights = array("b", base64.b64decode(str(data["weights"])))
        if len(weights) != BUCKETS:
            raise ValueError("The weights of the text model are not whole.")
        return cls(weights, float(data["scale"]), float(data["bias"]))


Model = Mapping[tuple[Kind, str], Table]


@cache
def shipped() -> Model:
    """The weights in the repository, read once. Raises what reading them raises."""
    text = files("compliance.phi.models").joinpath("weights", FILE).read_text(encoding="ascii")
    tables = json.loads(text)["tables"]
    return {
        (kind, label): Table.unpacked(tables[kind][label])
        for kind, labels in LABELS.items()
        for label in labels
    }


def score(reading: Reading, model: Model | None = None) -> Scores:
    """What the linear model says about a text."""
    tables = model or shipped()
    values = features(reading)
    kind = reading.kind
    return Scores({name: tables[kind, name].probability(values) for name in LABELS[kind]})


def weight_of_places(reading: Reading, label: str) -> list[tuple[int, float]]:
    """How much each run of words speaks for a label, by the place where it begins."""
    table = shipped()[reading.kind, label]
    return [
        (row[number][1], table.weights[bucket(run)] * table.scale)
        for prefix, row in zip("wm", tokens(reading), strict=True)
        for run, number in of_words(prefix, [word for word, _ in row])
    ]
