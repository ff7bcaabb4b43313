"""The plain view and its map back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.phi.digit_view import digit_view
from compliance.phi.normalise import normalise
from compliance.phi.surface import normalise_surface


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ｄ. Ｋｉｍ", "D. Kim"),
        ("C\u200darlos Núñez", "Carlos Nunez"),
        ("М\u0430ria", "Maria"),
        ("“so” – ‘no’", "\"so\" - 'no'"),
        ("9️⃣7️⃣", "97"),
        ("a\u00a0b\u2009c", "a b c"),
    ],
)
def test_plain_view(text: str, plain: str) -> None:
    assert normalise(text).text == plain


@given(st.text(max_size=200))
def test_every_character_of_the_view_has_a_place(text: str) -> None:
    view = normalise(text)
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts)


def test_spans_take_the_marks_of_their_letters() -> None:
    text = "a Jose\u0301 b"
    view = normalise(text)
    start = view.text.index("Jose")
    assert text[slice(*view.original(start, start + 4))] == "Jose\u0301"


def test_spelled_digits() -> None:
    view = digit_view("cell nine seven one, double five")
    assert view is not None
    assert view.text == "cell 9 7 1, 55"
    assert view.original(5, 6) == (5, 9)
    assert digit_view("nothing here") is None


def test_surface_is_one_spelling() -> None:
    assert normalise_surface("  José’s\n “HIP” ") == normalise_surface('jose\'s "hip"')
