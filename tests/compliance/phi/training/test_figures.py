"""The figures are counted right, on texts small enough to count by hand."""

import pytest

from compliance.phi import Finding, Severity
from compliance.phi.training import curve, figures
from compliance.phi.training.held_out import Judged
from compliance.phi.training.marked import Labelled

WARN, BLOCK, INFO = Severity.WARN, Severity.BLOCK, Severity.INFO


def text(*labels: str, spans=()) -> Labelled:
    return Labelled("a-1", "a", "s", "en", "reply", "Hi Zoe, call 555-0100", "", spans, labels, "")


def finding(category: str, severity: Severity, start=3, end=6) -> Finding:
    return Finding(start, end, category, severity, "Look.", "r")


def test_held_and_blocked_of_bad_and_of_clean() -> None:
    made = figures.measure(
        [
            Judged(text("phi"), (finding("name", BLOCK),)),
            Judged(text("phi"), (finding("name", WARN),)),
            Judged(text("phi"), (finding("name", INFO),)),
            Judged(text(), (finding("name", WARN),)),
            Judged(text(), ()),
        ]
    )
    assert made.recall_warn == pytest.approx(2 / 3)
    assert made.recall_block == pytest.approx(1 / 3)
    assert made.alarms_warn == 0.5
    assert made.alarms_block == 0


def test_advice_gives_nobody_away() -> None:
    made = figures.measure([Judged(text("medical_advice"), (finding("medical_advice", BLOCK),))])
    assert (made.alarms_warn, made.f1("medical_advice")) == (0, 1)


def test_f1_counts_what_is_missed_and_what_is_too_much() -> None:
    label = "patient_acknowledgement"
    made = figures.measure(
        [
            Judged(text(label), (finding(label, WARN),)),
            Judged(text(label), ()),
            Judged(text(), (finding(label, WARN),)),
            Judged(text(), (finding(label, INFO),)),
        ]
    )
    assert made.f1(label) == 0.5


def test_spans_are_found_by_their_category() -> None:
    spans = ((3, 6, "name"), (13, 21, "fax"))
    made = figures.measure(
        [Judged(text("phi", spans=spans), (finding("phone", BLOCK, 13, 21), finding("date", WARN)))]
    )
    assert made.span_recall("name") == 0
    assert made.span_recall("fax") == 1
    assert made.span_recall(*figures.NUMBERS) == 1
    assert made.span_precision("phone") == 1


def test_nothing_asked_is_no_figure() -> None:
    empty = figures.measure([])
    assert empty.recall_warn is None
    assert figures.percent(empty.recall_warn) == "–"
    assert figures.percent(0.923) == "92.3 %"


def test_the_area_under_the_curve() -> None:
    assert curve.area([0.9, 0.8], [0.1, 0.2]) == 1
    assert curve.area([0.5], [0.5]) == 0.5
    assert curve.area([0.1, 0.9], [0.5]) == 0.5


def test_recall_at_a_share_of_alarms() -> None:
    clean = [n / 100 for n in range(100)]
    assert curve.recall_at([0.95, 0.93, 0.99], clean, 0.06) == pytest.approx(2 / 3)
