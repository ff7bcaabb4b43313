"""The editor: beginning, saving as one types, conflicts, channels, times, handing on."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.clock import now
from accounts.models import User
from content import lifecycle, writing
from content.models import Post
from content.workflow import State
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def client(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def at(name: str, post: Post, *more: int) -> str:
    return reverse(f"content:{name}", args=[post.pk, *more])


def save(browser: Client, post: Post, *, htmx: bool = True, seen: int | None = None, **words: str):
    data = {"seen": str(road.again(post).copy_number if seen is None else seen), **words}
    return browser.post(at("words", post), data, headers=HTMX if htmx else None)


def test_a_new_post_begins_with_the_only_channel_there_is() -> None:
    h = road.house()
    browser = client(h.wren)
    assert browser.get(reverse("content:begin")).status_code == 200
    reply = browser.post(
        reverse("content:begin"), {"organization": h.organization.pk, "kind": "event"}
    )
    post = Post.objects.get()
    assert reply.headers["Location"] == at("editor", post)
    assert (post.kind, post.created_by) == ("event", h.wren)
    assert [target.channel for target in post.targets.all()] == [h.newsroom]


def test_nobody_begins_a_post_for_strangers() -> None:
    h, other = road.house(), road.house("Elsewhere Clinic")
    reply = client(h.wren).post(
        reverse("content:begin"), {"organization": other.organization.pk, "kind": "tip"}
    )
    assert reply.status_code == 422
    assert not Post.objects.exists()


def test_a_reviewer_is_told_that_others_write() -> None:
    page = client(road.house().rita).get(reverse("content:begin"))
    assert "You do not write posts yet." in page.content.decode()


def test_the_page_shows_the_post_and_what_is_missing() -> None:
    h = road.house()
    post = writing.begin(h.organization, h.wren, "tip", title="A word", text=road.TIP)
    page = client(h.wren).get(at("editor", post)).content.decode()
    assert road.TIP in page
    assert "Still needed before Rita sees it" in page
    assert "No channel is chosen." in page
    assert 'aria-disabled="true"' in page


def test_saving_as_one_types_answers_with_pieces_of_the_page() -> None:
    h = road.house()
    post = road.draft(h)
    reply = save(client(h.wren), post, title="Hands", text="Wash your hands.\r\nTwice.")
    saved = road.again(post)
    assert (saved.title, saved.text) == ("Hands", "Wash your hands.\nTwice.")
    page = reply.content.decode()
    assert f'id="seen" value="{saved.copy_number}"' in page
    assert "<textarea" not in page
    for piece in ("marks", "findings", "needed-box", "saved", "decide"):
        assert re.search(rf'id="{piece}"[^>]*hx-swap-oob', page), piece


def test_a_field_that_is_not_posted_is_not_touched() -> None:
    h = road.house()
    post = road.draft(h, link="https://fairhaven.example/winter")
    save(client(h.wren), post, text="Other words.")
    saved = road.again(post)
    assert (saved.link, saved.title) == ("https://fairhaven.example/winter", "Clean hands")


def test_saving_the_same_words_again_changes_nothing() -> None:
    h = road.house()
    post = road.draft(h)
    before = post.copy_number
    save(client(h.wren), post, text=post.text, seen=0)
    assert road.again(post).copy_number == before


def test_marks_are_code_points_of_the_saved_words() -> None:
    h = road.house()
    post = road.draft(h)
    text = "\U0001f33f Call Mia Torres at 555-0199 today."
    page = save(client(h.wren), post, text=text).content.decode()
    found = re.search(r'data-marks="([^"]*)"', page)
    assert found is not None
    marks = json.loads(found[1].replace("&quot;", '"'))
    assert "555-0199" in [text[mark["start"] : mark["end"]] for mark in marks]


def test_two_writers_do_not_overwrite_each_other() -> None:
    h = road.house()
    other = cast.person("Will Writer", h.organization, "writer")
    post = road.draft(h)
    seen = post.copy_number
    save(client(other), post, text="Will was faster.")
    for htmx in (True, False):
        reply = save(client(h.wren), post, text="Wren typed this.", seen=seen, htmx=htmx)
        assert reply.status_code == 409
        assert "Somebody else changed this post" in reply.content.decode()
    assert road.again(post).text == "Will was faster."
    # Without a script the page comes back with what was typed.
    assert "Wren typed this." in reply.content.decode()


def test_without_a_script_a_wrong_link_stands_beside_its_field_and_the_rest_is_saved() -> None:
    h = road.house()
    post = road.draft(h)
    reply = save(client(h.wren), post, htmx=False, text="Kept words.", link="not an address")
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "This is no web address" in page
    assert 'value="not an address"' in page
    assert road.again(post).text == "Kept words."


def test_a_plain_save_comes_back_to_the_page() -> None:
    h = road.house()
    post = road.draft(h)
    reply = save(client(h.wren), post, htmx=False, text="Plain words.")
    assert reply.headers["Location"] == at("editor", post)


def test_a_wall_time_is_the_organizations() -> None:
    h = road.house()
    post = road.draft(h)
    save(client(h.wren), post, planned_at="2031-07-01T08:00")
    assert road.again(post).planned_at == datetime(2031, 7, 1, 12, 0, tzinfo=UTC)


def test_a_time_that_the_clock_jumps_over_is_refused() -> None:
    h = road.house()
    post = road.draft(h)
    reply = save(client(h.wren), post, planned_at="2031-03-09T02:30", text="Other words.")
    assert "There is no 2:30 am on that day" in reply.content.decode()
    saved = road.again(post)
    assert (saved.planned_at, saved.text) == (None, "Other words.")


def test_a_time_that_comes_twice_is_asked_about() -> None:
    h = road.house()
    post = road.draft(h)
    reply = save(client(h.wren), post, planned_at="2031-11-02T01:30")
    assert 'name="which" value="second"' in reply.content.decode()
    save(client(h.wren), post, planned_at="2031-11-02T01:30", which="second")
    assert road.again(post).planned_at == datetime(2031, 11, 2, 6, 30, tzinfo=UTC)
    save(client(h.wren), post, planned_at="2031-11-02T01:30", title="Later")
    assert road.again(post).planned_at == datetime(2031, 11, 2, 6, 30, tzinfo=UTC)


def test_a_time_that_has_passed_is_not_kept() -> None:
    h = road.house()
    post = road.draft(h)
    reply = save(client(h.wren), post, planned_at="2020-01-01T08:00")
    assert "That time has passed" in reply.content.decode()
    assert road.again(post).planned_at is None


def test_channels_are_chosen_and_foreign_ones_are_not() -> None:
    h, other = road.house(), road.house("Elsewhere Clinic")
    second = cast.channel(h.organization, "Garden news")
    post = road.draft(h)
    keys = [second.pk, other.newsroom.pk]
    reply = client(h.wren).post(at("channels", post), {"channel": keys}, headers=HTMX)
    assert reply.status_code == 200
    assert [target.channel for target in post.targets.all()] == [second]


def test_a_channel_has_words_of_its_own_when_there_are_several() -> None:
    h = road.house()
    second = cast.channel(h.organization, "Garden news")
    post = road.draft(h)
    browser = client(h.wren)
    browser.post(at("channels", post), {"channel": [h.newsroom.pk, second.pk]})
    own = {"seen": road.again(post).copy_number, f"own-{second.pk}": "Only for the garden."}
    browser.post(at("words", post), own, headers=HTMX)
    assert post.targets.get(channel=second).text == "Only for the garden."
    assert "Only for the garden." in browser.get(at("editor", post)).content.decode()


def test_leaving_saves_first() -> None:
    h = road.house()
    post = road.draft(h)
    reply = save(client(h.wren), post, htmx=False, text="Last words.", then="leave")
    assert reply.headers["Location"] == reverse("content:desk")
    assert road.again(post).text == "Last words."


def test_sending_saves_first_and_freezes_what_was_typed() -> None:
    h = road.house()
    post = road.draft(h)
    words = road.TIP + " Sing a song."
    reply = save(client(h.wren), post, htmx=False, text=words, then="submit")
    assert reply.headers["Location"] == at("post", post)
    saved = road.again(post)
    assert (saved.state, saved.text) == (State.SECOND_REVIEW, words)


def test_sending_what_is_not_ready_says_why_and_changes_nothing() -> None:
    h = road.house()
    post = road.draft(h)
    browser = client(h.wren)
    browser.post(at("channels", post), {})
    reply = save(browser, post, htmx=False, then="submit")
    assert reply.headers["Location"].startswith(at("editor", post))
    page = browser.get(at("editor", post)).content.decode()
    assert "No channel is chosen." in page
    assert road.again(post).state == State.DRAFT


def test_the_editor_of_strangers_is_missing() -> None:
    h, other = road.house(), road.house("Elsewhere Clinic")
    post = road.draft(h)
    browser = client(other.wren)
    assert browser.get(at("editor", post)).status_code == 404
    assert save(browser, post, text="Not mine.").status_code == 404
    assert browser.post(at("channels", post), {}).status_code == 404
    assert road.again(post).text == road.TIP


def test_readers_and_later_states_go_to_the_post() -> None:
    h = road.house()
    post = road.draft(h)
    assert client(h.rita).get(at("editor", post)).headers["Location"] == at("post", post)
    road.submit(post, h.wren)
    browser = client(h.wren)
    assert browser.get(at("editor", post)).headers["Location"] == at("post", post)
    reply = save(browser, post, text="Too late.")
    assert reply.headers["HX-Redirect"] == at("post", post)
    assert road.again(post).text == road.TIP


def test_a_returned_draft_can_be_written_again() -> None:
    h = road.house()
    post = road.draft(h)
    road.submit(post, h.wren)
    lifecycle.perform(post, "send_back", by=h.rita, note="Say it shorter.")
    save(client(h.wren), post, text="Shorter.")
    assert road.again(post).text == "Shorter."


def test_a_post_that_is_due_soon_says_when_in_its_own_zone() -> None:
    h = road.house()
    post = road.draft(h, planned_at=now() + timedelta(days=200))
    page = client(h.wren).get(at("editor", post)).content.decode()
    assert "Time in America/New York." in page
    assert "2 things are" not in page


def test_nothing_different_leaves_the_buttons_where_they_are() -> None:
    h = road.house()
    post = road.draft(h)
    page = save(client(h.wren), post, text=post.text).content.decode()
    assert 'id="saved"' in page
    assert 'id="findings"' not in page


def test_the_page_asks_the_same_number_of_questions_for_one_picture_and_for_four() -> None:
    h = road.house()
    asked = []
    for number in (1, 4):
        post = road.draft(h, photos=[cast.photo(h.organization, h.wren) for _ in range(number)])
        browser = client(h.wren)
        browser.get(at("editor", post))
        with CaptureQueriesContext(connection) as queries:
            browser.get(at("editor", post))
        asked.append(len(queries.captured_queries))
    assert asked[0] > 0
    assert asked[1] <= asked[0] + 1
