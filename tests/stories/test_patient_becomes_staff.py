"""Saying “staff” instead of “patient” after the second look is impossible, or asks again."""

import pytest

from accounts.clock import now
from consents.appearances import Said
from content import answers, lifecycle, sending, writing
from content.models import Delivery, Picture
from content.workflow import State
from tests import cast
from tests.content import road
from tests.content.road import House, refused

pytestmark = pytest.mark.django_db

STAFF = [Said("staff")]


@pytest.fixture
def h() -> House:
    return road.house()


def test_in_review_nobody_says_anything_else(h: House) -> None:
    post = road.endorsed(h, road.permitted(h))
    picture = Picture.objects.get(post=post)
    assert refused(lambda: answers.say_who(picture, h.wren, STAFF)) == {"not_a_draft"}


def test_said_in_another_post_it_asks_again(h: House) -> None:
    """The picture is the same material, wherever it stands."""
    post = road.endorsed(h, road.permitted(h))
    other = road.draft(h)
    picture = writing.add_picture(other, h.wren, post.pictures.get().photo, "A garden")
    answers.say_who(picture, h.wren, STAFF)
    assert "basis_changed" in refused(lambda: road.approve(post, h.lex))

    lifecycle.perform(post, "send_back", by=h.lex, note="Who is this?")
    road.submit(post, h.wren)
    assert "people_to_confirm" in refused(lambda: road.endorse(post, h.rita))
    road.confirm_everything(post, h.rita)
    assert road.endorse(post, h.rita).state == State.LEGAL_REVIEW


def test_said_after_the_approval_nothing_goes_out(h: House) -> None:
    post = road.scheduled_now(h, road.permitted(h))
    other = road.draft(h)
    picture = writing.add_picture(other, h.wren, post.pictures.get().photo, "A garden")
    answers.say_who(picture, h.wren, STAFF)
    # The second reviewer of the other post agrees, so that only the comparison is left.
    road.prepare_pictures()
    road.submit(road.again(other), h.wren)
    answers.confirm_who(picture, h.rita)
    assert sending.send(Delivery.objects.get(revision__post=post)) == "held"
    assert Delivery.objects.get(revision__post=post).why == "basis_changed"


def test_where_patients_are_cared_for_nobody_is_the_public(h: House) -> None:
    photo = cast.photo(h.organization, h.wren, place="clinical")
    post = road.draft(h, photos=[photo])
    picture = Picture.objects.get(post=post)
    assert refused(lambda: answers.say_who(picture, h.wren, [Said("public")])) == {
        "clinical_is_not_public"
    }
    assert now() > post.created_at
