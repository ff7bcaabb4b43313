"""`docs/phi-check.md`: how well the text check finds, on authors nothing was made by."""

import json
from collections.abc import Iterable, Sequence
from functools import cache

from compliance.phi.base import KINDS
from compliance.phi.models import meaning
from compliance.phi.training import corpus, figures, held_out
from compliance.phi.training.figures import Figures, percent
from compliance.phi.training.held_out import Judged
from compliance.phi.training.marked import Labelled
from config.printing.markdown import sheet, table

INTRODUCTION = """\
A detector can be tuned until it finds everything in the texts its makers can see, and still miss
most of what others write. These figures are therefore of authors that took no part: no rule was
written and no limit chosen by looking at their texts, and the models that read them here were
trained without them. The scores of those models are stored
(`compliance/phi/training/held_out.jsonl.gz`); rules and limits run anew each time this page is
printed, and CI prints it again and compares."""
WHAT = """\
**Held**: at least one finding that somebody must answer. **Blocked**: at least one of the
strongest kind. A text must be held when it gives an identifiable person's care away, carries a
private person's identifier, is in a patient's words, or acknowledges a patient; medical advice is
counted apart. Each text is read with its organization's public directory. All of them are
invented, and the labels were read a second time by people who saw no prediction."""
PEERS = """\
Other tools for the same texts, run by `tools/measure_peers.py` without a language model, every
finding counted as held, and what the organization's directory names taken off. None of them knows
acknowledgement, advice or a patient's words."""
LIMITS = """\
What this does not say: how the check does on languages other than English and Spanish (those are
always held), on texts of a kind nobody thought of, or on pictures. Nothing found by the machine
does not mean that nothing is there; two people read every post."""


@cache  # it reads some five thousand texts
def page() -> str:
    said = held_out.read()
    texts = corpus.load(corpus.MEASURED)
    both = _judged(texts, said, with_semantic=True)
    words = _judged(texts, said, with_semantic=False)
    others = [t for t in corpus.load() if t.author not in corpus.MEASURED and t.id in said]
    tuned = _judged(others, said, with_semantic=True)
    return sheet(
        "# How well the text check finds",
        INTRODUCTION,
        WHAT,
        "## On authors held out",
        _main([("all", both), *_groups(both)], ["held-out texts"]),
        "## Without the second reader",
        "The semantic model is installed by `make models`; without it rules and word weights read:",
        _main([("all", words), *_groups(words)], ["held-out texts"]),
        "## What is found",
        _found(figures.measure(both)),
        "## On the authors whose errors the rules' writers could read",
        _main([("all", tuned), *_groups(tuned)], ["tuning texts"]),
        "## Beside others",
        PEERS,
        _peers(figures.measure(both), figures.measure(words)),
        "## As the texts grew",
        _curve(),
        LIMITS,
    )


def _judged(
    texts: Sequence[Labelled],
    said: dict[str, held_out.Prediction],
    *,
    with_semantic: bool,
) -> list[Judged]:
    weights = {kind: meaning.weights_of(kind, with_semantic=with_semantic) for kind in KINDS}
    limits = {kind: meaning.limits(kind, with_semantic=with_semantic) for kind in KINDS}
    return list(held_out.judge(texts, said, weights, limits, with_semantic=with_semantic))


def _groups(judged: Sequence[Judged]) -> Iterable[tuple[str, list[Judged]]]:
    for kind in KINDS:
        yield kind, [one for one in judged if one.text.kind == kind]
    for name, languages in (("English", ("en",)), ("Spanish and mixed", ("es", "mix"))):
        yield name, [one for one in judged if one.text.language in languages]
    for author in sorted({one.text.author for one in judged}):
        yield author, [one for one in judged if one.text.author == author]


def _main(groups: Iterable[tuple[str, list[Judged]]], head: Sequence[str]) -> str:
    rows = []
    for name, judged in groups:
        made = figures.measure(judged)
        rows.append(
            (
                name,
                str(len(judged)),
                percent(made.recall_warn),
                percent(made.alarms_warn),
                percent(made.recall_block),
                percent(made.alarms_block),
                percent(made.f1("patient_acknowledgement")),
                percent(made.f1("medical_advice")),
                percent(made.span_recall("name")),
                percent(made.span_recall(*figures.NUMBERS)),
            )
        )
    return table(
        (
            *head, "Texts", "Held, of bad", "Held, of clean", "Blocked, of bad",
            "Blocked, of clean", "Acknowledgement F1", "Advice F1", "Names found",
            "Numbers found",
        ),
        rows,
    )  # fmt: skip


def _found(made: Figures) -> str:
    names = sorted({key.removesuffix(" marked") for key in made.counts if key.endswith(" marked")})
    return table(
        ("Kind of words", "Marked", "Found", "Of what was said so, marked"),
        [
            (
                name.replace("_", " "),
                str(made.counts[f"{name} marked"]),
                percent(made.span_recall(name)),
                percent(made.span_precision(name)),
            )
            for name in names
        ],
    )


def _peers(both: Figures, words: Figures) -> str:
    stored = json.loads((corpus.HERE / "peers.json").read_text(encoding="ascii"))
    rows: list[tuple[str, ...]] = [
        ("Chaperone", percent(both.recall_warn), percent(both.alarms_warn),
         percent(both.span_recall("name"))),
        ("Chaperone, no second reader", percent(words.recall_warn), percent(words.alarms_warn),
         percent(words.span_recall("name"))),
    ]  # fmt: skip
    for peer in stored:
        shares = [
            percent(peer[part] / peer[whole])
            for part, whole in (
                ("bad held", "bad"), ("clean held", "clean"), ("names found", "names"),
            )
        ]  # fmt: skip
        rows.append((f"{peer['name']} {peer['version']}", *shares))
    return table(("Detector", "Held, of bad", "Held, of clean", "Names found"), rows)


def _curve() -> str:
    stored = json.loads((corpus.HERE / "curve.json").read_text(encoding="ascii"))
    names = {"words": "word weights", "semantic": "second reader"}
    return table(
        ("Model alone", "Texts trained on", "AUC", "Held, of bad, at 6 % of clean"),
        [
            (names[name], f"{row['texts']:,}", f"{row['auc']:.3f}", percent(row["recall_at_6"]))
            for name, rows in stored.items()
            for row in rows
        ],
    )
