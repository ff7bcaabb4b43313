"""A look at words that are being typed: the same marks as the check’s, and nothing stored."""

import html
import json
import re
import unicodedata

import pytest
from django.test import Client
from django.urls import reverse

from content import answers, checks, glance, lifecycle
from content.models import Check, Post, TextFinding
from content.workflow import State
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db

CALL = "Call 555-0199 to visit our garden."


@pytest.fixture
def h() -> road.House:
    return road.house()


@pytest.fixture
def browser(client: Client, h: road.House) -> Client:
    client.force_login(h.wren)
    return client


def look(browser: Client, post: Post, **typed: str):
    return browser.post(reverse("content:look", args=[post.pk]), typed)


def papers(reply) -> dict[str, tuple[str, list[dict]]]:
    """By textarea: the words that were looked at, and the marks."""
    found = re.findall(
        r'data-marks-for="([^"]+)" data-marks="([^"]*)" data-text="([^"]*)"', reply.content.decode()
    )
    return {
        area: (html.unescape(text), json.loads(html.unescape(marks))) for area, marks, text in found
    }


def marked(reply, area: str = "id_text") -> list[str]:
    text, marks = papers(reply)[area]
    return [text[mark["start"] : mark["end"]] for mark in marks]


def test_words_are_marked_before_they_are_saved_and_nothing_is_stored(browser, h) -> None:
    post = road.draft(h)
    reply = look(browser, post, text=CALL)
    assert marked(reply) == ["555-0199"]
    assert papers(reply)["id_text"][1][0]["level"] == "stop"
    assert road.again(post).text == road.TIP
    assert road.again(post).copy_number == post.copy_number
    assert not TextFinding.objects.exists()
    assert not Check.objects.filter(finished_at=None).exists()
    assert reply.headers["HX-Trigger"] == "noticed"


@pytest.mark.parametrize(
    "before", ["🌿 ", "👩🏽‍⚕️👨‍👩‍👧 ", "e\u0301 n\u0303 ", "𝔐𝔦𝔞 ", "שלום ", "\u200b", "A\r\nB "]
)
def test_marks_are_code_points_of_the_words_that_were_sent(browser, h, before: str) -> None:
    reply = look(browser, road.draft(h), text=f"{before}{CALL}")
    assert marked(reply)[-1] == "555-0199"
    assert unicodedata.normalize("NFC", papers(reply)["id_text"][0]).endswith(CALL)


def test_an_answer_that_was_given_shows_at_once_and_is_no_news(browser, h) -> None:
    post = road.draft(h, CALL)
    checks.renew(post)
    finding = TextFinding.objects.get()
    assert "HX-Trigger" not in look(browser, post, text=f"Please! {CALL}").headers
    answers.answer(finding, h.wren, "not_phi", because="our own desk")
    reply = look(browser, post, text=f"Please! {CALL}")
    assert [(one["level"], one["finding"]) for one in papers(reply)["id_text"][1]] == [
        ("look", finding.pk)
    ]


def test_words_of_one_channel_are_looked_at_too(browser, h) -> None:
    post = road.draft(h)
    other = cast.channel(h.organization, "Board")
    reply = look(browser, post, text="Come.", **{f"own-{other.pk}": CALL})
    assert marked(reply) == []
    assert marked(reply, f"own-{other.pk}") == ["555-0199"]


def test_a_look_sees_what_a_save_sees(browser, h) -> None:
    text = f"{CALL} Mia Torres, 93, from Millbrook was admitted on March 3. Nina Okafor said so."
    post = road.draft(h, text)
    saved = browser.get(reverse("content:editor", args=[post.pk]))
    assert papers(saved) == papers(look(browser, post, text=text))
    assert len(papers(saved)["id_text"][1]) > 1


def test_the_chosen_language_counts_before_it_is_saved(browser, h) -> None:
    post = road.draft(h, CALL, language="fr")
    assert CALL in marked(look(browser, post, text=CALL))
    assert marked(look(browser, post, text=CALL, language="en")) == ["555-0199"]
    assert CALL in marked(look(browser, post, text=CALL, language="xx"))


def test_a_post_that_is_no_draft_any_more_says_nothing(browser, h) -> None:
    post = road.draft(h)
    lifecycle.perform(post, "submit", by=h.wren)
    assert road.again(post).state == State.SECOND_REVIEW
    reply = look(browser, post, text=CALL)
    assert (reply.status_code, reply.content, "HX-Redirect" in reply.headers) == (204, b"", False)


def test_many_findings_cost_as_many_queries_as_one(h, django_assert_num_queries) -> None:
    post = road.draft(h, " ".join(f"Call 555-01{number}." for number in range(20, 60)))
    checks.renew(post)
    for text in (CALL, post.text):
        with django_assert_num_queries(4):
            assert glance.glance(post, {"text": text}, "").marks["text"]


def test_strangers_and_readers_look_at_nothing(client: Client, h) -> None:
    post = road.draft(h)
    client.force_login(cast.person("Otto Other", cast.organization("Elsewhere"), "writer"))
    assert look(client, post, text=CALL).status_code == 404
    client.force_login(h.rita)
    assert look(client, post, text=CALL).status_code == 204
