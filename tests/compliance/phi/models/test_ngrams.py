"""The linear model: what it reads, and that its weights are whole."""

from array import array

import pytest

from compliance.phi import EMPTY
from compliance.phi.base import KINDS
from compliance.phi.models import ngrams
from compliance.phi.models.scores import ANY, LABELS
from compliance.phi.reading import Reading


def reading(text: str, kind="reply", directory=EMPTY) -> Reading:
    return Reading(text, kind, directory)


def test_a_name_and_a_number_stand_for_every_name_and_number() -> None:
    said, _ = ngrams.tokens(reading("Odalys Quinones stayed 12 days", "draft"))
    assert [word for word, _ in said] == ["_name_", "_name_", "stayed", "0", "days"]


def test_care_is_read_a_second_time_as_care() -> None:
    said, meant = ngrams.tokens(reading("the surgery and the chemo"))
    assert [word for word, _ in said] == ["the", "surgery", "and", "the", "chemo"]
    assert [word for word, _ in meant] == ["the", "_care_", "and", "the", "_care_"]


def test_a_text_of_any_length_weighs_the_same() -> None:
    for text in ("Thank you!", "We are so sorry to hear about this. " * 40):
        values = ngrams.features(reading(text))
        assert sum(v * v for v in values.values()) == pytest.approx(1)


def test_an_empty_text_has_a_score() -> None:
    assert set(ngrams.score(reading("")).labels) == set(LABELS["reply"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_label_of_every_kind_has_weights(kind) -> None:
    tables = ngrams.shipped()
    for label in LABELS[kind]:
        assert len(tables[kind, label].weights) == ngrams.BUCKETS
        assert any(tables[kind, label].weights)


def test_weights_that_are_not_whole_are_refused() -> None:
    half = ngrams.Table(array("b", [1, 2]), 1.0, 0.0).packed()
    with pytest.raises(ValueError, match="not whole"):
        ngrams.Table.unpacked(half)  # type: ignore[arg-type]


def test_what_is_packed_is_unpacked() -> None:
    table = ngrams.shipped()["reply", ANY]
    again = ngrams.Table.unpacked(table.packed())  # type: ignore[arg-type]
    assert again == table


def test_the_order_of_meaning_is_right() -> None:
    harmless = ngrams.score(reading("Thank you for your kind words!")).labels[ANY]
    telling = ngrams.score(reading("So glad your knee surgery went well last week!")).labels[ANY]
    assert harmless < 0.5 < telling
