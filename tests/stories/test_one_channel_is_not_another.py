"""A signature for one channel does not cover another (45 CFR 164.508(c)(1)(iii))."""

import pytest

from consents import taking_back
from content import sending, writing
from content.models import Delivery
from content.workflow import State
from tests import cast
from tests.content import road
from tests.content.road import refused

pytestmark = pytest.mark.django_db


def test_signing_for_the_newsroom_is_not_signing_for_the_notice_board() -> None:
    h = road.house()
    mia = cast.subject(h.organization, by=h.cory)
    board = cast.channel(h.organization, "Notice board")
    post = road.shows_patient(h, mia)
    road.permit(h, post, mia, [h.newsroom])
    writing.choose_channels(post, h.wren, [h.newsroom, board])
    assert refused(lambda: road.submit(post, h.wren)) == {"not_covered"}

    writing.choose_channels(post, h.wren, [board])
    assert refused(lambda: road.submit(post, h.wren)) == {"not_covered"}

    writing.choose_channels(post, h.wren, [h.newsroom])
    assert road.submit(post, h.wren).state == State.SECOND_REVIEW


def test_two_halves_of_a_permission_are_no_permission() -> None:
    """One signature for this picture elsewhere, one for another picture here."""
    h = road.house()
    mia = cast.subject(h.organization, by=h.cory)
    board = cast.channel(h.organization, "Notice board")
    post, other = road.shows_patient(h, mia), road.shows_patient(h, mia)
    road.permit(h, post, mia, [board])
    road.permit(h, other, mia, [h.newsroom])
    assert refused(lambda: road.submit(post, h.wren)) == {"not_covered"}


def test_taking_back_one_channel_holds_that_channel_only() -> None:
    h = road.house()
    mia = cast.subject(h.organization, by=h.cory)
    board = cast.channel(h.organization, "Notice board")
    post = road.shows_patient(h, mia)
    writing.choose_channels(post, h.wren, [h.newsroom, board])
    permission = road.permit(h, post, mia, [h.newsroom, board])
    road.scheduled_now(h, post)
    taking_back.take_back(permission, channels=[board], actor=None, via="link")
    went = {row.target.channel_id: sending.send(row) for row in Delivery.objects.all()}
    assert went == {h.newsroom.pk: "sent", board.pk: "held"}
    later = road.draft(h, photos=[post.pictures.get().photo])
    writing.choose_channels(later, h.wren, [board])
    assert refused(lambda: road.submit(later, h.wren)) == {"not_covered"}
    writing.choose_channels(later, h.wren, [h.newsroom])
    assert road.submit(later, h.wren).state == State.SECOND_REVIEW
