"""People decide about deliveries that wait for them."""

from datetime import timedelta

import pytest
import time_machine

from accounts.clock import now
from accounts.models import AuditEvent
from channels.models import NewsroomEntry
from compliance.blockers import Refused
from content import held, publishing
from content.models import Delivery
from content.tasks import dispatch_due
from content.workflow import State
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db


@pytest.fixture
def h() -> road.House:
    return road.house()


@pytest.fixture
def cleo(h: road.House):
    return cast.person("Cleo Community", h.organization, "community")


def waiting(h: road.House, state: str, kind: str = "publish") -> Delivery:
    """A delivery in a state, on the way that sending takes."""
    if kind == "takedown":
        publishing.take_down(waiting(h, "sent"))
    else:
        road.scheduled(h)
    row = Delivery.objects.get(kind=kind)
    moves = {
        "held": ["hold"],
        "failed": ["begin", "fail"],
        "unknown": ["begin", "lose"],
        "sent": ["begin", "sent"],
    }
    for action in moves[state]:
        publishing.change(row, action, None, sent_at=now())
    return row


@pytest.mark.parametrize("state", ["held", "failed"])
def test_released_it_goes_out(h: road.House, cleo, state: str) -> None:
    row = waiting(h, state)
    held.release(row, cleo, now())
    dispatch_due()
    assert NewsroomEntry.objects.count() == 1
    assert AuditEvent.objects.get(action="delivery_release").actor == cleo


def test_released_to_a_later_time_it_waits(h: road.House, cleo) -> None:
    row = waiting(h, "held")
    later = now() + timedelta(days=2)
    held.release(row, cleo, later)
    dispatch_due()
    row.refresh_from_db()
    assert (row.state, row.due_at) == ("pending", later)


def test_the_past_is_no_time(h: road.House, cleo) -> None:
    row = waiting(h, "held")
    with pytest.raises(Refused, match="time_passed"):
        held.release(row, cleo, now() - timedelta(hours=1))
    row.refresh_from_db()
    assert row.state == "held"


@pytest.mark.parametrize("who", ["wren", "rita", "lex"])
def test_others_may_not(h: road.House, who: str) -> None:
    row = waiting(h, "held")
    for act in (
        lambda: held.release(row, getattr(h, who), now()),
        lambda: held.cancel(row, getattr(h, who)),
        lambda: held.decide_unknown(row, getattr(h, who), live=True),
    ):
        with pytest.raises(Refused, match="may_not"):
            act()


def test_cancelled_the_last_one_takes_the_post_off_the_schedule(h: road.House, cleo) -> None:
    row = waiting(h, "held")
    held.cancel(row, cleo)
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert row.revision.post.state == State.APPROVED


def test_what_is_there_is_out_and_never_sent_again(h: road.House, cleo) -> None:
    row = waiting(h, "unknown")
    held.decide_unknown(row, cleo, live=True, url="https://news.example/1")
    dispatch_due()
    row.refresh_from_db()
    assert (row.state, row.url) == ("sent", "https://news.example/1")
    assert road.again(row.revision.post).state == State.PUBLISHED
    assert NewsroomEntry.objects.count() == 0


def test_what_is_not_there_goes_out_again_even_much_later(h: road.House, cleo) -> None:
    row = waiting(h, "unknown")
    with time_machine.travel(now() + timedelta(hours=5)):
        held.decide_unknown(row, cleo, live=False)
        dispatch_due()
    assert NewsroomEntry.objects.count() == 1


def test_a_takedown_of_what_is_still_there_is_tried_again(h: road.House, cleo) -> None:
    row = waiting(h, "unknown", "takedown")
    held.decide_unknown(row, cleo, live=True)
    row.refresh_from_db()
    assert row.state == "pending"


def test_a_takedown_of_what_is_gone_is_done(h: road.House, cleo) -> None:
    row = waiting(h, "unknown", "takedown")
    held.decide_unknown(row, cleo, live=False)
    row.refresh_from_db()
    assert row.state == "sent"


def test_a_takedown_is_not_called_off(h: road.House, cleo) -> None:
    publishing.take_down(waiting(h, "sent"))
    with pytest.raises(Refused, match="takedown_stays"):
        held.cancel(Delivery.objects.get(kind="takedown"), cleo)


def test_who_comes_second_is_told_so(h: road.House, cleo) -> None:
    row = waiting(h, "held")
    held.release(row, cleo, now())
    with pytest.raises(Refused) as no:
        held.release(row, cleo, now())
    assert "meanwhile" in no.value.blockers[0].message
    with pytest.raises(Refused):
        held.decide_unknown(row, cleo, live=True)
