"""Taken back between the approval and its time: it is not sent, and what is live comes down."""

from datetime import timedelta

import pytest
import time_machine

from accounts.clock import now
from channels.models import NewsroomEntry
from consents import taking_back
from consents.models import Authorization
from content import lifecycle
from content.models import Delivery
from content.tasks import dispatch_due, sweep
from content.workflow import State
from tests import cast
from tests.content import road
from tests.content.road import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def h() -> House:
    return road.house()


def take_back(permission: Authorization) -> None:
    taking_back.take_back(permission, actor=None, via="link")


def test_what_waits_is_not_sent_and_what_is_live_comes_down(h: House) -> None:
    mia = cast.subject(h.organization, by=h.cory)
    live = road.shows_patient(h, mia)
    permission = road.permit(h, live, mia)
    road.scheduled_now(h, live)
    dispatch_due()
    waiting = road.draft(h, photos=[live.pictures.get().photo])
    road.scheduled(h, waiting)
    assert NewsroomEntry.objects.filter(taken_down_at=None).count() == 1

    take_back(permission)
    with time_machine.travel(now() + timedelta(hours=1, seconds=5)):
        dispatch_due()
        sweep()
        dispatch_due()
    assert Delivery.objects.get(kind="publish", revision__post=waiting).state == "held"
    assert NewsroomEntry.objects.get().taken_down_at is not None
    assert NewsroomEntry.objects.get().text == ""
    assert road.again(live).state == State.WITHDRAWN


def test_nothing_waits_for_a_sweep_or_a_yes(h: House) -> None:
    """Both are written in the transaction in which the permission ends."""
    mia = cast.subject(h.organization, by=h.cory)
    live = road.shows_patient(h, mia)
    permission = road.permit(h, live, mia)
    road.scheduled_now(h, live)
    dispatch_due()
    waiting = road.draft(h, photos=[live.pictures.get().photo])
    road.scheduled(h, waiting)
    take_back(permission)
    assert Delivery.objects.get(revision__post=waiting).state == "held"
    assert Delivery.objects.filter(revision__post=live, kind="takedown", state="pending").exists()


def test_a_permission_that_ends_takes_down_what_rests_on_it(h: House) -> None:
    post = road.permitted(h)
    road.scheduled_now(h, post)
    dispatch_due()
    with time_machine.travel(now() + timedelta(days=366)):
        sweep()
        dispatch_due()
    assert NewsroomEntry.objects.get().taken_down_at is not None


def test_taken_back_while_it_is_going_out_it_comes_down(h: House) -> None:
    """The worker has claimed it; the call succeeds after the permission has ended."""
    mia = cast.subject(h.organization, by=h.cory)
    post = road.shows_patient(h, mia)
    permission = road.permit(h, post, mia)
    road.scheduled_now(h, post)
    with road.meanwhile(lambda: take_back(permission)):
        dispatch_due()
    assert NewsroomEntry.objects.get().taken_down_at is None
    dispatch_due()
    assert NewsroomEntry.objects.get().taken_down_at is not None


def test_withdrawn_while_it_is_going_out_it_comes_down(h: House) -> None:
    post = road.scheduled_now(h)
    with road.meanwhile(lambda: lifecycle.perform(post, "withdraw", by=h.cory, note="Stop.")):
        dispatch_due()
    dispatch_due()
    assert NewsroomEntry.objects.get().taken_down_at is not None
    assert road.again(post).state == State.WITHDRAWN
