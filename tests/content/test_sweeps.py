"""What the sweeps find: nothing starves behind what cannot move, and nothing is forgotten."""

from datetime import timedelta

import pytest
import time_machine

from accounts.clock import day_in, now
from accounts.models import AuditEvent, Organization
from channels.models import Channel, NewsroomEntry
from compliance.blockers import Refused
from compliance.models import DirectoryEntry, DirectoryVersion, Rendition
from content import checks, held, lifecycle, publishing, sending, tasks
from content.gates import is_current
from content.loading import end_of_day, load_one
from content.models import Delivery, Post
from content.workflow import State
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db


@pytest.fixture
def h() -> road.House:
    return road.house()


def due(h: road.House) -> Delivery:
    post = road.scheduled(h, at=now())
    return Delivery.objects.get(revision__post=post)


@pytest.mark.parametrize("what", [Organization, Channel])
def test_what_is_paused_stands_before_nobody(h: road.House, what: type, monkeypatch) -> None:
    other = road.house("Harbor House")
    paused, free = due(h), due(other)
    place = h.organization if what is Organization else h.newsroom
    what.objects.filter(pk=place.pk).update(paused_at=now())  # type: ignore[attr-defined]
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    tasks.dispatch_due()
    assert sending.fresh(free).state == "sent"
    assert sending.fresh(paused).state == "pending"


def test_a_takedown_waits_for_its_sending_without_standing_before_others(
    h: road.House, monkeypatch
) -> None:
    row = due(h)
    publishing.change(row, "begin", None, sending_at=now())
    lifecycle.perform(row.revision.post, "withdraw", by=h.wren, note="Not today.")
    other = due(road.house("Harbor House"))
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    tasks.dispatch_due()
    assert sending.fresh(other).state == "sent"


def test_our_own_trouble_with_one_keeps_no_other_and_ends_with_a_person(
    h: road.House, monkeypatch
) -> None:
    photo = cast.photo(h.organization, h.wren)
    post = road.draft(h, photos=[photo])
    road.say(post, h.wren, road.Said("nobody"))
    broken = Delivery.objects.get(revision__post=road.scheduled(h, post, at=now()))
    Rendition.objects.get(photo=photo).file.delete(save=False)
    other = due(road.house("Harbor House"))
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    tasks.dispatch_due()
    tasks.dispatch_due()
    assert sending.fresh(other).state == "sent"
    assert sending.fresh(broken).state == "pending"
    with time_machine.travel(now() + timedelta(minutes=20)):
        tasks.dispatch_due()
    broken = sending.fresh(broken)
    assert (broken.state, broken.why) == ("held", "our_trouble")


def test_what_was_erased_is_neither_sent_nor_tried_for_ever(h: road.House) -> None:
    row = due(h)
    type(row.revision).objects.filter(pk=row.revision_id).update(
        payload="", basis="", erased_at=now()
    )
    tasks.dispatch_due()
    assert sending.fresh(row).state == "held"
    cleo = cast.person("Cleo Community", h.organization, "community")
    with pytest.raises(Refused, match="no_version"):
        held.release(sending.fresh(row), cleo, now())


@pytest.mark.parametrize("how", ["retry", "give up", "absent"])
def test_what_did_not_go_out_leaves_no_takedown_behind_that_a_later_one_would_lack(
    h: road.House, how: str
) -> None:
    """A takedown done with nothing would count for the next sending of the same place."""
    row = due(h)
    publishing.change(row, "begin", None, sending_at=now(), attempts=1)
    down = publishing.take_down(row, "taken_back")
    if how == "absent":
        sending.lost(row)
        sending.reconcile(row)
    else:
        sending.settle(row, "retry" if how == "retry" else "fail", why="not_sent")
    tasks.dispatch_due()
    assert sending.fresh(down).state == "cancelled"
    row = sending.fresh(row)
    assert (row.state, row.why) == (
        ("failed", "not_sent") if how == "give up" else ("held", "taken_back")
    )
    cleo = cast.person("Cleo Community", h.organization, "community")
    held.release(row, cleo, now())
    tasks.dispatch_due()
    assert NewsroomEntry.objects.filter(taken_down_at=None).count() == 1
    lifecycle.perform(row.revision.post, "withdraw", by=h.wren, note="Take it down.")
    tasks.dispatch_due()
    assert not NewsroomEntry.objects.filter(taken_down_at=None).exists()


def test_withdrawn_while_going_out_it_is_not_tried_again(h: road.House) -> None:
    row = due(h)
    publishing.change(row, "begin", None, sending_at=now())
    lifecycle.perform(row.revision.post, "withdraw", by=h.wren, note="Not today.")
    sending.settle(row, "retry", why="retrying")
    states = Delivery.objects.values_list("kind", "state")
    assert set(states) == {("publish", "cancelled"), ("takedown", "cancelled")}


def test_a_withdrawn_post_keeps_nothing_that_failed(h: road.House) -> None:
    row = due(h)
    publishing.change(row, "begin", None)
    publishing.change(row, "fail", None)
    lifecycle.perform(row.revision.post, "withdraw", by=h.wren, note="Not today.")
    assert sending.fresh(row).state == "cancelled"


def test_a_takedown_by_the_system_is_in_the_log(h: road.House) -> None:
    row = due(h)
    tasks.dispatch_due()
    sending.open_takedown(sending.fresh(row), "permission_ended")
    event = AuditEvent.objects.get(action="takedown_opened")
    assert (event.actor, event.payload["why"]) == (None, "permission_ended")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York", "Pacific/Pago_Pago"])
def test_a_post_comes_down_when_its_last_day_is_over(h: road.House, zone: str) -> None:
    Organization.objects.filter(pk=h.organization.pk).update(time_zone=zone)
    with time_machine.travel("2026-03-07T18:00:00+00:00", tick=False) as clock:
        today = day_in(zone, now())
        post = road.scheduled(h, road.draft(h, runs_until=today), at=now())
        tasks.dispatch_due()
        assert road.again(post).state == State.PUBLISHED
        end = end_of_day(road.again(post))
        assert end is not None
        clock.move_to(end - timedelta(seconds=1))
        tasks.sweep()
        assert not Delivery.objects.filter(kind="takedown").exists()
        clock.move_to(end)
        tasks.sweep()
        tasks.sweep()
        assert Delivery.objects.get(kind="takedown").why == "day_over"
        tasks.dispatch_due()
        assert road.again(post).state == State.WITHDRAWN
        assert not NewsroomEntry.objects.filter(taken_down_at=None).exists()


def test_every_stale_check_has_its_turn(h: road.House, monkeypatch) -> None:
    """One whose check fails again and again does not stand before the others."""
    posts = [road.submit(road.draft(h), h.wren) for _ in range(3)]
    broken = posts[-1].pk
    assert not tasks.stale_posts()
    DirectoryVersion.objects.update_or_create(organization=h.organization, defaults={"number": 7})
    renewed: list[int] = []
    real = checks.renew

    def renew(post: Post) -> bool:
        renewed.append(post.pk)
        if post.pk != broken:
            return real(post)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(checks, "scan", lambda *args: 1 / 0)
            return real(post)

    monkeypatch.setattr(checks, "renew", renew)
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    for _ in range(4):
        tasks.sweep()
    assert set(renewed) == {post.pk for post in posts}
    assert [post.pk for post in tasks.stale_posts()] == [broken]


@pytest.mark.parametrize(("begins", "ends"), [(-9, 0), (1, None)])
def test_a_day_on_which_somebody_comes_or_goes_makes_a_check_old(
    h: road.House, begins: int, ends: int | None
) -> None:
    """Nobody changes anything at midnight: the words are checked anew all the same."""
    today = day_in(h.organization.time_zone, now())
    DirectoryEntry.objects.create(
        organization=h.organization,
        kind="staff",
        value="Nina Okafor",
        valid_from=today + timedelta(days=begins),
        valid_to=None if ends is None else today + timedelta(days=ends),
    )
    post = road.submit(road.draft(h), h.wren)
    assert is_current(load_one(post))
    assert not tasks.stale_posts()
    with time_machine.travel(now() + timedelta(days=1)):
        assert not is_current(load_one(post))
        assert list(tasks.stale_posts()) == [post]
        tasks.sweep()
        assert is_current(load_one(post))
        assert not tasks.stale_posts()


def test_an_approved_post_with_a_time_is_scheduled_though_the_process_ended(h: road.House) -> None:
    post = road.draft(h, planned_at=now() + timedelta(hours=2))
    road.approved(h, post)
    tasks.sweep()
    assert road.again(post).state == State.APPROVED
    with time_machine.travel(now() + timedelta(minutes=2)):
        tasks.sweep()
        assert road.again(post).state == State.SCHEDULED
        lifecycle.perform(post, "unschedule", by=h.wren)
    with time_machine.travel(now() + timedelta(minutes=5)):
        tasks.sweep()
    assert road.again(post).state == State.APPROVED
