"""Chooses where probabilities become severities, on authors that are not measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product

from compliance.phi.base import KINDS, Finding, Kind, Severity
from compliance.phi.judging import tempered
from compliance.phi.models.meaning import Limits
from compliance.phi.models.scores import ANY, LABELS, Scores
from compliance.phi.training.corpus import is_bad
from compliance.phi.training.evidence_training import ByKind, Known
from compliance.phi.training.marked import Labelled

ALARMS_WARN = 0.05
"""Of clean texts, those that may be held: below the 6 % that are promised."""
ALARMS_BLOCK = 0.018
ALARMS_APART = 0.06
"""Of ordinary posts about people outside, those that may be held."""
STEPS = tuple(round(0.01 * n, 2) for n in range(1, 101))
FLOORS_WARN = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
FLOORS_BLOCK = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
MARKS = 0.5


def as_json(limits: Limits) -> dict[str, object]:
    """As the file of facts keeps them."""
    return {**asdict(limits), "labels": dict(limits.labels)}


@dataclass(frozen=True)
class Case:
    """One text: is it bad, what do the rules find, what do the models say."""

    text: Labelled
    found: tuple[Finding, ...]
    scores: Scores

    @property
    def bad(self) -> bool:
        """Must somebody look at it?"""
        return is_bad(self.text)


def choose(
    known: Iterable[Known], outsiders: Iterable[Known], weights: Callable[[Known], ByKind]
) -> dict[Kind, Limits]:
    """Limits for each kind of text; ``weights`` must not have been fitted on the text itself.

    ``outsiders`` are ordinary posts that name people outside: they keep the promise by themselves.
    """
    cases = _cases(known, weights)
    apart = _cases(outsiders, weights)
    return {kind: _for_kind(kind, cases[kind], apart[kind]) for kind in KINDS}


def _cases(
    known: Iterable[Known], weights: Callable[[Known], ByKind]
) -> Mapping[Kind, Sequence[Case]]:
    cases: dict[Kind, list[Case]] = {kind: [] for kind in KINDS}
    for one in known:
        of_kind = weights(one)[one.reading.kind]
        labels = {label: fitted.chance(one.facts) for label, fitted in of_kind.items()}
        cases[one.reading.kind].append(Case(one.text, one.found, Scores(labels)))
    return cases


def _for_kind(kind: Kind, cases: Sequence[Case], apart: Sequence[Case]) -> Limits:
    blank = Limits(2.0, 2.0, 0.0, 0.0, {}, MARKS)
    found = max(
        (
            _best(cases, apart, replace(blank, keeps_warn=warn, keeps_block=block))
            for warn, block in product(FLOORS_WARN, FLOORS_BLOCK)
            if block >= warn
        ),
        key=lambda pair: pair[0],
    )[1]
    labels = {label: _best_label(cases, label, found) for label in LABELS[kind] if label != ANY}
    return replace(found, labels=labels)


def _best(cases: Sequence[Case], apart: Sequence[Case], limits: Limits) -> tuple[float, Limits]:
    """The lowest limits that keep the promise about false alarms, and the recall they reach.

    Negative where the rules alone, tempered like this, break the promise.
    """
    rules = [_rank(case, limits) for case in cases]
    chances = [case.scores.labels[ANY] for case in cases]
    made = []
    for rank, allowed in ((1, ALARMS_WARN), (2, ALARMS_BLOCK)):
        limit = _lowest(cases, limits, rank, allowed)
        if apart:
            limit = max(limit, _lowest(apart, limits, rank, ALARMS_APART))
        if limit > 1:
            return -1.0, limits
        bad = [
            chance >= limit or had >= rank
            for case, had, chance in zip(cases, rules, chances, strict=True)
            if case.bad
        ]
        made.append((limit, sum(bad) / len(bad)))
    (warn, recall_warn), (block, recall_block) = made
    return recall_warn + 0.5 * recall_block, replace(limits, warn=warn, block=max(warn, block))


def _rank(case: Case, limits: Limits) -> int:
    """2 where the tempered rules block, 1 where they warn; advice gives nobody away."""
    severities = [
        tempered(f, case.scores, limits).severity
        for f in case.found
        if f.category != "medical_advice"
    ]
    return max((severity.rank for severity in severities), default=0)


def _lowest(cases: Sequence[Case], limits: Limits, rank: int, allowed: float) -> float:
    """The lowest chance from which a text may be held; above 1 where the rules hold too many."""
    clean = [case for case in cases if not case.bad]
    most = int(allowed * len(clean))
    by_rules = sum(_rank(case, limits) >= rank for case in clean)
    free = sorted(
        (case.scores.labels[ANY] for case in clean if _rank(case, limits) < rank), reverse=True
    )
    if by_rules > most:
        return 1.01
    return next(limit for limit in STEPS if sum(c >= limit for c in free) <= most - by_rules)


def _best_label(cases: Sequence[Case], label: str, limits: Limits) -> float:
    """Where the label's F1 is highest, together with what the rules find of it."""

    def says(limit: float) -> Callable[[Case], bool]:
        def said(case: Case) -> bool:
            mine = case.scores.labels[label] >= limit and (
                label == "medical_advice" or limits.severity(case.scores.labels[ANY]) is not None
            )
            return mine or any(
                f.category == label and tempered(f, case.scores, limits).severity != Severity.INFO
                for f in case.found
            )

        return said

    return max(STEPS, key=lambda limit: _f1(cases, label, says(limit)))


def _f1(cases: Sequence[Case], label: str, said: Callable[[Case], bool]) -> float:
    right = wrong = 0
    for case in cases:
        there, found = label in case.text.labels, said(case)
        right += there and found
        wrong += there != found
    return 2 * right / (2 * right + wrong) if right else 0.0
