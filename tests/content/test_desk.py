"""The desk: what needs whom, one next step each, and the same number of queries for any number."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.clock import now
from accounts.roles import assign
from content import answers, checks, lifecycle, publishing
from content.models import Delivery, TextFinding
from content.page.headline import headline
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db

SECTIONS = ("needs", "waiting", "scheduled", "published", "withdrawn")


@pytest.fixture
def h() -> road.House:
    return road.house()


def desk(client, user, **query):
    client.force_login(user)
    return client.get(reverse("content:desk"), query)


def titles(response, section: str) -> list[str]:
    return [row.title for row in response.context["rows"][section]]


def step(response, section: str = "needs"):
    return response.context["rows"][section][0].step


def where(client, user) -> dict[str, int]:
    rows = desk(client, user).context["rows"]
    return {name: len(found) for name, found in rows.items() if found}


def test_a_draft_needs_its_writer_and_nobody_else(client, h) -> None:
    post = road.draft(h)
    assert where(client, h.wren) == {"needs": 1}
    assert where(client, h.rita) == {"waiting": 1}
    response = desk(client, h.wren)
    assert step(response).label == "Go on writing"
    assert step(response).url == reverse("content:editor", args=[post.pk])
    assert b"One post needs you." in response.content


def test_a_post_in_review_needs_the_reviewer(client, h) -> None:
    post = road.draft(h)
    road.submit(post, h.wren)
    assert where(client, h.rita) == {"needs": 1}
    assert where(client, h.wren) == {"waiting": 1}
    assert where(client, h.lex) == {"waiting": 1}
    assert step(desk(client, h.rita)).url == reverse("content:post", args=[post.pk])


def test_legal_is_led_to_their_own_page(client, h) -> None:
    post = road.draft(h)
    road.submit(post, h.wren)
    road.endorse(post, h.rita)
    assert where(client, h.lex) == {"needs": 1}
    assert where(client, h.rita) == {"waiting": 1}
    assert step(desk(client, h.lex)).url == reverse("admin:content_post_change", args=[post.pk])


def test_nobody_is_asked_twice_about_one_post(client, h) -> None:
    """Two hats, one person: who wrote does not look, who looked does not decide."""
    both = cast.person("Bo Both", h.organization, "reviewer", "legal")
    assign(h.organization, h.wren, ["writer", "reviewer"], by=None)
    post = road.draft(h)
    road.submit(post, h.wren)
    assert where(client, h.wren) == {"waiting": 1}
    road.endorse(post, both)
    assert where(client, both) == {"waiting": 1}


def test_whoever_looked_at_an_earlier_version_may_decide_on_the_next(client, h) -> None:
    both = cast.person("Bo Both", h.organization, "reviewer", "legal")
    post = road.draft(h)
    road.submit(post, h.wren)
    road.endorse(post, both)
    lifecycle.perform(road.again(post), "send_back", by=h.lex, note="Shorter, please.")
    road.submit(road.again(post), h.wren)
    road.endorse(post, h.rita)
    assert where(client, both) == {"needs": 1}


def test_what_was_sent_back_says_by_whom_and_why(client, h) -> None:
    post = road.draft(h)
    road.submit(post, h.wren)
    lifecycle.perform(post, "send_back", by=h.rita, note="Is her title right?")
    response = desk(client, h.wren)
    row = response.context["rows"]["needs"][0]
    assert row.detail == "Rita Reviewer sent it back: “Is her title right?”"
    assert row.step.label == "Change it"


def test_what_is_late_is_said_in_words(client, h) -> None:
    post = road.draft(h, planned_at=now() + timedelta(hours=1))
    road.submit(post, h.wren)
    road.submit(road.draft(h), h.wren)
    with time_machine.travel(now() + timedelta(hours=3)):
        response = desk(client, h.rita)
    assert response.context["headline"] == "Two posts need you. One is late."
    assert [row.late for row in response.context["rows"]["needs"]] == [True, False]


def test_the_time_is_that_of_the_organization(client, h) -> None:
    h.organization.time_zone = "America/Denver"
    h.organization.save()
    with time_machine.travel("2026-05-12T12:00:00Z", tick=False):
        post = road.draft(h, planned_at=now() + timedelta(hours=8))
        row = desk(client, h.wren).context["rows"]["needs"][0]
    assert post.pk
    assert (row.due, row.due_note) == ("Today, 2:00 pm", "MDT · in 8 hours")


@pytest.mark.parametrize(
    ("moves", "label", "words"),
    [
        (["begin", "lose"], "Find out", "We don’t know whether it went out on Newsroom."),
        (["hold"], "Decide", "Waits for you: Newsroom."),
        (["begin", "fail"], "See why", "Did not go out on Newsroom."),
    ],
)
def test_a_delivery_in_trouble_needs_who_runs_deliveries(
    client, h, moves: list[str], label: str, words: str
) -> None:
    cleo = cast.person("Cleo Community", h.organization, "community")
    road.scheduled(h)
    assert where(client, cleo) == {"scheduled": 1}
    row = Delivery.objects.get()
    for move in moves:
        publishing.change(row, move, None)
    response = desk(client, cleo)
    assert step(response).label == label
    assert response.context["rows"]["needs"][0].detail.startswith(words)
    assert where(client, h.lex) == {"scheduled": 1}


def test_only_ones_own_organizations_show(client, h) -> None:
    other = road.house("Harbor House")
    road.draft(other, planned_at=None)
    assert where(client, h.wren) == {}
    assert desk(client, h.wren, organization=other.organization.slug).status_code == 404
    assert desk(client, h.wren, organization="not-there").status_code == 404


def test_one_organization_at_a_time(client, h) -> None:
    other = road.house("Harbor House")
    assign(other.organization, h.wren, ["writer"], by=None)
    road.draft(h)
    road.draft(other)
    lifecycle.perform(road.submit(road.draft(other), other.wren), "take_back", by=other.wren)
    everything = desk(client, h.wren)
    assert len(titles(everything, "needs") + titles(everything, "waiting")) == 3
    one = desk(client, h.wren, organization=h.organization.slug)
    assert len(titles(one, "needs") + titles(one, "waiting")) == 1
    assert b"Harbor House" in one.content


def test_long_queues_have_pages(client, h) -> None:
    for _ in range(23):
        road.draft(h)
    assert len(titles(desk(client, h.wren), "needs")) == 20
    assert len(titles(desk(client, h.wren, page=2), "needs")) == 3
    assert desk(client, h.wren, page="nonsense").status_code == 200


@pytest.mark.parametrize("name", ["waiting", "scheduled", "published", "withdrawn"])
def test_every_list_opens(client, h, name: str) -> None:
    road.scheduled(h)
    client.force_login(h.wren)
    assert client.get(reverse(f"content:{name}")).status_code == 200


def test_withdrawn_shows_until_it_is_gone(client, h) -> None:
    post = road.scheduled(h)
    publishing.change(Delivery.objects.get(), "begin", None)
    lifecycle.perform(post, "withdraw", by=h.rita, note="A mistake.")
    later = now() + timedelta(days=30)
    with time_machine.travel(later):
        assert where(client, h.wren) == {"withdrawn": 1}
        row = Delivery.objects.get(kind="takedown")
        for move in ("begin", "sent"):
            publishing.change(row, move, None, sent_at=now())
        assert where(client, h.wren) == {}


def answered(h: road.House) -> None:
    """A post in review whose answers wait for the reviewer."""
    post = road.draft(h, "Write to desk@fairhaven.example or call 555-0142.")
    checks.renew(post)
    for finding in TextFinding.objects.filter(post=post):
        answers.answer(finding, h.wren, "not_phi", because="our own front desk")
    road.submit(post, h.wren)


def a_bit_of_everything(h: road.House, times: int) -> None:
    for _ in range(times):
        photo = cast.photo(h.organization, h.wren)
        road.draft(h, photos=[photo])
        back = road.submit(road.draft(h), h.wren)
        lifecycle.perform(back, "send_back", by=h.rita, note="Once more.")
        answered(h)
        road.endorse(road.submit(road.draft(h), h.wren), h.rita)
        road.approved(h)
        road.scheduled(h)
        out = road.scheduled(h)
        row = Delivery.objects.filter(revision__post=out).get()
        for move in ("begin", "sent"):
            publishing.change(row, move, None, sent_at=now())
        lifecycle.follow(road.again(out), row)


def queries(client, user) -> int:
    client.force_login(user)
    client.get(reverse("content:desk"))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse("content:desk")).status_code == 200
    return len(seen)


def test_ten_posts_cost_as_many_queries_as_one(client, h) -> None:
    found = []
    done = 0
    for times in (1, 3, 10):
        a_bit_of_everything(h, times - done)
        done = times
        found.append([queries(client, user) for user in (h.wren, h.rita, h.lex)])
    assert found[0] == found[1] == found[2]
    assert max(found[0]) < 60


@pytest.mark.parametrize(
    ("needs", "late", "said"),
    [
        (0, 0, "Nothing needs you now."),
        (1, 0, "One post needs you."),
        (1, 1, "One post needs you. It is late."),
        (5, 1, "Five posts need you. One is late."),
        (3, 3, "Three posts need you. All are late."),
        (12, 2, "12 posts need you. Two are late."),
    ],
)
def test_the_headline_speaks(needs: int, late: int, said: str) -> None:
    assert headline(needs, late) == said
