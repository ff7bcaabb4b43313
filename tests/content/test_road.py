"""One post from draft to the newsroom, with real parts."""

from datetime import timedelta

import pytest
import time_machine

from accounts.clock import now
from channels.models import NewsroomEntry
from content import lifecycle, sending
from content.models import Delivery
from content.tasks import dispatch_due, sweep
from content.workflow import State
from tests.content import road

pytestmark = pytest.mark.django_db


def test_a_health_tip_goes_from_draft_to_the_newsroom() -> None:
    h = road.house()
    post = road.scheduled(h)
    assert post.state == State.SCHEDULED
    with time_machine.travel(now() + timedelta(hours=1, seconds=5)):
        dispatch_due()
    post.refresh_from_db()
    assert post.state == State.PUBLISHED
    assert NewsroomEntry.objects.get().text == road.TIP


def test_withdrawing_takes_it_down() -> None:
    h = road.house()
    post = road.scheduled(h, at=now())
    dispatch_due()
    lifecycle.perform(post, "withdraw", by=h.rita, note="A mistake.")
    dispatch_due()
    assert NewsroomEntry.objects.get().taken_down_at is not None
    assert road.again(post).state == State.WITHDRAWN


def test_what_is_out_is_read_back() -> None:
    h = road.house()
    road.scheduled(h, at=now())
    dispatch_due()
    sweep()
    assert Delivery.objects.get().state == "confirmed"
    assert sending.MOST_ATTEMPTS == 5
