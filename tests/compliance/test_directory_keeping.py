"""Keeping the directory: who may, from which day to which, and what is remembered of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts import roles
from accounts.models import AuditEvent, Membership, Organization, User
from accounts.refusal import Refusal
from compliance import directory, directory_keeping
from compliance.directory_keeping import today_in
from compliance.models import DirectoryEntry
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


@pytest.fixture
def house() -> Organization:
    return cast.organization()


@pytest.fixture
def ada(house: Organization) -> User:
    return cast.person("Ada Admin", house, "admin")


def entered(house: Organization, by: User, **more: object) -> DirectoryEntry:
    facts = {"kind": "staff", "value": "Nina Okafor", "since": today_in(house)} | more
    return directory_keeping.enter(house, by, **facts)  # type: ignore[arg-type]


def known(house: Organization) -> list[str]:
    return [one.name for one in directory.of(house).staff]


def test_who_is_entered_is_known_at_once(house: Organization, ada: User) -> None:
    before = directory.version(house.pk)
    entry = entered(house, ada)
    assert known(house) == ["Nina Okafor"]
    assert directory.version(house.pk) > before
    assert (entry.added_by, entry.valid_to) == (ada, None)


def test_nobody_is_entered_twice_however_the_name_is_written(
    house: Organization, ada: User
) -> None:
    entered(house, ada)
    with pytest.raises(Refusal, match="already"):
        entered(house, ada, value="NINA  okafor")
    with pytest.raises(Refusal, match="before the first"):
        entered(house, ada, value="June Abara", until=today_in(house) - DAY)


def test_who_leaves_is_asked_about_from_the_next_day_on(house: Organization, ada: User) -> None:
    entry, today = entered(house, ada), today_in(house)
    directory_keeping.end(entry, ada, today, "Retires")
    assert known(house) == ["Nina Okafor"]
    before = directory.version(house.pk)
    directory_keeping.end(entry, ada, today - DAY, "Never worked here")
    assert known(house) == []
    assert directory.version(house.pk) > before
    with pytest.raises(Refusal, match="ended already"):
        directory_keeping.end(entry, ada, None, "Stays")
    assert entered(house, ada).pk != entry.pk


def test_a_last_day_can_be_taken_back(house: Organization, ada: User) -> None:
    entry = entered(house, ada)
    directory_keeping.end(entry, ada, date(2999, 1, 1), "Retires")
    directory_keeping.end(entry, ada, None, "Stays after all")
    entry.refresh_from_db()
    assert entry.valid_to is None
    reasons = entry.history.order_by("history_id").values_list("history_change_reason", flat=True)
    assert list(reasons) == [None, "Retires", "Stays after all"]
    assert entry.history.latest().history_user == ada


def test_an_event_names_keys_and_kinds_only(house: Organization, ada: User) -> None:
    entry = entered(house, ada, role="cardiologist", why="our web page")
    directory_keeping.end(entry, ada, today_in(house), "Moves to Ohio")
    events = AuditEvent.objects.filter(object_kind="directoryentry", object_id=str(entry.pk))
    assert [one.action for one in events.order_by("seq")] == [
        "directory_entered", "directory_ended",
    ]  # fmt: skip
    assert all(one.payload == {"kind": "staff"} and one.actor == ada for one in events)


@pytest.mark.parametrize("role", [one.code for one in roles.ROLES if one.code != "admin"])
def test_only_an_organization_admin_keeps_it(house: Organization, ada: User, role: str) -> None:
    other, entry = cast.person("Some Body", house, role), entered(house, ada)
    with pytest.raises(PermissionDenied):
        entered(house, other, value="June Abara")
    with pytest.raises(PermissionDenied):
        directory_keeping.end(entry, other, today_in(house), "So")


def test_a_right_that_ended_a_moment_ago_is_none(house: Organization, ada: User) -> None:
    entered(house, ada)
    roles.end(Membership.objects.get(user=ada), None)
    with pytest.raises(PermissionDenied):
        entered(house, ada, value="June Abara")
