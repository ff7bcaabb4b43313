"""Both models together, and what is said where one is missing."""

import time

import pytest

from compliance.phi import EMPTY, Severity, scan
from compliance.phi.base import KINDS
from compliance.phi.models import meaning, ngrams, semantic
from compliance.phi.models.evidence import weighed
from compliance.phi.models.scores import ANY, LABELS, Scores
from compliance.phi.reading import Reading
from compliance.phi.training import corpus


@pytest.fixture
def presence(monkeypatch) -> meaning.Presence:
    made = meaning.Presence()
    monkeypatch.setattr(meaning, "presence", made)
    return made


def test_a_missing_model_is_looked_for_again_later(presence, monkeypatch) -> None:
    there, clock = [False], [1000.0]
    monkeypatch.setattr(semantic, "is_installed", lambda: there[0])
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    assert not presence
    assert meaning.version().endswith("words only")
    there[0] = True
    assert not presence
    clock[0] += meaning.LOOK_AGAIN
    assert presence
    assert not meaning.version().endswith("words only")


def test_a_model_that_is_switched_off_is_not_asked(presence, monkeypatch) -> None:
    monkeypatch.setattr(semantic, "is_installed", lambda: True)
    presence.allowed = False
    assert not presence


def test_a_half_installed_model_is_not_there(monkeypatch) -> None:
    monkeypatch.setattr(semantic, "NEEDS", ("django", "no-such-package-yet"))
    assert not semantic.is_installed()


@pytest.mark.parametrize("part", ["read", "limits"])
def test_a_model_that_fails_blocks_the_text_and_logs_none_of_it(part, monkeypatch, caplog) -> None:
    def fail(*args, **kwargs):
        raise RuntimeError(str(args))

    monkeypatch.setattr(meaning, part, fail)
    found = scan("Glad that Odessa is fine.", "reply")
    assert ("error", Severity.BLOCK) in {(f.rule, f.severity) for f in found}
    assert "Odessa" not in caplog.text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("with_semantic", [True, False])
def test_limits_fit_their_kind(kind, with_semantic) -> None:
    limits = meaning.limits(kind, with_semantic=with_semantic)
    assert 0 < limits.warn <= limits.block
    assert 0 <= limits.keeps_warn <= limits.keeps_block < limits.block
    assert set(limits.labels) == set(LABELS[kind]) - {ANY}


def test_the_shipped_models_were_trained_on_the_texts_in_the_repository() -> None:
    """Another text, label or directory needs another training: manage.py train_phi_model."""
    assert meaning.facts()["trained_on"] == corpus.digest()


def test_remembered_texts_are_told_apart_without_their_words(presence, monkeypatch) -> None:
    asked = []

    class Model:
        def score(self, text, kind):
            asked.append((text, kind))
            return Scores(dict.fromkeys(LABELS[kind], 0.0))

    monkeypatch.setattr(semantic, "is_installed", lambda: True)
    monkeypatch.setattr(semantic, "shipped", Model)
    meaning._semantic.cache_clear()
    for kind in ("reply", "reply", "draft"):
        meaning.read(Reading("Hello there", kind, EMPTY), [])
    meaning._semantic.cache_clear()
    assert asked == [("Hello there", "reply"), ("Hello there", "draft")]


def test_without_the_semantic_model_the_words_are_read(presence) -> None:
    presence.allowed = False
    reading = Reading("So glad your surgery went well", "reply", EMPTY)
    scores, limits = meaning.read(reading, [])
    weights = meaning.weights_of("reply", with_semantic=False)
    assert scores == weighed(reading, [], ngrams.score(reading), None, weights)
    assert limits == meaning.limits("reply", with_semantic=False)
