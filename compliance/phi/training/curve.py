"""The learning curve: what a quarter, a half and all of the texts teach."""

from __future__ import annotations

import json
import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from compliance.phi.models import ngrams, semantic
from compliance.phi.models.scores import ANY
from compliance.phi.training import corpus, ngram_training, semantic_training
from compliance.phi.training.marked import Labelled

FILE = corpus.HERE / "curve.json"
SHARES = (0.25, 0.5)
"""Beside all of them, of which the held-out predictions tell."""
ALARMS = 0.06
Scorer = Callable[[Labelled], float]


def words(texts: Sequence[Labelled]) -> Scorer:
    """The linear model trained on some texts."""
    model = ngram_training.train(texts)
    return lambda text: ngrams.score(corpus.reading_of(text), model).labels[ANY]


def meaning(texts: Sequence[Labelled]) -> Scorer:
    """The semantic model trained on some texts."""
    model = semantic.built(semantic_training.train(texts))
    return lambda text: model.score(corpus.reading_of(text).text, text.kind).labels[ANY]


def points(
    train: Callable[[Sequence[Labelled]], Scorer], whole: Scorer
) -> Iterator[dict[str, float]]:
    """For each share: how many texts, the area under the curve, recall at 6 % false alarms.

    ``whole`` scores by the model that saw all texts but those of the measured authors.
    """
    texts = [t for t in corpus.load() if t.author not in corpus.MEASURED]
    random.Random(1).shuffle(texts)  # noqa: S311
    asked = corpus.load(corpus.MEASURED)
    for share in (*SHARES, 1.0):
        some = texts[: int(share * len(texts))]
        score = train(some) if share < 1 else whole
        bad = [score(text) for text in asked if corpus.is_bad(text)]
        clean = [score(text) for text in asked if not corpus.is_bad(text)]
        yield {
            "texts": len(some),
            "auc": round(area(bad, clean), 4),
            "recall_at_6": round(recall_at(bad, clean, ALARMS), 4),
        }


def area(bad: Sequence[float], clean: Sequence[float]) -> float:
    """The chance that a bad text scores above a clean one (Mann–Whitney, ties count half)."""
    below = sorted(clean)
    won = sum(bisect_left(below, v) + bisect_right(below, v) for v in bad)
    return won / (2 * len(bad) * len(clean))


def recall_at(bad: Sequence[float], clean: Sequence[float], alarms: float) -> float:
    """Of the bad texts, those above the value that a share of the clean ones exceeds."""
    limit = sorted(clean, reverse=True)[int(alarms * len(clean))]
    return sum(value > limit for value in bad) / len(bad)


def store(name: str, found: Sequence[dict[str, float]]) -> None:
    """Write one model's points beside the other's."""
    stored = json.loads(FILE.read_text(encoding="ascii")) if FILE.exists() else {}
    stored[name] = list(found)
    FILE.write_text(json.dumps(stored, indent=1) + "\n", encoding="ascii")
