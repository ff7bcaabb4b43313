"""Reading an organization's directory."""

import pytest

from compliance.phi.directory import Directory, DirectoryError, Person


def test_fax_numbers_are_phones_and_people_have_roles() -> None:
    directory = Directory.from_json(
        {
            "name": "Alder Clinic",
            "phones": ["555-0100"],
            "fax": ["555-0101"],
            "staff": [{"name": "Ada Quill", "title": "RN"}],
            "public_people": [{"name": "Dale Whitcomb", "role": "Rotary president"}],
        }
    )
    assert directory.phones == ("555-0100", "555-0101")
    assert directory.people == (
        Person("Ada Quill", "RN"),
        Person("Dale Whitcomb", "", "Rotary president"),
    )


@pytest.mark.parametrize(
    "data",
    [[], {"phones": "555"}, {"phones": [1]}, {"staff": ["Ada"]}, {"staff": [{}]}, {"name": 3}],
)
def test_bad_data_is_refused_without_repeating_it(data) -> None:
    with pytest.raises(DirectoryError) as error:
        Directory.from_json(data)
    assert "Ada" not in str(error.value)
