"""What was withdrawn is gone from the public, and that is no difference to be alarmed about."""

import pytest

from accounts.clock import now
from content import lifecycle, sending
from content.models import Delivery, Post
from content.tasks import dispatch_due, sweep
from tests.content import road

pytestmark = pytest.mark.django_db


def withdrawn() -> Post:
    """Out, never read back, and taken down at once."""
    h = road.house()
    post = road.scheduled(h, at=now())
    dispatch_due()
    lifecycle.perform(post, "withdraw", by=h.rita, note="A mistake.")
    dispatch_due()
    return post


def test_a_withdrawn_post_raises_no_alarm() -> None:
    withdrawn()
    sweep()
    assert not Delivery.objects.filter(why="differs").exists()


def test_nor_when_the_takedown_comes_while_it_is_read() -> None:
    post = withdrawn()
    sent = Delivery.objects.of(post.organization_id).get(kind="publish")
    sending.read_back(sent)
    sent.refresh_from_db()
    assert (sent.state, sent.why) == ("sent", "")
