"""The directory's number: it rises with every change, and with the days on which people come
and go, so that a check of the day before is no longer current.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction

from accounts.models import Organization
from compliance import directory
from compliance.models import DirectoryEntry
from tests import cast

pytestmark = pytest.mark.django_db

#: noon in New York, where the organizations of the stories are
NOON = datetime(2026, 11, 10, 17, tzinfo=UTC)
TODAY = date(2026, 11, 10)
DAY = timedelta(days=1)


def entered(house: Organization, name: str = "Nina Okafor", since: date = TODAY) -> DirectoryEntry:
    with transaction.atomic():
        return directory.add(house, kind="staff", value=name, added_by=None, since=since)


def known(house: Organization) -> list[str]:
    return [one.name for one in directory.of(house).staff]


def ends(entry: DirectoryEntry, day: date | None) -> None:
    """As a verb does it: the day, and the number."""
    with transaction.atomic():
        DirectoryEntry.objects.filter(pk=entry.pk).update(valid_to=day)
        directory.raise_version(entry.organization)


def test_the_number_rises_when_an_entry_ends() -> None:
    house = cast.organization()
    with time_machine.travel(NOON, tick=False) as clock:
        ends(entered(house), TODAY)
        before = directory.version(house.pk)
        assert known(house) == ["Nina Okafor"]
        clock.shift(DAY)
        assert known(house) == []
        assert directory.version(house.pk) > before


def test_the_number_rises_when_an_entry_begins() -> None:
    house = cast.organization()
    with time_machine.travel(NOON, tick=False) as clock:
        entered(house, since=TODAY + DAY)
        before = directory.version(house.pk)
        assert known(house) == []
        clock.shift(DAY)
        assert known(house) == ["Nina Okafor"]
        assert directory.version(house.pk) > before


def test_a_day_begins_where_the_organization_is() -> None:
    """At eight in the evening in New York it is tomorrow in London."""
    here, there = cast.organization(), cast.organization(time_zone="Europe/London")
    with time_machine.travel(NOON, tick=False) as clock:
        for house in (here, there):
            entered(house, since=TODAY + DAY)
        before = directory.versions([here.pk, there.pk])
        clock.shift(timedelta(hours=8))
        after = directory.versions([here.pk, there.pk])
        assert after[here.pk] == before[here.pk]
        assert after[there.pk] > before[there.pk]


def test_days_that_are_moved_never_bring_an_old_number_back() -> None:
    house = cast.organization()
    with time_machine.travel(NOON, tick=False) as clock:
        entry = entered(house, since=TODAY - 9 * DAY)
        seen = [directory.version(house.pk)]
        for day in (TODAY - DAY, TODAY + DAY, TODAY - 2 * DAY, None):
            ends(entry, day)
            seen.append(directory.version(house.pk))
        clock.shift(3 * DAY)
        seen.append(directory.version(house.pk))
    assert seen == sorted(seen)
    assert len(set(seen[:-1])) == len(seen) - 1


def test_many_organizations_cost_as_many_queries_as_one(django_assert_num_queries) -> None:
    houses = [cast.organization(time_zone=zone) for zone in ("America/New_York", "Asia/Tokyo")]
    for house in houses:
        entered(house)
    with django_assert_num_queries(2):
        directory.versions([houses[0].pk])
    with django_assert_num_queries(2):
        directory.versions([house.pk for house in houses])
