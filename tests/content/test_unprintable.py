"""Characters that nobody sees, and words without end: told or taken out, never kept by halves."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from accounts.clock import now
from accounts.plain_text import plain
from channels.models import NewsroomEntry
from content.models import Answer, Note, Target
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
#: as word processors, terminals and attackers leave them in a text
STRANGE = "One\x0bTwo\x00\x1b\x08\x7f\x85\ufffe three"
KEPT = "One\nTwo three"
READABLE = "naïve 😀 👩\u200d⚕️ \u202bעברית\u202c\tend\n"


def client(user: object) -> Client:
    browser = Client()
    browser.force_login(user)  # type: ignore[arg-type]
    return browser


def test_what_can_be_read_stays() -> None:
    assert (plain(STRANGE), plain(READABLE)) == (KEPT, READABLE)
    assert plain("a\r\nb\rc\ud800") == "a\nb\nc"


def test_words_of_a_post_are_printable() -> None:
    h = road.house()
    post = road.draft(h, photos=[cast.photo(h.organization, h.wren)])
    writer = client(h.wren)
    own = f"own-{h.newsroom.pk}"
    words = {"title": STRANGE, "text": STRANGE, "paid_by": STRANGE, own: STRANGE}
    writer.post(reverse("content:words", args=[post.pk]), words)
    url = reverse("content:picture", args=[post.pk, post.pictures.get().pk])
    writer.post(url, {"alt_text": STRANGE})
    saved = road.again(post)
    assert (saved.title, saved.paid_by) == ("One Two three", "One Two three")
    assert (saved.text, Target.objects.get(post=post).text) == (KEPT, KEPT)
    assert post.pictures.get().alt_text == "One Two three"


def test_so_is_what_people_say_about_it() -> None:
    h = road.house()
    post = road.draft(h, "Write to Xavier Quillfeather.")
    writer = client(h.wren)
    finding = post.findings.first()
    if finding is None:
        writer.get(reverse("content:editor", args=[post.pk]))
        finding = post.findings.get()
    answer = {"kind": "not_phi", "because": STRANGE}
    writer.post(reverse("content:answer", args=[post.pk, finding.pk]), answer)
    assert Answer.objects.get().because == KEPT
    road.submit(post, h.wren)
    reviewer = client(h.rita)
    reviewer.post(reverse("content:note", args=[post.pk]), {"text": STRANGE})
    step = reverse("content:step", args=[post.pk, "send_back"])
    reviewer.post(step, {"note": STRANGE})
    assert [note.text for note in Note.objects.all()] == [KEPT, KEPT]


def test_a_reason_without_end_is_refused_and_given_back() -> None:
    h = road.house()
    post = road.submit(road.draft(h), h.wren)
    typed = "why " * 2_000
    answer = client(h.rita).post(
        reverse("content:step", args=[post.pk, "send_back"]), {"note": typed}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "2,000 characters are the most" in page
    assert typed.strip() in page
    assert (road.again(post).state, Note.objects.count()) == ("second_review", 0)


def test_legal_reads_the_same_beside_the_note() -> None:
    h = road.house()
    post = road.endorse(road.submit(road.draft(h), h.wren), h.rita)
    url = reverse("admin:content_post_change", args=[post.pk])
    answer = client(h.lex).post(url, {"send_back": "1", "note": "why " * 2_000})
    assert answer.status_code == 422
    assert "2,000 characters are the most" in answer.content.decode()


def test_words_for_one_channel_are_never_cut_in_silence() -> None:
    h = road.house()
    post = road.draft(h)
    url, own = reverse("content:words", args=[post.pk]), f"own-{h.newsroom.pk}"
    answer = client(h.wren).post(url, {own: "a" * 20_001}, headers=HTMX)
    assert answer.status_code == 409
    assert "20,000 characters are the most" in answer.content.decode()
    assert Target.objects.get(post=post).text == ""


def test_the_public_feed_can_be_read_whatever_the_newsroom_holds() -> None:
    h = road.house()
    held = STRANGE.replace("\x00", "")  # which PostgreSQL refuses itself
    NewsroomEntry.objects.create(
        remote_key="k", account_id=h.newsroom.account_id, title=held, text=held,
        published_at=now(),
    )  # fmt: skip
    answer = Client().get(reverse("newsroom:feed", args=[h.newsroom.account_id]))
    assert answer.status_code == 200
    ElementTree.fromstring(answer.content)  # noqa: S314 (our own words)
