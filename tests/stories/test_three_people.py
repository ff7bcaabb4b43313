"""An author neither endorses nor approves, and nobody decides twice, whatever hats they wear."""

from functools import partial

import pytest

from accounts.models import User
from accounts.roles import assign
from content import answers, checks, lifecycle, writing
from content.models import TextFinding
from content.workflow import State
from tests import cast
from tests.content import road
from tests.content.road import House, refused

pytestmark = pytest.mark.django_db

HATS = ("writer", "reviewer", "legal")


@pytest.fixture
def h() -> House:
    return road.house()


@pytest.fixture
def ella(h: House) -> User:
    """She wears all three hats."""
    return cast.person("Ella Everything", h.organization, *HATS)


def test_a_writer_who_changed_one_word_does_not_endorse(h: House, ella: User) -> None:
    post = road.draft(h)
    writing.write(post, ella, text="Wash your hands, please.")
    road.submit(post, h.wren)
    assert refused(lambda: road.endorse(post, ella)) == {"own_post"}
    assert road.endorse(post, h.rita).state == State.LEGAL_REVIEW
    assert refused(lambda: road.approve(post, ella)) == {"own_post"}


def test_whoever_submitted_does_not_decide_again(h: House, ella: User) -> None:
    post = road.draft(h)
    road.submit(post, ella)
    assert refused(lambda: road.endorse(post, ella)) == {"own_post"}


def test_whoever_endorsed_does_not_approve(h: House, ella: User) -> None:
    post = road.submit(road.draft(h), h.wren)
    road.endorse(post, ella)
    assert refused(lambda: road.approve(post, ella)) == {"decided_already"}
    assert road.approve(post, h.lex).state == State.APPROVED


def test_a_new_hat_does_not_open_a_second_decision(h: House) -> None:
    post = road.submit(road.draft(h), h.wren)
    road.endorse(post, h.rita)
    assign(h.organization, h.rita, HATS, by=None)
    assert refused(lambda: road.approve(post, h.rita)) == {"decided_already"}


def test_whoever_answers_after_endorsing_is_an_author(h: House, ella: User) -> None:
    post = road.draft(h, "Dana Whitlock leads the night team.")
    checks.renew(post)
    names = TextFinding.objects.filter(post=post, category="name")
    for finding in names:
        answers.answer(finding, h.wren, "staff")
    road.submit(post, h.wren)
    road.confirm_everything(post, h.rita)
    road.endorse(post, ella)
    answers.answer(names.first() or names.get(), ella, "staff")
    assert "author_decided" in refused(lambda: road.approve(post, h.lex))


def test_without_the_hat_nobody_decides(h: House) -> None:
    post = road.submit(road.draft(h), h.wren)
    for other in (h.lex, h.cory, cast.admin_of(h.organization)):
        assert refused(partial(road.endorse, post, other)) == {"may_not"}
    stranger = cast.person("Rob Elsewhere", cast.organization("Elsewhere"), *HATS)
    assert refused(lambda: road.endorse(post, stranger)) == {"may_not"}


def test_a_hat_taken_off_counts_at_once(h: House) -> None:
    road.endorsed(h)
    post = road.submit(road.draft(h), h.wren)
    assign(h.organization, User.objects.get(pk=h.rita.pk), ["coordinator"], by=None)
    assert refused(lambda: road.endorse(post, h.rita)) == {"may_not"}


def test_the_system_decides_nothing(h: House) -> None:
    post = road.submit(road.draft(h), h.wren)
    assert "needs_a_person" in refused(
        lambda: lifecycle.perform(post, "endorse", by=None, seen=road.seen(post))
    )
