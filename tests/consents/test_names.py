"""How much of a patient's name some words show."""

import pytest

from consents import names


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Our garden is open.", "none"),
        ("Nora walked the whole garden.", "first"),
        ("“I did it,” says Nora.", "first"),
        ("nora walked, all in small letters", "first"),
        ("Nora Long walked the whole garden.", "full"),
        ("nora long walked", "full"),
        ("We thank Ms. Long for her story.", "full"),
        ("The Longs came with flowers.", "full"),
        ("Long walks are good for you.", "none"),
        ("It was a long way.", "none"),
        ("Nóra told us.", "first"),
        ("Eleonora told us.", "none"),
    ],
)
def test_words_show_no_name_the_first_or_the_full_one(text: str, level: str) -> None:
    assert names.shown([text], "Nora Long") == level


def test_the_most_that_any_of_the_texts_shows() -> None:
    assert names.shown(["Nora", "and our Ms Long"], "Nora Long") == "full"
    assert names.shown([], "Nora Long") == "none"
    assert names.shown(["Anything"], "") == "none"


def test_two_surnames_each_count() -> None:
    assert names.shown(["la señora Torres"], "Ana Torres Vega") == "full"
    assert names.shown(["gracias, Ana Vega"], "Ana Torres Vega") == "full"


@pytest.mark.parametrize(
    ("granted", "needed", "holds"),
    [
        ("full", "full", True), ("full", "none", True), ("first", "first", True),
        ("first", "full", False), ("none", "first", False), ("anything", "first", False),
        ("", "none", True),
    ],
)  # fmt: skip
def test_a_level_covers_itself_and_less(granted: str, needed: str, holds: bool) -> None:
    assert names.covers(granted, needed) is holds
