"""Predictions for texts by models that saw none of their author's: stored, and measured again."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from compliance.phi.base import Finding, Kind
from compliance.phi.judging import weigh
from compliance.phi.models.evidence import Weights, weighed
from compliance.phi.models.meaning import Limits
from compliance.phi.models.scores import Mark, Scores
from compliance.phi.overlaps import settle
from compliance.phi.scan import by_rules
from compliance.phi.training.corpus import HERE, reading_of
from compliance.phi.training.marked import Labelled

FILE = HERE / "held_out.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the two models say about one text that neither was trained on."""

    id: str
    words: Scores
    sense: Scores

    def line(self) -> str:
        """As the file keeps it, probabilities in four places."""
        return json.dumps(
            {
                "id": self.id,
                "words": _rounded(self.words.labels),
                "sense": _rounded(self.sense.labels),
                "marks": [
                    [m.start, m.end, m.category, round(m.probability, 3)] for m in self.sense.marks
                ],
            }
        )

    @classmethod
    def from_line(cls, line: str) -> Prediction:
        """Read one line back."""
        row = json.loads(line)
        marks = tuple(Mark(*mark) for mark in row["marks"])
        return cls(row["id"], Scores(row["words"]), Scores(row["sense"], marks))


def _rounded(labels: Mapping[str, float]) -> dict[str, float]:
    return {name: round(chance, 4) for name, chance in labels.items()}


def write(predictions: Iterable[Prediction], path: Path = FILE) -> None:
    """Store predictions; the same predictions make the same bytes."""
    data = "".join(f"{prediction.line()}\n" for prediction in predictions)
    path.write_bytes(gzip.compress(data.encode("ascii"), mtime=0))


def read(path: Path = FILE) -> dict[str, Prediction]:
    """Stored predictions by the id of their text."""
    lines = gzip.decompress(path.read_bytes()).decode("ascii").splitlines()
    return {made.id: made for made in map(Prediction.from_line, lines)}


@dataclass(frozen=True)
class Judged:
    """A text with what its check finds."""

    text: Labelled
    findings: tuple[Finding, ...]


def judge(
    texts: Iterable[Labelled],
    predictions: Mapping[str, Prediction],
    weights: Mapping[Kind, Mapping[str, Weights]],
    limits: Mapping[Kind, Limits],
    *,
    with_semantic: bool = True,
) -> Iterator[Judged]:
    """Each text as the product would find it today, with the held-out models' scores."""
    for text in texts:
        reading, said = reading_of(text), predictions[text.id]
        found = by_rules(reading)
        sense = said.sense if with_semantic else None
        scores = weighed(reading, found, said.words, sense, weights[reading.kind])
        yield Judged(text, tuple(settle(weigh(reading, found, scores, limits[reading.kind]))))
