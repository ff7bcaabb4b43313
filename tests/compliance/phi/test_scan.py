"""The check fails closed and maps every finding back to the original text."""

import logging
import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, seed
from hypothesis import strategies as st

from compliance.phi import Severity, scan
from compliance.phi import scan as _package_scan
from compliance.phi.base import KINDS, Hit
from compliance.phi.rules import RULES
from compliance.phi.surface import normalise_surface

HOSTILE = (
    "a", "A1-", "1 ", "a@", "http://a.", '"', "Mr. A. ", "your ", "Will May ", "9", "one two ",
    "((", "a the our man ", "my knee surgery. ", "é\u200b", "l ", "Ann Lee, ", "a.b", "★ ",
)  # fmt: skip
SECRETS = {
    "ana.tores@example.com": "email",
    "514-22-6670": "ssn",
    "971-555-0144": "phone",
}
NOISE = {"e": "е", "a": "а", "-": "–", "5": "５", "1": "𝟏", ".": "․"}


class Broken:
    name = "broken"

    def findings(self, text, kind, directory):
        raise RuntimeError("secret " + text)


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        scan("Hello", "post")  # type: ignore[arg-type]


def test_a_failing_rule_blocks_the_whole_text_and_logs_none_of_it(monkeypatch, caplog) -> None:
    def fail(reading):
        raise RuntimeError(reading.text)
        yield Hit(0, 0)

    broken = replace(RULES[0], search=fail)
    import importlib

    module = importlib.import_module("compliance.phi.scan")
    monkeypatch.setattr(module, "RULES", (broken,))
    with caplog.at_level(logging.ERROR):
        found = _package_scan("Odessa Brandt", "draft")
    assert (0, 13, "error", Severity.BLOCK) in {(f.start, f.end, f.rule, f.severity) for f in found}
    assert "Odessa" not in caplog.text
    assert broken.code in caplog.text


def test_a_failing_engine_blocks_and_hides_nothing() -> None:
    found = scan("ss# 514-22-6670", "draft", engines=[Broken()])
    assert {"error", "government.ssn"} <= {f.rule for f in found}


def test_a_text_over_the_limit_blocks() -> None:
    assert scan("free " * 4_000, "draft") == []
    assert [f.rule for f in scan("free " * 4_000 + "!", "draft")] == ["limit"]


def test_a_declared_language_that_is_not_checked_blocks() -> None:
    assert [f.category for f in scan("Hallo", "draft", language="de")] == ["unknown_language"]
    assert scan("Hola", "draft", language="es-MX") == []


@given(st.text(max_size=300), st.sampled_from(KINDS))
def test_findings_lie_inside_the_original(text, kind) -> None:
    for finding in scan(text, kind):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.rule != "error"


@seed(20261121)
@given(st.sampled_from(sorted(SECRETS)), st.integers(0, 2**32), st.sampled_from(KINDS))
def test_invisible_and_lookalike_letters_hide_nothing(secret, number, kind) -> None:
    draw = random.Random(number)
    noisy = "".join(
        (NOISE.get(c, c) if draw.random() < 0.4 else c)
        + (draw.choice("\u200b\u200d\u2060\u202e\ufeff") if draw.random() < 0.4 else "")
        for c in secret
    )
    text = f"Reach her at {noisy} please"
    found = [f for f in scan(text, kind) if f.category == SECRETS[secret]]
    assert found, (number, text)
    surface = normalise_surface(text[found[0].start : found[0].end])
    assert surface == secret


def _spent(text: str, kind) -> float:
    start = time.process_time()
    scan(text, kind)
    return time.process_time() - start


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_texts_cost_no_more_than_in_proportion(unit: str) -> None:
    """Four times the length may cost at most ten times the work (linear would be four)."""
    for kind in KINDS:
        short, long = ((unit * 10_000)[:n] for n in (2_500, 10_000))
        least = min(_spent(short, kind) for _ in range(3))
        assert min(_spent(long, kind) for _ in range(2)) <= 10 * least + 0.05
