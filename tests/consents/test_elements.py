import pytest

from compliance.blockers import Refused
from consents.default_form import STATEMENTS, install
from consents.elements import ELEMENTS, applying, fill_in, missing
from consents.forms_approval import MOST_YEARS_OF_SCHOOL, approve, current, faults
from consents.models import FormVersion
from consents.reading_grade import grade
from tests import cast

LAW = {
    "(c)(1)(i)", "(c)(1)(ii)", "(c)(1)(iii)", "(c)(1)(iv)", "(c)(1)(v)", "(c)(1)(vi)",
    "(c)(2)(i)", "(c)(2)(ii)", "(c)(2)(iii)", "(c)(4)", "(a)(3)(ii)",
}  # fmt: skip


def test_the_table_holds_every_paragraph_of_the_law() -> None:
    cited = {element.citation.removeprefix("45 CFR 164.508") for element in ELEMENTS}
    assert cited >= LAW
    assert len({element.code for element in ELEMENTS}) == len(ELEMENTS)


def test_the_default_form_says_all_of_it_and_nothing_else() -> None:
    assert missing(STATEMENTS) == []
    assert set(STATEMENTS) == {element.code for element in ELEMENTS}


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.code)
def test_each_element_is_missed(element: object) -> None:
    code = element.code  # type: ignore[attr-defined]
    absent = {key: text for key, text in STATEMENTS.items() if key != code}
    assert [one.code for one in missing(absent)] == [code]
    assert [one.code for one in missing(STATEMENTS | {code: "  "})] == [code]


@pytest.mark.parametrize(
    ("element", "name"), [(one, name) for one in ELEMENTS for name in one.needs], ids=str
)
def test_a_sentence_that_names_nothing_is_no_element(element: object, name: str) -> None:
    code = element.code  # type: ignore[attr-defined]
    vague = STATEMENTS[code].replace(f"${name}", "any information")
    assert [one.code for one in missing(STATEMENTS | {code: vague})] == [code]


def test_the_default_form_can_be_read_after_eight_years_of_school() -> None:
    years = grade(" ".join(STATEMENTS.values()))
    print(f"reading grade of the default form: {years:.1f}")
    assert years <= MOST_YEARS_OF_SCHOOL


def test_who_is_shown_what() -> None:
    def codes(paid: bool, representative: bool) -> set[str]:
        return {element.code for element in applying(paid, representative)}

    assert codes(True, True) ^ codes(False, False) == {"paid", "unpaid", "authority"}
    assert {"paid", "authority"} <= codes(True, True)


def test_a_fact_that_is_missing_is_an_error_not_a_gap() -> None:
    assert fill_in("$patient looks", {"patient": "Mia"}) == "Mia looks"
    with pytest.raises(KeyError):
        fill_in("$patient looks", {})


def test_long_words_and_sentences_ask_for_more_school() -> None:
    hard = (
        "The undersigned individual hereby irrevocably authorizes the dissemination of "
        "aforementioned individually identifiable information notwithstanding any limitation."
    )
    assert grade("We show the picture. You can say no.") < 4
    assert grade(hard) > 12
    assert grade("") == 0.0


@pytest.mark.django_db
class TestApproval:
    def version(self, **statements: str) -> FormVersion:
        return FormVersion.objects.create(
            organization=cast.organization(),
            code="social",
            number=2,
            statements=STATEMENTS | statements,
        )

    def test_legal_approves_a_whole_form_once(self) -> None:
        version = self.version()
        assert version.organization
        legal = cast.person("Lena Legal", version.organization, "legal")
        approve(version, legal)
        assert (version.approved_by, version.approved_at is not None) == (legal, True)
        with pytest.raises(Refused, match="approved_before"):
            approve(version, legal)

    def test_a_form_that_lacks_an_element_is_refused_with_its_paragraph(self) -> None:
        version = self.version(no_conditions="", unpaid="")
        assert version.organization
        with pytest.raises(Refused) as refused:
            approve(version, cast.person("Lena Legal", version.organization, "legal"))
        assert [one.code for one in refused.value.blockers] == [
            "missing_no_conditions", "missing_unpaid",
        ]  # fmt: skip
        assert "164.508(c)(2)(ii)" in refused.value.blockers[0].message
        version.refresh_from_db()
        assert version.approved_at is None

    def test_only_legal_of_this_organization_may(self) -> None:
        version = self.version()
        assert version.organization
        for nobody in (
            cast.person("Wendy Writer", version.organization, "writer"),
            cast.person("Other Legal", cast.organization("Other"), "legal"),
        ):
            with pytest.raises(Refused, match="not_yours"):
                approve(version, nobody)

    def test_words_that_contradict_the_right_to_take_it_back(self) -> None:
        version = self.version(copy="This permission is perpetual and irrevocable.")
        assert [one.code for one in faults(version)] == ["contradiction", "contradiction"]

    def test_the_default_is_there_and_an_own_form_goes_first(self) -> None:
        version = self.version()
        assert version.organization
        install()
        default = current(version.organization, "en")
        assert default is not None
        assert default.organization is None
        assert current(version.organization, "es") is None
        approve(version, cast.person("Lena Legal", version.organization, "legal"))
        assert current(version.organization, "en") == version
        other = current(cast.organization("Other"), "en")
        assert other is not None
        assert other.organization is None
