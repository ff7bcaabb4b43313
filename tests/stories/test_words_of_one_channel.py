"""Words written for one channel are part of what is decided on, and are what goes out there."""

import pytest

from channels.models import NewsroomEntry
from content import sending, writing
from content.models import Delivery, Target, TextFinding
from tests import cast
from tests.content import road
from tests.content.road import House, refused

pytestmark = pytest.mark.django_db

OWN = "Wash your hands. Come and see us on the board."


@pytest.fixture
def h() -> House:
    return road.house()


def test_other_words_for_one_channel_are_another_version(h: House) -> None:
    board = cast.channel(h.organization, "Notice board")
    post = road.draft(h)
    writing.choose_channels(post, h.wren, [h.newsroom, board])
    road.submit(post, h.wren)
    before = post.revisions.get().digest
    road.take_back(post, h.wren)
    writing.write_for_channel(post, h.wren, board, OWN)
    road.submit(post, h.wren)
    assert post.revisions.get(number=2).digest != before


def test_a_change_past_the_verbs_is_seen(h: House) -> None:
    post = road.scheduled_now(h)
    Target.objects.filter(post=post).update(text=OWN)
    assert sending.send(Delivery.objects.get()) == "held"
    assert not NewsroomEntry.objects.exists()


def test_in_review_they_are_compared_too(h: House) -> None:
    post = road.endorsed(h)
    Target.objects.filter(post=post).update(text=OWN)
    assert "payload_changed" in refused(lambda: road.approve(post, h.lex))


def test_each_channel_gets_its_own_words(h: House) -> None:
    board = cast.channel(h.organization, "Notice board")
    post = road.draft(h)
    writing.choose_channels(post, h.wren, [h.newsroom, board])
    writing.write_for_channel(post, h.wren, board, OWN)
    road.scheduled_now(h, post)
    for row in Delivery.objects.all():
        assert sending.send(row) == "sent"
    shown = dict(NewsroomEntry.objects.values_list("account_id", "text"))
    assert shown == {h.newsroom.account_id: road.TIP, board.account_id: OWN}


def test_they_are_checked_like_all_words(h: House) -> None:
    post = road.draft(h)
    writing.write_for_channel(post, h.wren, h.newsroom, "Call Mia Torres at 555-0142.")
    assert refused(lambda: road.submit(post, h.wren)) == {"phi_open"}
    assert TextFinding.objects.filter(post=post).exists()
