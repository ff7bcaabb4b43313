"""The pages of the directory: looking, adding, ending, and a list of staff in two looks."""

import html
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from compliance import directory, directory_keeping
from compliance.directory_keeping import today_in
from compliance.models import DirectoryEntry
from compliance.models.directory import KINDS
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


@pytest.fixture
def house() -> Organization:
    return cast.organization()


@pytest.fixture
def ada(house: Organization) -> User:
    return cast.person("Ada Admin", house, "admin")


@pytest.fixture
def browser(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def at(name: str, house: Organization, *more: int) -> str:
    return reverse(f"directory:{name}", args=[house.slug, *more])


def enter(house: Organization, by: User, value: str, **more: object) -> DirectoryEntry:
    facts = {"kind": "staff", "since": today_in(house)} | more
    return directory_keeping.enter(house, by, value=value, **facts)  # type: ignore[arg-type]


def words(reply) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode())))


def confirmed(browser: Client, house: Organization, preview, **more: str):
    page = preview.content.decode()
    lines = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.S)
    mark = re.search(r'name="confirm" value="(\w+)"', page)
    assert lines
    assert mark
    hidden = dict(re.findall(r'type="hidden" name="(everybody|left_on)" value="([^"]+)"', page))
    data = {"lines": html.unescape(lines[1]), "confirm": mark[1]} | hidden | more
    return browser.post(at("staff", house), data)


@pytest.mark.parametrize("name", ["list", "add", "staff", "entry"])
def test_a_writer_keeps_no_directory(client: Client, house, ada, name: str) -> None:
    entry = enter(house, ada, "Nina Okafor")
    client.force_login(cast.person("Wren Writer", house, "writer"))
    address = at(name, house, *([entry.pk] if name == "entry" else []))
    assert client.get(address).status_code == 404
    assert client.post(address, {"lines": "June Abara"}).status_code == 404
    assert "Directory" not in words(client.get("/"))


def test_the_list_shows_each_kind_and_who_has_left(browser, house, ada) -> None:
    enter(house, ada, "Nina Okafor", role="cardiologist")
    enter(house, ada, "555-0110", kind="phone")
    gone = enter(house, ada, "Leo Brandt", since=today_in(house) - 9 * DAY)
    directory_keeping.end(gone, ada, today_in(house) - DAY, "Left")
    page = words(browser.get(at("list", house)))
    assert "Nina Okafor cardiologist" in page
    assert "All · 2" in page
    assert "Leo Brandt" not in page
    assert "555-0110" not in words(browser.get(at("list", house) + "?kind=staff"))
    assert "Leo Brandt" in words(browser.get(at("list", house) + "?kind=ended"))
    assert browser.get(at("list", house) + "?kind=nonsense&page=x").status_code == 200


def test_a_name_is_looked_for_without_standing_in_an_address(browser, house, ada) -> None:
    for name in ("Nina Okafor", "Leo Brandt"):
        enter(house, ada, name)
    reply = browser.post(at("list", house), {"q": "okaf"})
    assert "Nina Okafor" in words(reply)
    assert "Leo Brandt" not in words(reply)
    assert reply.headers["Cache-Control"].count("no-store") == 1
    assert "Nothing of that name" in words(browser.post(at("list", house), {"q": "%"}))
    # PostgreSQL refuses this character in every question.
    assert "Nina Okafor" in words(browser.post(at("list", house), {"q": "ok\0af"}))


def test_one_is_added(browser, house, ada) -> None:
    given = {"kind": "staff", "value": " Nina  Okafor", "since": "2026-01-05", "why": "web page"}
    assert browser.post(at("add", house), given).status_code == 302
    entry = DirectoryEntry.objects.get()
    assert (entry.value, entry.why, entry.added_by) == ("Nina Okafor", "web page", ada)
    assert "already" in words(browser.post(at("add", house), given))


@pytest.mark.parametrize(
    ("kind", "value", "fine"),
    [
        ("staff", "Nina", False),
        ("public", "Marta", False),
        ("staff", "Nina \u202eOkafor", False),
        ("email", "not an address", False),
        ("email", "hello@clinic.example", True),
        ("domain", "https://clinic.example/", False),
        ("domain", "clinic.example", True),
        ("phone", "call us", False),
        ("phone", "(555) 555-0110", True),
        ("handle", "@our clinic", False),
        ("hashtag", "#OurGarden", True),
        ("alias", "LV", False),
        ("location", "Orchard Lane Clinic", True),
    ],
)
def test_what_is_added_looks_like_what_it_is(browser, house, kind, value, fine) -> None:
    given = {"kind": kind, "value": value, "since": "2026-01-05", "why": "web page"}
    reply = browser.post(at("add", house), given)
    assert reply.status_code == (302 if fine else 422)
    assert DirectoryEntry.objects.exists() == fine


def test_every_kind_of_the_model_can_be_added(browser, house) -> None:
    page = browser.get(at("add", house)).content.decode()
    assert all(f'value="{code}"' in page for code, _ in KINDS)


def test_an_entry_ends_with_a_day_and_a_reason_and_tells_its_history(browser, house, ada) -> None:
    entry = enter(house, ada, "Nina Okafor", since=today_in(house) - 9 * DAY)
    day = today_in(house) - DAY
    assert browser.post(at("entry", house, entry.pk), {"last_day": day}).status_code == 422
    reply = browser.post(at("entry", house, entry.pk), {"last_day": day, "reason": "Retired"})
    assert reply.status_code == 302
    assert directory.of(house).staff == ()
    page = words(browser.get(at("entry", house, entry.pk)))
    assert "by Ada Admin: Retired" in page
    assert "Entered" in page
    assert "When it ends" not in page
    late = browser.post(at("entry", house, entry.pk), {"last_day": day, "reason": "Retired"})
    assert "ended already" in words(late)


def test_a_list_is_shown_first_and_changes_nothing(browser, house) -> None:
    reply = browser.post(at("staff", house), {"lines": "Nina Okafor\nNina\nLeo Brandt,,nurse"})
    page = words(reply)
    assert "2 added 0 ended 0 changed 0 as before 1 not read" in page
    assert "“Nina” is one word." in page
    assert not DirectoryEntry.objects.exists()
    assert confirmed(browser, house, reply).status_code == 302
    assert [one.name for one in directory.of(house).staff] == ["Nina Okafor", "Leo Brandt"]


def test_a_file_of_everybody_ends_those_who_are_not_in_it(browser, house, ada) -> None:
    enter(house, ada, "Leo Brandt")
    data = "Name;Role;Nr\nJosé Núñez;nurse;7\n".encode("cp1252")
    day = today_in(house) - DAY
    reply = browser.post(at("staff", house), {
        "file": SimpleUploadedFile("staff.csv", data), "everybody": "on", "left_on": day,
    })  # fmt: skip
    assert "1 added 1 ended" in words(reply)
    assert "Columns not used: Nr." in words(reply)
    assert confirmed(browser, house, reply).status_code == 302
    assert [one.name for one in directory.of(house).staff] == ["José Núñez"]
    assert DirectoryEntry.objects.get(value="Leo Brandt").valid_to == day


def test_what_changed_between_the_two_looks_is_shown_once_more(browser, house, ada) -> None:
    reply = browser.post(at("staff", house), {"lines": "Nina Okafor\nLeo Brandt"})
    enter(house, ada, "Leo Brandt")
    again = confirmed(browser, house, reply)
    assert again.status_code == 409
    assert "The directory has changed meanwhile." in words(again)
    assert confirmed(browser, house, again).status_code == 302
    assert DirectoryEntry.objects.count() == 2


def test_lines_keep_their_numbers_and_can_be_mended(browser, house) -> None:
    lines = "\n\nNina Okafor\n<Nina>\n"
    reply = browser.post(at("staff", house), {"lines": lines})
    assert "<td>4</td>" in reply.content.decode()
    page = browser.post(at("staff", house), {"lines": lines, "again": "1"}).content.decode()
    assert "Nina Okafor\n&lt;Nina&gt;" in page
    assert confirmed(browser, house, reply).status_code == 302


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"lines": ""}, "There is nobody on this list."),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}, "This is a workbook."),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "empty"),
        ({"file": SimpleUploadedFile("a.csv", b"x" * 1_000_001)}, "too large"),
        ({"file": SimpleUploadedFile("a.csv", b"A B"), "lines": "A B"}, "not both"),
        ({"lines": "Nina Okafor", "everybody": "on"}, "Say which day"),
        ({"lines": "Nina Okafor", "everybody": "on", "left_on": "soon"}, "valid date"),
        ({"lines": "Nina Okafor\nNina", "everybody": "on", "left_on": "2026-01-05"}, "ended"),
        ({"lines": "Nina Okafor\n" * 2002}, "2,000 people are the most"),
    ],
)
def test_bad_input_gets_one_sentence(browser, house, given, sentence: str) -> None:
    for part in given.values():
        if not isinstance(part, str):
            part.seek(0)
    reply = browser.post(at("staff", house), given)
    assert reply.status_code == 422
    assert sentence in words(reply)
    assert reply.content.decode().count('class="error') + reply.content.decode().count(
        'role="alert"'
    ) == 1  # fmt: skip


def test_no_name_reaches_a_log(browser, house, caplog) -> None:
    caplog.set_level("DEBUG")
    reply = browser.post(at("staff", house), {"lines": "Nina Okafor\nLeo"})
    confirmed(browser, house, reply)
    browser.post(at("list", house), {"q": "Okafor"})
    ours = [one for one in caplog.records if not one.name.startswith("django.db")]
    assert not any("Okafor" in one.getMessage() or "Leo" in one.getMessage() for one in ours)
