"""``train_phi_model``: at development time, make the weights and the figures of the text models."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from compliance.phi.base import KINDS, Kind
from compliance.phi.models import meaning, ngrams, semantic
from compliance.phi.models.meaning import Limits
from compliance.phi.models.scores import ANY, LABELS
from compliance.phi.training import (
    corpus,
    curve,
    evidence_training,
    figures,
    held_out,
    limits,
    ngram_training,
)
from compliance.phi.training.evidence_training import ByKind
from compliance.phi.training.marked import Labelled

FOLDS = tuple(f"fold-{number}" for number in range(len(corpus.FOLDS)))
STEPS = (*FOLDS, "final", "reference", "words", "limits", "curve")
WEIGHTS = Path(meaning.__file__).parent / "weights"


class Command(BaseCommand):
    """Each fold's models see no text of its authors; the shipped ones see every text."""

    help = "Train the text models on the labelled texts, and measure them on authors held out."
    requires_system_checks: tuple[str, ...] = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "steps",
            nargs="*",
            metavar="STEP",
            help=f"only these, in this order ({', '.join(STEPS)}); all of them takes two hours",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 2 with one line where something it needs is missing."""
        steps = options["steps"] or list(STEPS)
        unknown = [step for step in steps if step not in STEPS]
        if unknown:
            raise CommandError(f"There is no step {unknown[0]}.", returncode=2)
        if not semantic.is_installed():
            raise CommandError("Run make models first.", returncode=2)
        try:
            import torch  # noqa: F401 (only whether it is there)
        except ImportError:
            raise CommandError(
                "Training needs PyTorch (CPU build); pip install torch.", returncode=2
            ) from None
        for step in steps:
            self.stdout.write(f"{step}:")
            self._do(step)

    def _do(self, step: str) -> None:
        if step.startswith("fold-"):
            self._fold(int(step.removeprefix("fold-")))
        elif step == "final":
            self._final()
        elif step == "reference":
            self._reference()
        elif step == "words":
            self._words()
        elif step == "limits":
            self._limits()
        else:
            self._curve()

    def _fold(self, number: int) -> None:
        """The semantic model without one group of authors, and what it says of their texts."""
        fold = corpus.FOLDS[number]
        ours = self._train([t for t in corpus.load() if t.author not in fold])
        model = semantic.built(ours)
        scored = _said(corpus.load(fold), model)
        held_out.write(scored, _part(number))

    def _train(self, texts: Sequence[Labelled]) -> dict[str, Any]:
        from compliance.phi.training import semantic_training

        return semantic_training.train(texts, say=self.stdout.write)

    def _final(self) -> None:
        import numpy as np

        np.savez_compressed(WEIGHTS / semantic.FILE, **self._train(corpus.load()))

    def _reference(self) -> None:
        """What training says of a few texts, so that tests can compare the product with it."""
        import numpy as np

        from compliance.phi.training import semantic_training

        with np.load(WEIGHTS / semantic.FILE) as stored:
            made = semantic_training.reference({name: stored[name] for name in stored.files})
        corpus.REFERENCE.write_text(json.dumps(made, indent=1) + "\n", encoding="ascii")

    def _words(self) -> None:
        """The linear models; they join what the semantic folds said before."""
        texts = corpus.load()
        merged: list[held_out.Prediction] = []
        for number, fold in enumerate(corpus.FOLDS):
            model = ngram_training.train([t for t in texts if t.author not in fold])
            said = held_out.read(_part(number))
            merged += [
                held_out.Prediction(
                    text.id, ngrams.score(corpus.reading_of(text), model), said[text.id].sense
                )
                for text in corpus.load(fold)
            ]
        held_out.write(merged)
        shipped = ngram_training.train(texts)
        tables = {
            kind: {label: shipped[kind, label].packed() for label in labels}
            for kind, labels in LABELS.items()
        }
        (WEIGHTS / ngrams.FILE).write_text(json.dumps({"tables": tables}) + "\n", encoding="ascii")

    def _limits(self) -> None:
        """Weights of evidence and limits, never by looking at the measured authors."""
        trained_on = corpus.digest()
        stored: dict[str, Any] = {
            "version": trained_on[:8],
            "trained_on": trained_on,
            "weights": {},
            "limits": {},
        }
        for with_semantic in (True, False):
            name = meaning.which(with_semantic=with_semantic)
            weights, chosen = self._weighed(with_semantic=with_semantic)
            stored["weights"][name] = evidence_training.as_json(weights)
            stored["limits"][name] = {kind: limits.as_json(chosen[kind]) for kind in KINDS}
            judged = held_out.judge(
                corpus.load(corpus.MEASURED),
                held_out.read(),
                weights,
                chosen,
                with_semantic=with_semantic,
            )
            self.stdout.write(f"{name}: {figures.line(figures.measure(judged))}")
        (WEIGHTS / meaning.FILE).write_text(json.dumps(stored, indent=1) + "\n", encoding="ascii")

    def _weighed(self, *, with_semantic: bool) -> tuple[ByKind, dict[Kind, Limits]]:
        """Weights from every fold but the measured one; limits from weights of other folds."""
        said = held_out.read()
        folds = [set(fold) for fold in corpus.FOLDS if fold != corpus.MEASURED]
        texts = corpus.load(set.union(*folds))
        known = evidence_training.know(texts, said, with_semantic=with_semantic)
        by_others = [
            evidence_training.fit([one for one in known if one.text.author not in fold])
            for fold in folds
        ]

        def of(one: evidence_training.Known) -> ByKind:
            return next(
                weights
                for fold, weights in zip(folds, by_others, strict=True)
                if one.text.author in fold
            )

        everything = evidence_training.fit(known)
        strangers = corpus.outsiders()
        apart = evidence_training.know(strangers, _shipped(strangers), with_semantic=with_semantic)
        return everything, limits.choose(
            known, apart, lambda one: everything if one.text.author == corpus.STRANGERS else of(one)
        )

    def _curve(self) -> None:
        said = held_out.read()
        whole: dict[str, curve.Scorer] = {
            "words": lambda text: said[text.id].words.labels[ANY],
            "semantic": lambda text: said[text.id].sense.labels[ANY],
        }
        for name, train in (("words", curve.words), ("semantic", curve.meaning)):
            found = list(curve.points(train, whole[name]))
            curve.store(name, found)
            self.stdout.write(f"{name}: {found}")


def _said(texts: Sequence[Labelled], model: semantic.Semantic) -> list[held_out.Prediction]:
    """What the shipped linear models and a semantic one say of texts."""
    made = []
    for text in texts:
        reading = corpus.reading_of(text)
        sense = model.score(reading.text, reading.kind)
        made.append(held_out.Prediction(text.id, ngrams.score(reading), sense))
    return made


def _shipped(texts: Sequence[Labelled]) -> dict[str, held_out.Prediction]:
    """What the shipped models say of texts they were not trained on."""
    return {one.id: one for one in _said(texts, semantic.shipped())}


def _part(number: int) -> Path:
    folder = Path(settings.CHAPERONE_VAR) / "phi-model"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"fold-{number}.jsonl.gz"
