"""What the models add to the rules, and what they may take down."""

import pytest

from compliance.phi import EMPTY, Finding, Severity
from compliance.phi.judging import ARGUABLE, heaviest, tempered, weigh
from compliance.phi.models.meaning import Limits
from compliance.phi.models.scores import ANY, Mark, Scores
from compliance.phi.reading import Reading
from compliance.phi.rules import RULES

LIMITS = Limits(
    warn=0.6,
    block=0.8,
    keeps_warn=0.1,
    keeps_block=0.3,
    labels={"patient_acknowledgement": 0.5, "medical_advice": 0.5},
    marks=0.5,
)
TEXT = "Parking is free here. Glad your knee has healed, Odessa."


def scores(chance: float, advice: float = 0.0, marks: tuple[Mark, ...] = ()) -> Scores:
    return Scores({ANY: chance, "patient_acknowledgement": chance, "medical_advice": advice}, marks)


def finding(
    category: str, severity: Severity = Severity.BLOCK, rule: str = "names.person"
) -> Finding:
    return Finding(0, 4, category, severity, "Look.", rule)


def reading() -> Reading:
    return Reading(TEXT, "reply", EMPTY)


@pytest.mark.parametrize("rule", sorted({rule.code for rule in RULES} - ARGUABLE))
def test_a_rule_that_is_right_by_itself_is_never_taken_down(rule) -> None:
    for severity in Severity:
        assert tempered(finding("any", severity, rule), scores(0.0), LIMITS).severity is severity


def test_arguable_rules_exist() -> None:
    assert {rule.code for rule in RULES} >= ARGUABLE


@pytest.mark.parametrize(
    ("chance", "severity", "becomes"),
    [
        (0.3, Severity.BLOCK, Severity.BLOCK),
        (0.29, Severity.BLOCK, Severity.WARN),
        (0.1, Severity.WARN, Severity.WARN),
        (0.09, Severity.WARN, Severity.INFO),
        (0.0, Severity.BLOCK, Severity.INFO),
        (0.9, Severity.INFO, Severity.INFO),
    ],
)
def test_context_keeps_its_weight_where_the_text_bears_it_out(chance, severity, becomes) -> None:
    assert tempered(finding("name", severity), scores(chance), LIMITS).severity is becomes


def test_advice_is_borne_out_by_its_own_chance() -> None:
    had = finding("medical_advice", Severity.WARN)
    assert tempered(had, scores(0.0, advice=0.9), LIMITS).severity is Severity.WARN
    assert tempered(had, scores(0.9, advice=0.0), LIMITS).severity is Severity.INFO


@pytest.mark.parametrize(("chance", "severity"), [(0.7, Severity.WARN), (0.9, Severity.BLOCK)])
def test_meaning_holds_a_text_that_no_rule_saw(chance, severity) -> None:
    (found,) = weigh(reading(), [], scores(chance), LIMITS)
    assert (found.category, found.severity) == ("patient_acknowledgement", severity)
    assert found.rule == "meaning.patient_acknowledgement"


def test_a_text_is_held_for_its_meaning_though_no_label_says_why() -> None:
    (found,) = weigh(reading(), [], scores(0.7), Limits(0.6, 0.8, 0.1, 0.3, {}, 0.5))
    assert (found.rule, found.severity) == ("meaning.patient_acknowledgement", Severity.WARN)


def test_a_harmless_text_stays_free() -> None:
    assert weigh(reading(), [], scores(0.2), LIMITS) == []


def test_nothing_is_said_twice_where_a_rule_blocks_already() -> None:
    limits = Limits(0.6, 0.8, 0.1, 0.3, {}, 0.5)
    had = finding("ssn")
    assert weigh(reading(), [had], scores(0.9), limits) == [had]


def test_advice_is_held_for_itself() -> None:
    (found,) = weigh(reading(), [], scores(0.0, advice=0.6), LIMITS)
    assert (found.category, found.severity) == ("medical_advice", Severity.WARN)


def test_a_marked_name_is_found_only_where_the_text_is_held() -> None:
    mark = Mark(TEXT.index("Odessa"), TEXT.index("Odessa") + 6, "name", 0.9)
    held = weigh(reading(), [], scores(0.7, marks=(mark,)), LIMITS)
    assert ("name", "Odessa") in {(f.category, TEXT[f.start : f.end]) for f in held}
    assert weigh(reading(), [], scores(0.5, marks=(mark,)), LIMITS) == []


def test_a_marked_name_that_a_rule_found_is_not_found_twice() -> None:
    at = TEXT.index("Odessa")
    mark = Mark(at, at + 6, "name", 0.9)
    had = Finding(at, at + 6, "name", Severity.WARN, "Who?", "names.person")
    held = weigh(reading(), [had], scores(0.7, marks=(mark,)), LIMITS)
    assert sum(f.category == "name" for f in held) == 1


def test_a_name_that_was_only_asked_about_is_held_where_the_text_is() -> None:
    at = TEXT.index("Odessa")
    mark = Mark(at, at + 6, "name", 0.9)
    had = Finding(at, at + 6, "name", Severity.INFO, "Who?", "names.person")
    named = [
        f for f in weigh(reading(), [had], scores(0.7, marks=(mark,)), LIMITS) if f.asks is None
    ]
    assert [f.severity for f in named if f.rule == "names.person"] == [Severity.WARN]
    assert not any(f.rule == "meaning.name" for f in named)


def test_a_second_mention_of_somebody_found_is_not_a_second_question() -> None:
    text = "Odessa Brandt is home. Glad your knee has healed, Odessa!"
    one = Reading(text, "reply", EMPTY)
    at = text.rindex("Odessa")
    had = Finding(0, 13, "name", Severity.WARN, "Who?", "names.person")
    held = weigh(one, [had], scores(0.7, marks=(Mark(at, at + 6, "name", 0.9),)), LIMITS)
    assert sum(f.category == "name" for f in held) == 1


def test_the_sentence_that_weighs_most_is_shown() -> None:
    start, end = heaviest(reading(), "patient_acknowledgement")
    assert TEXT[start:end].startswith("Glad your knee")
