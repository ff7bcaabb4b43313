"""The examples that stand in each rule, the promise of one rule or question per letter."""

import pytest

from compliance.phi import EMPTY
from compliance.phi.base import Rule
from compliance.phi.human import LETTERS, QUESTIONS
from compliance.phi.overlaps import settle
from compliance.phi.reading import Reading
from compliance.phi.rules import FAMILIES, RULES
from compliance.phi.scan import by_rules

CATCHES = [(rule, text) for rule in RULES for text in rule.catches]
IGNORES = [(rule, text) for rule in RULES for text in rule.ignores]


def _found(rule: Rule, text: str, kind) -> list[str]:
    found = settle(by_rules(Reading(text, kind, EMPTY)))
    return [text[f.start : f.end] for f in found if f.rule == rule.code]


@pytest.mark.parametrize(("rule", "text"), CATCHES, ids=lambda v: getattr(v, "code", None))
def test_catches(rule: Rule, text: str) -> None:
    assert any(_found(rule, text, kind) for kind in rule.kinds)


@pytest.mark.parametrize(("rule", "text"), IGNORES, ids=lambda v: getattr(v, "code", None))
def test_ignores(rule: Rule, text: str) -> None:
    assert [_found(rule, text, kind) for kind in rule.kinds] == [[] for _ in rule.kinds]


@pytest.mark.parametrize("letter", LETTERS)
def test_every_identifier_has_a_rule_or_a_question(letter: str) -> None:
    ruled = {rule.identifier for rule in RULES if rule.catches}
    assert letter in ruled | {question.identifier for question in QUESTIONS}


def test_codes_are_unique_and_say_something_to_the_writer() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.says.endswith((".", "?")) and "PHI" not in rule.says for rule in RULES)


def test_families_stand_in_the_order_of_the_regulation() -> None:
    first = [family[0].identifier for family in FAMILIES if family[0].identifier]
    assert first == sorted(first)
