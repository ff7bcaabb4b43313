"""Recall, false alarms and F1, as `docs/phi-check.md` prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from compliance.phi.base import Finding, Severity
from compliance.phi.training.corpus import is_bad
from compliance.phi.training.held_out import Judged

NUMBERS = (
    "phone", "fax", "ssn", "mrn", "health_plan_id", "account_number", "license_number",
    "vehicle_id", "device_id", "ip_address",
)  # fmt: skip
SAME = {"phone": ("phone", "fax"), "fax": ("phone", "fax")}
LABELS = ("patient_acknowledgement", "medical_advice", "testimonial", "self_disclosure")


@dataclass
class Figures:
    """Counts over some texts; every rate is a share from 0 to 1, None where nothing was asked."""

    counts: Counter[str] = field(default_factory=Counter)

    def rate(self, part: str, whole: str) -> float | None:
        """One count over another."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else None

    @property
    def recall_warn(self) -> float | None:
        """Of the texts that give somebody away, those that are held at all."""
        return self.rate("bad held", "bad")

    @property
    def recall_block(self) -> float | None:
        """Of the same, those that are blocked."""
        return self.rate("bad blocked", "bad")

    @property
    def alarms_warn(self) -> float | None:
        """Of the clean texts, those that are held at all."""
        return self.rate("clean held", "clean")

    @property
    def alarms_block(self) -> float | None:
        """Of the same, those that are blocked."""
        return self.rate("clean blocked", "clean")

    def f1(self, label: str) -> float | None:
        """The harmonic mean of precision and recall of one label."""
        right = self.counts[f"{label} right"]
        wrong = self.counts[f"{label} extra"] + self.counts[f"{label} missed"]
        return 2 * right / (2 * right + wrong) if right + wrong else None

    def span_recall(self, *categories: str) -> float | None:
        """Of the marked words of some categories, those that are found as such."""
        whole = sum(self.counts[f"{c} marked"] for c in categories)
        return sum(self.counts[f"{c} found"] for c in categories) / whole if whole else None

    def span_precision(self, *categories: str) -> float | None:
        """Of the words found as some categories, those that are marked as anything."""
        whole = sum(self.counts[f"{c} said"] for c in categories)
        return sum(self.counts[f"{c} said right"] for c in categories) / whole if whole else None


def measure(judged: Iterable[Judged]) -> Figures:
    """Count what was found against what is there."""
    figures = Figures()
    for one in judged:
        _count_text(figures.counts, one)
        _count_labels(figures.counts, one)
        _count_spans(figures.counts, one)
    return figures


def held(findings: Iterable[Finding]) -> list[Finding]:
    """What somebody must look at."""
    return [f for f in findings if f.severity is not Severity.INFO]


def _count_text(counts: Counter[str], one: Judged) -> None:
    name = "bad" if is_bad(one.text) else "clean"
    severities = {f.severity for f in one.findings if f.category != "medical_advice"}
    counts[name] += 1
    counts[f"{name} held"] += bool(severities - {Severity.INFO})
    counts[f"{name} blocked"] += Severity.BLOCK in severities


def _count_labels(counts: Counter[str], one: Judged) -> None:
    said = {f.category for f in held(one.findings)}
    for label in LABELS:
        there, found = label in one.text.labels, label in said
        counts[f"{label} right"] += there and found
        counts[f"{label} missed"] += there and not found
        counts[f"{label} extra"] += found and not there


def _count_spans(counts: Counter[str], one: Judged) -> None:
    said = held(one.findings)
    for start, end, category in one.text.spans:
        fits = SAME.get(category, (category,))
        counts[f"{category} marked"] += 1
        counts[f"{category} found"] += any(
            f.category in fits and f.start < end and start < f.end for f in said
        )
    for f in said:
        counts[f"{f.category} said"] += 1
        counts[f"{f.category} said right"] += any(
            f.start < end and start < f.end for start, end, _ in one.text.spans
        )


def line(figures: Figures) -> str:
    """The main figures in one line, in percent."""
    said = {
        "held": figures.recall_warn,
        "blocked": figures.recall_block,
        "false alarms": figures.alarms_warn,
        "false blocks": figures.alarms_block,
        "acknowledgement F1": figures.f1("patient_acknowledgement"),
        "advice F1": figures.f1("medical_advice"),
        "names": figures.span_recall("name"),
        "numbers": figures.span_recall(*NUMBERS),
    }
    return ", ".join(f"{name} {percent(value)}" for name, value in said.items())


def percent(value: float | None) -> str:
    """A share as people read it."""
    return "–" if value is None else f"{100 * value:.1f} %"
