"""How opinions and findings become one chance; what identifies somebody only raises it."""

import pytest

from compliance.phi import EMPTY, Finding, Severity
from compliance.phi.base import KINDS
from compliance.phi.models import evidence, meaning
from compliance.phi.models.scores import ANY, LABELS, Mark, Scores
from compliance.phi.reading import Reading

WORDS = Scores({ANY: 0.5, "patient_acknowledgement": 0.5, "medical_advice": 0.5})
FREE = {"length", "care", "care words", "somebody"}


def reading(text: str = "Hello.") -> Reading:
    return Reading(text, "reply", EMPTY)


def finding(category: str, severity: Severity, rule: str = "r") -> Finding:
    return Finding(0, 3, category, severity, "Look.", rule)


def test_an_even_opinion_says_nothing() -> None:
    known = evidence.facts(reading(), [], WORDS, None)
    assert known["words any"] == 0


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_no_opinion_is_beyond_a_thousand_to_one(chance) -> None:
    assert abs(evidence.odds(chance)) == pytest.approx(6.9, abs=0.1)


def test_the_strongest_finding_of_a_kind_counts() -> None:
    found = [finding("name", Severity.INFO), finding("name", Severity.BLOCK)]
    known = evidence.facts(reading(), found, WORDS, None)
    assert (known["name info"], known["name warn"], known["name block"]) == (1, 1, 1)


def test_a_number_of_a_person_is_proof_whatever_it_is() -> None:
    for category in ("ssn", "phone", "device_id"):
        known = evidence.facts(reading(), [finding(category, Severity.BLOCK)], WORDS, None)
        assert known["proof block"] == 1


def test_a_mark_is_known_by_its_probability() -> None:
    sense = Scores(WORDS.labels, (Mark(0, 2, "name", 0.4), Mark(3, 5, "name", 0.7)))
    assert evidence.facts(reading(), [], WORDS, sense)["marked name"] == 0.7


def test_a_fact_without_a_weight_says_nothing() -> None:
    weights = evidence.Weights({"care": 1.0}, -1.0)
    assert weights.chance({"care": 1.0, "unheard of": 9.0}) == 0.5


@pytest.mark.parametrize("with_semantic", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_what_identifies_somebody_never_lowers_a_chance(kind, with_semantic) -> None:
    for label, weights in meaning.weights_of(kind, with_semantic=with_semantic).items():
        assert label in LABELS[kind]
        free = FREE | set(evidence.opinions(kind))
        assert all(weight >= 0 for name, weight in weights.of.items() if name not in free)
        assert any(weight > 0 for weight in weights.of.values())
