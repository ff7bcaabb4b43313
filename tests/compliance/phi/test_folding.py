"""Folded expressions over folded texts find what IGNORECASE finds, at the same offsets."""

import pytest

from compliance.phi import lexicon
from compliance.phi.folding import fold, folded


def test_a_folded_text_keeps_its_offsets() -> None:
    assert fold("İzel MET Ana") == "izel met ana"


@pytest.mark.parametrize("pattern", [lexicon.ROLE, lexicon.RECEIVED, lexicon.INDIVIDUAL["reply"]])
@pytest.mark.parametrize("change", [str, str.upper, str.title, str.swapcase])
def test_it_finds_what_either_case_finds(pattern, change) -> None:
    text = change("Mayor Ann was treated for flu; thank you to our Nurse. Su hija, he said, DIED.")
    expected = [match.span() for match in pattern.finditer(text)]
    assert expected
    assert [match.span() for match in folded(pattern).finditer(fold(text))] == expected


def test_classes_and_groups_keep_their_meaning() -> None:
    pattern = folded(r"(?P<V>\S+)\W[A-D]\D(?P=V)")
    assert pattern.search(fold("ONE-B one")) is not None


def test_an_expression_that_tells_cases_apart_is_refused() -> None:
    with pytest.raises(ValueError, match="apart"):
        folded("a(?-i:B)")
