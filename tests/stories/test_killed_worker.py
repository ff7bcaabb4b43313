"""A delivery that a killed worker left behind is neither sent again blindly nor forgotten."""

import os
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connections

from accounts.clock import now
from channels.connectors import newsroom
from channels.models import NewsroomEntry
from content import sending
from content.models import Delivery
from content.tasks import dispatch_due, sweep
from content.workflow import State
from tests.content import road

pytestmark = pytest.mark.django_db(transaction=True)

publish = newsroom.CONNECTOR.publish


def die_before(outgoing: Any) -> None:
    os._exit(9)


def die_after(outgoing: Any) -> None:
    publish(outgoing)
    os._exit(9)


def work_and_die(how: Any) -> None:
    """A worker in a process of its own, killed while the network has the story, or not yet."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        newsroom.CONNECTOR.publish = how  # type: ignore[method-assign]
        try:
            dispatch_due()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every call to the network from now on."""
    made: list[str] = []

    def counted(outgoing: Any) -> Any:
        made.append(outgoing.remote_key)
        return publish(outgoing)

    monkeypatch.setattr(newsroom.CONNECTOR, "publish", counted, raising=False)
    return made


def later(**times: float) -> Any:
    return time_machine.travel(now() + timedelta(**times))


@pytest.mark.parametrize("how", [die_before, die_after])
def test_it_is_asked_about_before_it_is_sent_again(how: Any, calls: list[str]) -> None:
    h = road.house()
    post = road.scheduled_now(h)
    work_and_die(how)
    assert Delivery.objects.get().state == "sending"
    there = NewsroomEntry.objects.count()

    with later(seconds=30):
        dispatch_due()
        sweep()
    assert (Delivery.objects.get().state, calls) == ("sending", []), "its worker may still live"

    with later(minutes=3):
        sweep()
        assert (Delivery.objects.get().state, calls) == ("unknown", []), "it is asked about first"
        for _ in range(3):
            sweep()
            dispatch_due()
    assert len(calls) == 1 - there
    assert NewsroomEntry.objects.count() == 1
    assert Delivery.objects.get().state in ("sent", "confirmed")
    assert road.again(post).state == State.PUBLISHED


def test_while_the_network_does_not_answer_nothing_is_sent(
    calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    h = road.house()
    road.scheduled_now(h)
    work_and_die(die_after)

    def silent(*args: Any) -> None:
        raise TimeoutError

    monkeypatch.setattr(newsroom.CONNECTOR, "find", silent, raising=False)
    for minutes in (3, 10, 60, 600):
        with later(minutes=minutes):
            sweep()
            dispatch_due()
    assert (Delivery.objects.get().state, calls) == ("unknown", [])
    monkeypatch.undo()
    with later(minutes=1000):
        sweep()
    assert Delivery.objects.get().state in ("sent", "confirmed")


def test_a_claim_is_of_one_worker(calls: list[str]) -> None:
    h = road.house()
    road.scheduled_now(h)
    row = Delivery.objects.get()
    outgoing = sending.outgoing_of(row)
    assert sending.begin_send(row, outgoing)
    assert not sending.begin_send(row, outgoing)
    dispatch_due()
    assert calls == []
