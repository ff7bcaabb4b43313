"""Legal's desk in the admin: the queue, the case, and a decision with a signature."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.clock import now
from consents.models import Authorization
from content.models import Decision, Post
from content.workflow import State
from tests.content import road
from tests.content.road import House

pytestmark = pytest.mark.django_db
PASSWORD = "an invented pass phrase"


@pytest.fixture
def h() -> House:
    return road.house()


@pytest.fixture
def post(h: House) -> Post:
    post = road.draft(h, planned_at=now() + timedelta(days=1))
    road.submit(post, h.wren)
    road.endorse(post, h.rita)
    return road.again(post)


@pytest.fixture
def desk(client: Client, h: House) -> Client:
    client.force_login(h.lex)
    return client


def decide(client: Client, post: Post, **body: Any) -> Any:
    seen = road.seen(post)
    data = {"digest": seen.digest, "basis_digest": seen.basis_digest, **body}
    return client.post(reverse("admin:content_post_change", args=[post.pk]), data)


def test_the_queue_shows_what_waits(desk: Client, h: House, post: Post) -> None:
    other = road.draft(h)
    page = desk.get(reverse("admin:content_post_changelist")).content.decode()
    assert reverse("admin:content_post_change", args=[post.pk]) in page
    assert reverse("admin:content_post_change", args=[other.pk]) not in page
    everything = desk.get(reverse("admin:content_post_changelist"), {"state": "all"})
    assert reverse("admin:content_post_change", args=[other.pk]) in everything.content.decode()


def test_the_first_page_shows_what_waits(desk: Client, h: House, post: Post) -> None:
    other = road.draft(h)
    page = desk.get(reverse("admin:index")).content.decode()
    assert "Waiting for you" in page
    assert reverse("admin:content_post_change", args=[post.pk]) in page
    assert reverse("content:post", args=[other.pk]) not in page


def test_the_queue_says_when_on_the_wall_of_the_organization(
    desk: Client, h: House, post: Post
) -> None:
    Post.objects.filter(pk=post.pk).update(planned_at=datetime(2031, 5, 12, 18, tzinfo=UTC))
    page = desk.get(reverse("admin:content_post_changelist")).content.decode()
    assert "12 May 2031, 2:00 pm EDT" in page


def test_legal_reads_the_signed_form_from_the_case(desk: Client, h: House) -> None:
    post = road.endorsed(h, road.permitted(h))
    (form,) = Authorization.objects.of(h.organization)
    page = desk.get(reverse("admin:content_post_change", args=[post.pk])).content.decode()
    assert reverse("consents:authorization", args=[form.public_id]) in page
    desk.force_login(h.wren)
    page = desk.get(reverse("content:post", args=[post.pk])).content.decode()
    assert reverse("consents:authorization", args=[form.public_id]) not in page


def test_the_queue_asks_the_same_number_of_questions(
    desk: Client, h: House, post: Post, django_assert_max_num_queries: Any
) -> None:
    def queries() -> int:
        with django_assert_max_num_queries(60) as asked:
            desk.get(reverse("admin:content_post_changelist"))
        return len(asked)

    queries()
    one = queries()
    for _ in range(2):
        more = road.draft(h)
        road.submit(more, h.wren)
        road.endorse(more, h.rita)
    assert queries() == one


def test_approving_is_signing_and_schedules(desk: Client, h: House, post: Post) -> None:
    answer = decide(desk, post, approve="yes", password=PASSWORD)
    assert answer.status_code == 302
    assert road.again(post).state == State.SCHEDULED
    signed = Decision.objects.get(stage="approve")
    assert (signed.user, signed.printed_name, signed.proof) == (h.lex, "Lex Legal", "password")
    assert "version 1" in signed.meaning


def test_a_wrong_password_signs_nothing_and_loses_nothing(
    desk: Client, h: House, post: Post
) -> None:
    answer = decide(desk, post, approve="yes", password="wrong", note="Keep this note")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "That is not your password. Nothing was signed." in page
    assert "Keep this note" in page
    assert road.again(post).state == State.LEGAL_REVIEW


def test_sending_back_needs_a_note(desk: Client, h: House, post: Post) -> None:
    answer = decide(desk, post, send_back="yes")
    assert answer.status_code == 422
    assert "Please say why" in answer.content.decode()
    assert decide(desk, post, send_back="yes", note="The title, please.").status_code == 302
    assert road.again(post).state == State.DRAFT


def test_a_version_that_was_not_seen_cannot_be_approved(desk: Client, h: House, post: Post) -> None:
    answer = desk.post(
        reverse("admin:content_post_change", args=[post.pk]),
        {"approve": "yes", "password": PASSWORD, "digest": "0" * 64, "basis_digest": "0" * 64},
    )
    assert answer.status_code == 422
    assert "not the version you were looking at" in answer.content.decode()


def test_an_auditor_reads_and_decides_nothing(client: Client, h: House, post: Post) -> None:
    from tests import cast

    client.force_login(cast.person("Ada Auditor", h.organization, "auditor"))
    page = client.get(reverse("admin:content_post_change", args=[post.pk]))
    assert page.status_code == 200
    assert "Your signature" not in page.content.decode()
    decide(client, post, approve="yes", password=PASSWORD)
    assert road.again(post).state == State.LEGAL_REVIEW


def test_nothing_is_edited_added_or_deleted_here(desk: Client, h: House, post: Post) -> None:
    for name, arguments in (("add", []), ("delete", [post.pk])):
        answer = desk.get(reverse(f"admin:content_post_{name}", args=arguments))
        assert answer.status_code in {403, 404}


def test_good_signatures_are_not_counted_and_wrong_ones_are(
    desk: Client, h: House, post: Post
) -> None:
    for _ in range(12):
        answer = decide(desk, post, approve="yes", password="wrong")
    assert "Too many tries" in answer.content.decode()
    assert decide(desk, post, approve="yes", password=PASSWORD).status_code == 422
    assert road.again(post).state == State.LEGAL_REVIEW
