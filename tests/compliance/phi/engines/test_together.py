"""Engines add to the rules, never take away, and a failing one blocks without saying the words."""

import logging
from collections.abc import Iterable

import pytest

from compliance.phi import Finding, Severity
from compliance.phi.base import Kind
from compliance.phi.directory import EMPTY, Directory
from compliance.phi.engines.together import FAILED, Together


class Says:
    version = "1"

    def __init__(self, *found: Finding, name: str = "says") -> None:
        self.found, self.name, self.asked = found, name, 0

    def demand(self) -> None: ...

    def findings(
        self, text: str, kind: Kind, directory: Directory, language: str | None
    ) -> Iterable[Finding]:
        self.asked += 1
        return self.found


class Breaks(Says):
    def findings(
        self, text: str, kind: Kind, directory: Directory, language: str | None
    ) -> Iterable[Finding]:
        self.asked += 1
        raise RuntimeError("secret " + text)


def warn(start: int, end: int, category: str, severity: Severity = Severity.WARN) -> Finding:
    return Finding(start, end, category, severity, "Look", "engine.says")


def test_what_the_rules_say_as_strongly_is_not_asked_twice() -> None:
    text = "ss# 514-22-6670"
    engine = Says(warn(4, 15, "ssn"), warn(0, 3, "name"))
    added = Together([engine]).added(text, "draft", EMPTY, None)
    assert [(one.start, one.category) for one in added] == [(0, "name")]


def test_a_failing_engine_blocks_hides_no_other_and_logs_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken, other = Breaks(name="broken"), Says(warn(0, 6, "mrn"))
    together = Together([broken, other])
    with caplog.at_level(logging.DEBUG):
        added = together.added("Odessa Brandt", "draft", EMPTY, None)
        together.added("More of it", "draft", EMPTY, None)
    assert {one.rule for one in added} == {FAILED, "engine.says"}
    block = next(one for one in added if one.rule == FAILED)
    assert (block.start, block.end, block.severity) == (0, 13, Severity.BLOCK)
    assert together.failed == {"broken"}
    assert broken.asked == 1, "It is not waited for at every text."
    assert "Odessa" not in caplog.text
    assert "broken" in caplog.text


def test_a_text_over_the_limit_is_not_sent() -> None:
    engine = Says()
    assert Together([engine]).added("free " * 4_001, "draft", EMPTY, None) == []
    assert engine.asked == 0
