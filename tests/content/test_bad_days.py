"""Days and times that nobody can plan: a sentence beside the field, and every page still opens."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from content import writing
from content.models import Post
from tests.content import road

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def saved(h: road.House, post: Post, htmx: bool, **words: str) -> str:
    client = Client()
    client.force_login(h.wren)
    headers = HTMX if htmx else None
    answer = client.post(reverse("content:words", args=[post.pk]), words, headers=headers)
    return answer.content.decode()


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("runs_until", "9999-12-31", "too far away"),
        ("runs_until", "0001-01-01", "has passed"),
        ("planned_at", "9999-12-31T23:59", "too far away"),
        ("planned_at", "0001-01-01T00:00", "has passed"),
        ("planned_at", "2031-03-09T02:30", "There is no 2:30 am on that day"),
        ("planned_at", "2031-11-02T01:30", "comes twice"),
        ("planned_at", "2031-07-01T08:00+14:00", "could not be read"),
        ("planned_at", "0001-01-01T00:00+23:59", "could not be read"),
        ("planned_at", "2031-02-31T08:00", "could not be read"),
    ],
)
def test_an_impossible_day_is_said_beside_its_field(
    field: str, typed: str, said: str, htmx: bool
) -> None:
    h = road.house()
    post = road.draft(h)
    page = saved(h, post, htmx, **{field: typed, "text": "Other words."})
    assert said in page
    assert "interpreted in time zone" not in page
    kept = road.again(post)
    assert (getattr(kept, field), kept.text) == (None, "Other words.")
    if not htmx:
        assert f'value="{typed}"' in page


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_post_with_such_a_day_hides_no_page(day: date) -> None:
    """However it got there: one row must not take the desk from everybody else."""
    h = road.house()
    post = road.draft(h)
    writing.write(post, h.wren, runs_until=day)
    client = Client()
    client.force_login(h.wren)
    for url in ("/", f"/posts/{post.pk}/", f"/posts/{post.pk}/edit/"):
        assert client.get(url).status_code == 200


def test_a_post_is_not_scheduled_for_such_a_day() -> None:
    h = road.house()
    post = road.approved(h)
    client = Client()
    client.force_login(h.wren)
    url = reverse("content:step", args=[post.pk, "schedule"])
    answer = client.post(url, {"at": "9999-12-31T23:59"})
    assert answer.status_code == 422
    assert "too far away" in answer.content.decode()


@pytest.mark.parametrize(
    "link", ["ftp://x.example/list", "javascript:alert(1)", "data:text/html,x"]
)
def test_a_link_is_a_page_that_readers_open(link: str) -> None:
    h = road.house()
    post = road.draft(h)
    assert "This is no web address." in saved(h, post, True, link=link)
    assert road.again(post).link == ""
