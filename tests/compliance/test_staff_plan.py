"""What a list of staff changes: exactly what was shown, and nobody leaves by mistake."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import AuditEvent, Organization, User
from accounts.refusal import Refusal
from compliance import directory, directory_keeping, staff_plan
from compliance.directory_keeping import today_in
from compliance.models import DirectoryEntry
from compliance.staff_list import read
from compliance.staff_plan import ADD, CHANGE, END, SAME, Plan
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def house() -> Organization:
    return cast.organization()


@pytest.fixture
def ada(house: Organization) -> User:
    return cast.person("Ada Admin", house, "admin")


@pytest.fixture
def today(house: Organization) -> date:
    return today_in(house)


def knows(house: Organization, by: User, name: str, **more: object) -> DirectoryEntry:
    facts = {"kind": "staff", "since": LONG_AGO} | more
    return directory_keeping.enter(house, by, value=name, **facts)  # type: ignore[arg-type]


def kinds(plan: Plan) -> dict[str, str]:
    return {step.name: step.kind for step in plan.steps}


def carried_out(house: Organization, by: User, text: str, left_on: date | None = None) -> Plan:
    listed = read(text)
    mark = staff_plan.plan(house, listed, left_on).mark
    return staff_plan.carry_out(house, by, listed, left_on, mark)


def staff(house: Organization) -> list[str]:
    return sorted(one.name for one in directory.of(house).staff)


def test_every_line_is_added_changed_ended_or_as_before(
    house: Organization, ada: User, today: date
) -> None:
    for name in ("Nina Okafor", "June Abara", "Tobias Grant"):
        knows(house, ada, name)
    knows(house, ada, "Marta Ellison", kind="public")
    plan = staff_plan.plan(house, read(
        "Name,Role,Until\nNINA OKAFOR,,\nJune Abara,nurse,\n"
        f"Tobias Grant,,{today}\nLeo Brandt,,\nGone Before,,2021-01-01\nMarta Ellison,,\n"
    ))  # fmt: skip
    assert kinds(plan) == {
        "NINA OKAFOR": SAME, "June Abara": CHANGE, "Tobias Grant": END, "Leo Brandt": ADD,
        "Gone Before": SAME, "Marta Ellison": ADD,
    }  # fmt: skip


def test_a_list_is_carried_out_as_it_was_shown(house: Organization, ada: User, today: date) -> None:
    june, tobias = knows(house, ada, "June Abara", role="nurse"), knows(house, ada, "Tobias Grant")
    before = directory.version(house.pk)
    text = (
        "Name,Title,Role,From,Until\n"
        f"June Abara,RN,,,\nTobias Grant,,,,{today - DAY}\n"
        f"Leo Brandt,Dr.,surgeon,{today + DAY},\nNina Okafor,,,2024-03-01,{today}\n"
    )
    carried_out(house, ada, text)
    assert staff(house) == ["June Abara", "Nina Okafor"]
    assert directory.version(house.pk) > before
    june.refresh_from_db()
    tobias.refresh_from_db()
    assert (june.title, june.role, june.valid_to) == ("RN", "nurse", None)
    assert tobias.valid_to == today - DAY
    leo = DirectoryEntry.objects.get(value="Leo Brandt")
    assert (leo.kind, leo.title, leo.role, leo.valid_from) == (
        "staff", "Dr.", "surgeon", today + DAY,
    )  # fmt: skip
    assert leo.added_by == ada
    assert [one.history_user for one in (*leo.history.all(), tobias.history.first())] == [ada, ada]


def test_the_same_list_again_changes_nothing(house: Organization, ada: User) -> None:
    text = "Name,Title,From\nNina Okafor,Dr.,2024-03-01\nLeo Brandt,,"
    carried_out(house, ada, text)
    before = directory.version(house.pk), AuditEvent.objects.count()
    assert carried_out(house, ada, text).changes == []
    assert (directory.version(house.pk), AuditEvent.objects.count()) == before


def test_who_is_not_on_a_list_of_everybody_has_left(
    house: Organization, ada: User, today: date
) -> None:
    knows(house, ada, "Nina Okafor")
    knows(house, ada, "Leo Brandt")
    knows(house, ada, "June Abara", since=today + DAY)  # is still to come
    knows(house, ada, "Marta Ellison", kind="public")
    assert kinds(staff_plan.plan(house, read("Nina Okafor"))) == {"Nina Okafor": SAME}
    carried_out(house, ada, "Nina Okafor", left_on=today - DAY)
    assert staff(house) == ["Nina Okafor"]
    assert directory.of(house).public_people[0].name == "Marta Ellison"
    assert DirectoryEntry.objects.get(value="June Abara").valid_to is None
    leo = DirectoryEntry.objects.get(value="Leo Brandt")
    assert leo.valid_to == today - DAY
    assert leo.history.latest().history_change_reason == "Not on the list"


def test_who_has_left_leaves_with_every_entry(house: Organization, ada: User, today: date) -> None:
    """An answer enters a name as it was written, beside an entry that has an end already."""
    knows(house, ada, "Leo Brandt", until=today + 30 * DAY)
    with transaction.atomic():
        directory.add(house, kind="staff", value="Leo Brandt", added_by=ada, since=LONG_AGO)
    assert len(staff(house)) == 2
    carried_out(house, ada, "Nina Okafor", left_on=today - DAY)
    assert staff(house) == ["Nina Okafor"]


def test_an_earlier_last_day_is_not_put_off(house: Organization, ada: User, today: date) -> None:
    leaves = knows(house, ada, "Leo Brandt", until=today)
    carried_out(house, ada, "Nina Okafor", left_on=today + DAY)
    leaves.refresh_from_db()
    assert leaves.valid_to == today


def test_nobody_leaves_because_of_a_line_that_was_not_read(
    house: Organization, ada: User, today: date
) -> None:
    knows(house, ada, "Leo Brandt")
    with pytest.raises(Refusal, match="nobody is ended"):
        staff_plan.plan(house, read("Nina Okafor\nLeo Brandt,,,soon"), left_on=today)


def test_another_plan_than_the_one_that_was_shown_is_not_carried_out(
    house: Organization, ada: User
) -> None:
    listed = read("Nina Okafor\nLeo Brandt")
    mark = staff_plan.plan(house, listed).mark
    knows(house, ada, "Leo Brandt")
    with pytest.raises(Refusal, match="changed meanwhile"):
        staff_plan.carry_out(house, ada, listed, None, mark)
    assert staff(house) == ["Leo Brandt"]


def test_an_event_counts_and_names_nobody(house: Organization, ada: User) -> None:
    carried_out(house, ada, "Nina Okafor\nLeo Brandt")
    event = AuditEvent.objects.get(action="staff_list_entered")
    assert (event.payload, event.actor) == ({"add": 2, "change": 0, "end": 0}, ada)


def test_only_an_organization_admin_brings_in_a_list(house: Organization) -> None:
    listed = read("Nina Okafor")
    mark = staff_plan.plan(house, listed).mark
    other = cast.person("Wren Writer", house, "writer")
    with pytest.raises(PermissionDenied):
        staff_plan.carry_out(house, other, listed, None, mark)


def test_a_long_list_takes_as_many_queries_as_a_short_one(
    house: Organization, ada: User, django_assert_max_num_queries
) -> None:
    names = "\n".join(f"Nina Okafor{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(400))
    with django_assert_max_num_queries(40):
        carried_out(house, ada, names)
    assert len(staff(house)) == 400
    with django_assert_max_num_queries(40):
        carried_out(house, ada, names.split("\n")[0], left_on=today_in(house) - DAY)
    assert len(staff(house)) == 1
