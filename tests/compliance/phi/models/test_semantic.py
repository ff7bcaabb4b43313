"""The semantic model: that it is whole, agrees with its training, and fails closed."""

import json

import pytest

from compliance.phi import Severity, scan
from compliance.phi.base import KINDS
from compliance.phi.models import meaning, semantic
from compliance.phi.models.scores import ANY, LABELS
from compliance.phi.training import corpus

TELLING = "So glad your knee surgery went well last week!"
HARMLESS = "Thank you for your kind words!"


@pytest.mark.text_model
def test_it_tells_an_acknowledgement_from_thanks() -> None:
    model = semantic.shipped()
    assert model.score(HARMLESS, "reply").labels[ANY] < 0.5
    assert model.score(TELLING, "reply").labels[ANY] > 0.5


@pytest.mark.text_model
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["", " ", "a", "🙂" * 50, "word " * 500, "x" * 19_999, "\n"])
def test_every_text_has_scores_and_marks_lie_inside(kind, text) -> None:
    scores = semantic.shipped().score(text, kind)
    assert set(scores.labels) == set(LABELS[kind])
    assert all(0 <= chance <= 1 for chance in scores.labels.values())
    assert all(0 <= mark.start < mark.end <= len(text) for mark in scores.marks)


@pytest.mark.text_model
@pytest.mark.parametrize("words", [10, 200, 257, 900])
def test_a_long_text_is_read_to_its_end_in_short_windows(words) -> None:
    text = " ".join(f"w{n}" for n in range(words))
    seen: set[int] = set()
    longest = 0
    for ids, spans in semantic.shipped()._windows(text, "reply"):
        assert len(ids) == len(spans)
        longest = max(longest, len(ids))
        seen.update(place for start, end in spans if start >= 0 for place in range(start, end))
    assert seen >= {place for place, letter in enumerate(text) if letter != " "}
    assert longest <= semantic.LONGEST + 8


@pytest.mark.text_model
def test_a_name_is_marked() -> None:
    text = "Odalys Quinones had her tumor taken out here on Friday."
    marks = semantic.shipped().score(text, "draft").marks
    assert "Odalys" in {text[m.start : m.start + 6] for m in marks if m.category == "name"}


@pytest.mark.text_model
def test_another_base_is_refused(monkeypatch, tmp_path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"another")
    monkeypatch.setattr(semantic, "base_folder", lambda: tmp_path)
    semantic.shipped.cache_clear()
    try:
        with pytest.raises(ValueError, match="not the one it was trained on"):
            semantic.shipped()
        assert meaning.presence
        found = scan("Happy to help.", "reply")
        assert [(f.rule, f.severity) for f in found] == [("error", Severity.BLOCK)]
    finally:
        semantic.shipped.cache_clear()


@pytest.mark.text_model
@pytest.mark.parametrize("row", json.loads(corpus.REFERENCE.read_text()), ids=lambda r: r["text"])
def test_the_forward_pass_is_that_of_the_training(row) -> None:
    said = semantic.shipped().score(row["text"], row["kind"]).labels
    for label, chance in said.items():
        assert chance == pytest.approx(row["chances"][label], abs=2e-4)
