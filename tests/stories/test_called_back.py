"""Called back, changed, submitted anew: three new decisions are needed, of the new version."""

import pytest

from content import lifecycle, writing
from content.models import Decision, Delivery
from content.workflow import State
from tests.content import road
from tests.content.road import refused

pytestmark = pytest.mark.django_db


def test_a_change_after_the_approval_asks_all_three_again() -> None:
    h = road.house()
    post = road.scheduled(h)
    assert refused(lambda: writing.write(post, h.wren, text="Other words.")) == {"not_a_draft"}
    lifecycle.perform(post, "recall", by=h.wren, note="A mistake in the second line.")
    assert Delivery.objects.get().state == "cancelled"
    writing.write(post, h.wren, text="Wash your hands before you visit.")

    road.submit(post, h.wren)
    second = post.revisions.get(number=2)
    assert [one.stage for one in second.decisions.all()] == ["submit"]
    assert refused(lambda: road.approve(post, h.lex)) == {"not_now"}
    assert refused(lambda: lifecycle.perform(post, "schedule", by=h.wren)) == {"not_now"}

    road.endorse(post, h.rita)
    assert refused(lambda: lifecycle.perform(post, "schedule", by=h.wren)) == {"not_now"}
    road.approve(post, h.lex)
    assert {one.user_id for one in second.decisions.all()} == {h.wren.pk, h.rita.pk, h.lex.pk}
    assert Decision.objects.filter(revision__post=post).count() == 6


def test_even_the_same_words_are_a_new_version() -> None:
    h = road.house()
    post = road.approved(h)
    lifecycle.perform(post, "recall", by=h.lex, note="One more thought.")
    road.submit(post, h.wren)
    assert road.again(post).state == State.SECOND_REVIEW
    first, second = post.revisions.order_by("number")
    assert (first.digest, first.decisions.count()) == (second.digest, 3)
    assert second.decisions.count() == 1


def test_whoever_calls_a_post_of_others_back_says_why() -> None:
    h = road.house()
    post = road.approved(h)
    assert refused(lambda: lifecycle.perform(post, "recall", by=h.lex)) == {"note_missing"}
