"""Names as staff lists write them."""

import pytest

from accounts.refusal import Refusal
from compliance.people_names import key, read_name


@pytest.mark.parametrize(
    ("written", "name", "title"),
    [
        ("Nina Okafor", "Nina Okafor", ""),
        ("  Nina   Okafor ", "Nina Okafor", ""),
        ("Okafor, Nina", "Nina Okafor", ""),
        ("OKAFOR, NINA", "NINA OKAFOR", ""),
        ("Okafor, Nina, MD", "Nina Okafor", "MD"),
        ("Nina Okafor, MD, FACP", "Nina Okafor", "MD, FACP"),
        ("Nina Okafor, R.N.", "Nina Okafor", "R.N."),
        ("Nina Okafor RN BSN", "Nina Okafor", "RN, BSN"),
        ("Dr. Nina Okafor", "Nina Okafor", "Dr."),
        ("Dr. Nina Okafor, MD", "Nina Okafor", "Dr."),
        ("Robert Hale, Jr.", "Robert Hale", "Jr."),
        ("Li Ma", "Li Ma", ""),
        ("LI WEI MA", "LI WEI MA", ""),
        ("María José de la Cruz", "María José de la Cruz", ""),
        ("Sister Agnes", "Sister Agnes", ""),
    ],
)
def test_a_name_is_read_in_the_order_in_which_it_is_said(written, name, title) -> None:
    assert (read_name(written).name, read_name(written).title) == (name, title)


@pytest.mark.parametrize("written", ["", " , ,", "Nina", "Okafor, MD", "7 12", "A, B, C, D"])
def test_what_is_no_full_name_is_refused(written: str) -> None:
    with pytest.raises(Refusal):
        read_name(written)


def test_two_ways_to_write_a_name_are_one() -> None:
    assert key("José  Ruiz") == key("jose\u0301 RUIZ")
