"""One person or detail, told in different company: the severity is the context's."""

import pytest

from compliance.phi import EMPTY, Directory, Finding, Severity
from compliance.phi.base import Kind
from compliance.phi.overlaps import settle
from compliance.phi.reading import Reading
from compliance.phi.scan import by_rules


def scan(text: str, kind: Kind, directory: Directory = EMPTY) -> list[Finding]:
    """The rules alone; what the models add is another file's."""
    return settle(by_rules(Reading(text, kind, directory)))


NAMED = [
    ("Thanks to volunteer Odessa Brandt for the quilts.", Severity.INFO),
    ("Odessa Brandt brought quilts.", Severity.WARN),
    ("Odessa Brandt brought quilts after her chemo.", Severity.BLOCK),
]
QUIET = [
    "Four of our nurses at the picnic: Hope Lindqvist, Will Tanaka, Siobhan O’Rourke, Dawn Petrov.",
    "Drink water before you feel thirsty. Six glasses a day is a good start.",
    "Join us at the Fairhaven Fun Run on Saturday, May 16! Face painting and a raffle.",
    "The Marlow Street Clinic is closed on Monday, November 30. Urgent care is open 8 to 8.",
    "We are hiring registered nurses for the night shift. Apply at larkspurhealth.org/jobs.",
    "Congratulations to Hope Lindqvist, RN, winner of this year's nursing award!",
    "Dr. Anita Rao and her team received the Heart Care Award for the third year.",
    "Call 503.555.0100 or write to care@larkspurhealth.org.",
    "Visit us at 88 Marlow Street, Suite 210.",
]


@pytest.mark.parametrize(("text", "severity"), NAMED)
def test_an_unknown_person_is_judged_by_company(text, severity, organization) -> None:
    found = [f for f in scan(text, "draft", organization) if f.category == "name"]
    assert [f.severity for f in found] == [severity]
    assert found[0].asks == "who"


@pytest.mark.parametrize("text", QUIET)
def test_ordinary_posts_raise_nothing(text: str, organization: Directory) -> None:
    loud = [f for f in scan(text, "draft", organization) if f.severity is not Severity.INFO]
    assert loud == []


def test_the_directory_is_what_makes_staff_quiet(organization: Directory) -> None:
    assert any(f.category == "name" for f in scan(QUIET[0], "draft"))
    assert not scan(QUIET[0], "draft", organization)


def test_a_patient_quotation_blocks_and_a_staff_quotation_does_not(organization) -> None:
    patient = scan("“I walked again after my surgery here,” says Mia.", "draft", organization)
    assert ("testimonial", Severity.BLOCK) in {(f.category, f.severity) for f in patient}
    assert (
        scan("“Nursing is a work of heart,” says Hope Lindqvist, RN.", "draft", organization) == []
    )


def test_staff_may_not_tell_their_own_illness_unasked(organization: Directory) -> None:
    text = "Hope Lindqvist, RN, was diagnosed with leukemia in March."
    assert "health_information" in {f.category for f in scan(text, "draft", organization)}


@pytest.mark.parametrize("kind", ["draft", "reply", "inbound"])
@pytest.mark.parametrize("text", ["ss# 514-22-6670", "ana.t@example.com", "MRN: 00482913"])
def test_hard_identifiers_block_in_every_kind(text: str, kind) -> None:
    assert Severity.BLOCK in {f.severity for f in scan(text, kind)}


def test_suggestions_are_safe_words() -> None:
    aged = scan("A 92-year-old great-grandmother went home.", "draft")
    assert "in their 90s" in {f.suggestion for f in aged}
    dated = scan("Baby Ana was born on March 3, 2024!", "draft")
    assert "2024" in {f.suggestion for f in dated}


def test_only_blanks_of_a_template_are_placeholders() -> None:
    assert scan("Hi [first name], call us at (XXX) XXX-XXXX.", "reply") == []
    assert any(f.category == "name" for f in scan("We miss [Odessa Brandt] so.", "draft"))
