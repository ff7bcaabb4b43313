"""Lists of staff as programs write them: every line is a person, or is named with a reason."""

from datetime import date

import pytest

from accounts.refusal import Refusal
from compliance import staff_list
from compliance.staff_list import Listed, decoded, read

NINA = Listed(2, "Nina Okafor", "Dr.", "cardiologist", date(2024, 3, 1), date(2026, 11, 30))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_stand_in_any_order_under_names_in_any_case(mark: str) -> None:
    head = ["UNTIL", "role", "Employee ID", "Name", "From", "Title"]
    row = ["2026-11-30", "cardiologist", "4711", "Nina Okafor", "3/1/2024", "Dr."]
    found = read(f"{mark.join(head)}\r\n{mark.join(row)}\r\n")
    assert found.people == (NINA,)
    assert found.unused == ("Employee ID",)
    assert found.unread == ()


def test_first_and_last_names_may_have_columns_of_their_own() -> None:
    found = read("Last Name;First Name;Job Title\nOkafor;Nina;cardiologist")
    assert found.people == (Listed(2, "Nina Okafor", role="cardiologist"),)


def test_lines_without_names_of_columns_are_name_title_role_from_until() -> None:
    found = read("Nina Okafor\n\nTobias Grant, PT, physical therapist, 2024-03-01\n")
    assert found.people == (
        Listed(1, "Nina Okafor"),
        Listed(3, "Tobias Grant", "PT", "physical therapist", date(2024, 3, 1)),
    )


def test_what_a_spreadsheet_adds_is_left_out() -> None:
    found = read('\ufeffsep=;\nName;Role;From\n"Okafor, Nina";nurse;2024-03-01 00:00:00\n;;\n')
    assert found.people == (Listed(3, "Nina Okafor", role="nurse", since=date(2024, 3, 1)),)


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-8-sig", b""), ("cp1252", b""), ("utf-16", b"")]
)
def test_a_file_is_read_in_the_encodings_of_spreadsheets(encoding: str, mark: bytes) -> None:
    data = mark + "Name,Role\nJosé Núñez,nurse – nights\n".encode(encoding)
    assert read(decoded(data)).people == (Listed(2, "José Núñez", role="nurse – nights"),)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Nina,,,,", "one word"),
        ('"Nina Okafor,,,,', "quotation mark"),
        ("Nina Okafor,,,31/12/2024,", "“31/12/2024” as the first day"),
        ("Nina Okafor,,,,soon", "“soon” as the last day"),
        ("Nina Okafor,,,2024-03-02,2024-03-01", "before the first"),
        ("Nina Okafor,,,0001-01-01,", "no date"),
        (f"Nina Okafor,{'x' * 61},,,", "longer than 60"),
        (f"Nina Okafor,,{'x' * 121},,", "longer than 120"),
        (f"Nina {'x' * 200},,,,", "longer than 200"),
        ("Nina Okafor,,,,,something", "6 columns"),
        ("Nina \u202eOkafor,,,,", "invisible"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_takes_no_other_with_it(line, why) -> None:
    found = read(f"Name,Title,Role,From,Until\nTobias Grant,,,,\n{line}\nJune Abara,,,,\n")
    assert [one.name for one in found.people] == ["Tobias Grant", "June Abara"]
    assert [(one.number, one.words) for one in found.unread] == [(3, line[:300])]
    assert why in found.unread[0].why


def test_no_line_is_lost() -> None:
    lines = ["Nina Okafor", "nina  OKAFOR", "Nina", "", "June Abara,,,tomorrow", "Tobias Grant"]
    found = read("\n".join(lines))
    seen = [one.number for some in (found.people, found.unread, found.twice) for one in some]
    assert sorted(seen) == [1, 2, 3, 5, 6]


def test_two_of_the_same_name_are_there_as_long_as_any_of_them() -> None:
    head = "name,role,from,until\n"
    found = read(f"{head}Ana Ruiz,,2024-03-01,2025-01-31\nANA RUIZ,nurse,2023-03-01,2026-01-31")
    assert found.people == (
        Listed(2, "Ana Ruiz", "", "nurse", date(2023, 3, 1), date(2026, 1, 31)),
    )
    assert found.twice[0].why == "The same name as in line 2."
    stays = read(f"{head}Ana Ruiz,,,2025-01-31\nAna Ruiz,,,")
    assert stays.people[0].until is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nobody"),
        (" \n;;\n", "nobody"),
        ("Name,Role", "names of columns only"),
        ("Name,Full name\nNina Okafor,Nina Okafor", "mean the same"),
        ("Surname,Role\nOkafor,nurse", "none for first names"),
    ],
)
def test_what_is_no_list_gets_one_sentence(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        read(text)


def test_a_list_has_an_end() -> None:
    with pytest.raises(Refusal, match="2,000 people are the most"):
        read("Nina Okafor\n" * (staff_list.MOST_LINES + 2))
    with pytest.raises(Refusal, match="1 MB"):
        decoded(b"x" * (staff_list.MOST_BYTES + 1))


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0", b"a\0b", b"\xff\xfea"])
def test_what_is_no_text_gets_one_sentence(data: bytes) -> None:
    with pytest.raises(Refusal):
        decoded(data)
