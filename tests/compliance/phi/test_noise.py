"""What people write to hide a word from machines is read as it is meant, and mapped back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.phi import Severity, scan
from compliance.phi.base import KINDS
from compliance.phi.digit_view import digit_edits
from compliance.phi.noise import noiseless
from compliance.phi.views import edited, through


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("my mom K.a.r.e.n S.m.i.t.h", "my mom Karen Smith"),
        ("ask j o h n  now", "ask John  now"),
        ("M4ry J0hnson", "Mary Johnson"),
        ("nine seven one 555 oh one one two", "9715550112"),
        ("nueve-ocho-siete, 5551234", "9875551234"),
        ("five fifty-five, double one 23", "5551123"),
        ("5 1 4 2 2 6 6 7 0", "514226670"),
        ("10 dot 20 dot 133 dot 7", "10.20.133.7"),
    ],
)
def test_noise_is_read_as_it_is_meant(text: str, meant: str) -> None:
    view = noiseless(text)
    assert view is not None
    assert view.text == meant


@pytest.mark.parametrize(
    "text",
    [
        "One in seven, two in eight, five in ten.",
        "Count with us: 1 2 3 4 5 6 7 8 9 10",
        "The U.S.A. and our A.D.A. notice",
        "Our H1N1 and B12 clinics open at 8.",
        "Ask Mary Johnson at the desk",
        "one two three",
    ],
)
def test_ordinary_words_are_no_noise(text: str) -> None:
    assert noiseless(text) is None


@pytest.mark.parametrize(
    ("text", "category", "shown"),
    [
        ("my mom K.a.r.e.n S.m.i.t.h had surgery", "name", "K.a.r.e.n S.m.i.t.h"),
        ("M4ry J0hnson finished her chemo", "name", "M4ry J0hnson"),
        ("my ssn is five one four 22 sixty six 70", "ssn", "five one four 22 sixty six 70"),
        ("mrn zero zero four eight two nine", "mrn", "zero zero four eight two nine"),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_findings_behind_noise_are_mapped_back(text, category, shown, kind) -> None:
    found = [f for f in scan(text, kind) if f.category == category]
    assert shown in {text[f.start : f.end] for f in found}
    if category != "name":
        assert {f.severity for f in found} == {Severity.BLOCK}


@given(
    st.lists(st.sampled_from([*"aA4.o0 -1é", "nine ", "j o h n ", "M4ry ", "seven"]), max_size=60)
)
def test_every_character_of_the_meant_text_has_a_place(parts: list[str]) -> None:
    text = "".join(parts)
    view = noiseless(text)
    if view is None:
        return
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts)


def test_a_view_of_a_view_is_seen_from_the_first_source() -> None:
    text = "x nine y"
    first = edited(text, digit_edits(text))
    second = edited(first.text, [])
    assert through(first, second).original(2, 3) == (2, 6)
