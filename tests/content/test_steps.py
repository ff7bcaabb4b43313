"""Steps from the page: asked of the verbs, refused in words, nothing typed is lost."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from accounts.clock import now
from channels.models import NewsroomEntry
from consents.appearances import Said
from content import answers, checks, lifecycle, publishing
from content.models import Answer, Delivery, Note, Picture, TextFinding
from content.tasks import dispatch_due
from content.workflow import State
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db


@pytest.fixture
def h() -> road.House:
    return road.house()


@pytest.fixture
def press(client):
    """`press(user, post, action, **fields)` sends a form of the post's page."""

    def send(user, post, action: str, **fields):
        client.force_login(user)
        return client.post(reverse("content:step", args=[post.pk, action]), fields)

    return send


def shown_digests(client, user, post) -> dict[str, str]:
    client.force_login(user)
    version = client.get(reverse("content:post", args=[post.pk])).context["version"]
    return {"digest": version.digest, "basis_digest": version.basis_digest}


def state(post) -> str:
    return road.again(post).state


def test_a_post_goes_to_legal_from_its_page(client, press, h) -> None:
    post = road.draft(h)
    assert press(h.wren, post, "submit").status_code == 302
    seen = shown_digests(client, h.rita, post)
    response = press(h.rita, post, "endorse", **seen)
    assert response.url == reverse("content:post", args=[post.pk])
    assert state(post) == State.LEGAL_REVIEW


def test_a_version_nobody_looked_at_is_not_endorsed(client, press, h) -> None:
    post = road.submit(road.draft(h), h.wren)
    seen = shown_digests(client, h.rita, post)
    lifecycle.perform(post, "take_back", by=h.wren)
    road.submit(road.again(post), h.wren)
    other = press(h.rita, post, "endorse", digest="0" * 64, basis_digest=seen["basis_digest"])
    assert other.status_code == 409
    assert b"It was changed while you were looking" in other.content
    assert press(h.rita, post, "endorse").status_code == 409
    assert state(post) == State.SECOND_REVIEW


def test_who_comes_second_is_told_kindly(client, press, h) -> None:
    other = cast.person("Otto Other", h.organization, "reviewer")
    post = road.submit(road.draft(h), h.wren)
    seen = shown_digests(client, h.rita, post)
    press(other, post, "endorse", **seen)
    response = press(h.rita, post, "endorse", **seen)
    assert response.status_code == 409
    assert b"Somebody was faster." in response.content
    assert b"with legal" in response.content


def test_a_reason_is_asked_for_and_what_was_typed_stays(press, h) -> None:
    post = road.submit(road.draft(h), h.wren)
    response = press(h.rita, post, "send_back", note="  ")
    assert response.status_code == 422
    assert b"Please say why, in a sentence." in response.content
    lifecycle.perform(post, "take_back", by=h.wren)
    lost = press(h.rita, post, "send_back", note="Twenty seconds are too few.")
    assert lost.status_code == 409
    assert state(post) == State.DRAFT


def test_the_typed_note_survives_a_refusal(press, h) -> None:
    post = road.scheduled(h)
    row = Delivery.objects.get()
    publishing.change(row, "begin", None)
    response = press(h.wren, post, "recall", note="One word is wrong.")
    assert response.status_code == 422
    assert b"One word is wrong.</textarea>" in response.content
    assert b"It is out, or on its way." in response.content


@pytest.mark.parametrize("who", ["rita", "lex", "cory"])
def test_what_is_not_theirs_is_refused_by_the_table(press, h, who: str) -> None:
    post = road.draft(h)
    assert press(getattr(h, who), post, "submit").status_code == 422
    assert state(post) == State.DRAFT


def test_all_reasons_are_shown_not_the_first(press, h) -> None:
    photo = cast.photo(h.organization, h.wren)
    post = road.draft(h, photos=[photo])
    checks.renew(post)
    Picture.objects.update(alt_text="")
    body = press(h.wren, post, "submit").content
    assert b"has no words for people who cannot see it" in body
    assert b"does it show a patient, or any part of one?" in body


def test_a_step_is_never_a_link(client, h) -> None:
    post = road.draft(h)
    client.force_login(h.wren)
    for name, args in (
        ("step", [post.pk, "submit"]),
        ("note", [post.pk]),
        ("confirm", [post.pk, 1]),
        ("confirm_who", [post.pk, 1]),
    ):
        assert client.get(reverse(f"content:{name}", args=args)).status_code == 405


@pytest.mark.parametrize("action", ["publish", "nonsense"])
def test_what_people_cannot_do_is_not_there(press, h, action: str) -> None:
    assert press(h.wren, road.approved(h), action).status_code == 404


def test_approving_needs_legals_own_page(client, press, h) -> None:
    post = road.endorse(road.submit(road.draft(h), h.wren), h.rita)
    response = press(h.lex, post, "approve", **shown_digests(client, h.lex, post))
    assert response.status_code == 422
    assert state(post) == State.LEGAL_REVIEW


def test_another_organizations_post_takes_no_step(press, client, h) -> None:
    post = road.draft(road.house("Harbor House"))
    assert press(h.wren, post, "submit").status_code == 404
    client.force_login(h.wren)
    url = reverse("content:note", args=[post.pk])
    assert client.post(url, {"text": "Hello"}).status_code == 404
    assert not Note.objects.exists()


# ---- time ----


def wall(at: datetime, zone: str = "America/New_York") -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def test_scheduled_at_the_time_on_the_wall(press, h) -> None:
    with time_machine.travel("2026-05-12T12:00:00Z", tick=False):
        post = road.approved(h)
        response = press(h.wren, post, "schedule", at="2026-05-13T09:30")
    assert response.status_code == 302
    assert wall(Delivery.objects.get().due_at) == "2026-05-13T09:30"


def test_publish_now_goes_out(press, h) -> None:
    post = road.approved(h)
    press(h.wren, post, "schedule", now="1", at="")
    dispatch_due()
    assert NewsroomEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "required"),
        ("soon", "could not be read as a day and a time"),
        ("2026-03-08T02:30", "There is no 2:30 am on that day"),
        ("2026-11-01T01:30", "comes twice"),
        ("2026-01-01T09:00", "The time has passed."),
    ],
)
def test_a_time_that_is_none_is_refused_beside_its_field(press, h, typed: str, said: str) -> None:
    with time_machine.travel("2026-02-01T12:00:00Z", tick=False):
        post = road.approved(h)
        response = press(h.wren, post, "schedule", at=typed)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert state(post) == State.APPROVED


def test_a_time_that_comes_twice_is_asked_about(press, h) -> None:
    with time_machine.travel("2026-10-30T12:00:00Z", tick=False):
        post = road.approved(h)
        asked = press(h.wren, post, "schedule", at="2026-11-01T01:30").content.decode()
        assert "The second 1:30 am, EST" in asked
        press(h.wren, post, "schedule", at="2026-11-01T01:30", which="second")
    assert Delivery.objects.get().due_at.isoformat() == "2026-11-01T06:30:00+00:00"


# ---- confirming and talking ----


def in_review(h: road.House):
    photo = cast.photo(h.organization, h.wren)
    post = road.draft(h, "Call 555-0142 to visit.", photos=[photo])
    road.say(post, h.wren, Said("staff"))
    checks.renew(post)
    for finding in TextFinding.objects.filter(post=post):
        answers.answer(finding, h.wren, "not_phi", because="our own front desk")
    return road.submit(road.again(post), h.wren)


def test_one_key_confirms_words_and_people(client, h) -> None:
    post = in_review(h)
    client.force_login(h.rita)
    for item in client.get(reverse("content:post", args=[post.pk])).context["items"]:
        for action in item.actions[:1]:
            assert client.post(action["post"]).url.endswith("#findings")
    assert not Answer.objects.filter(confirmed_at=None).exists()
    context = client.get(reverse("content:post", args=[post.pk])).context
    assert context["confirmed"] == context["counted"] > 1
    assert not context["needed"].holding


def test_an_answer_is_confirmed_once_and_not_by_its_author(client, h) -> None:
    post = in_review(h)
    finding = TextFinding.objects.filter(post=post).earliest("pk")
    url = reverse("content:confirm", args=[post.pk, finding.pk])
    url += f"?answer={finding.answers.get().pk}"
    client.force_login(h.wren)
    assert client.post(url).status_code == 422
    client.force_login(h.rita)
    assert client.post(url).status_code == 302
    again = client.post(url)
    assert again.status_code == 409
    assert b"Somebody has confirmed or changed this already" in again.content


def test_an_answer_that_came_meanwhile_is_not_confirmed_unread(client, h) -> None:
    post = in_review(h)
    finding = TextFinding.objects.filter(post=post).earliest("pk")
    client.force_login(h.rita)
    items = client.get(reverse("content:post", args=[post.pk])).context["items"]
    shown = next(item for item in items if item.finding_id == finding.pk)
    answers.answer(finding, h.wren, "not_phi", because="Another reason altogether.")
    for url in (shown.actions[0]["post"], reverse("content:confirm", args=[post.pk, finding.pk])):
        reply = client.post(url)
        assert reply.status_code == 409
        assert b"Please look again" in reply.content
    assert not Answer.objects.filter(finding=finding).exclude(confirmed_at=None).exists()


def test_a_finding_of_another_post_is_not_there(client, h) -> None:
    post, other = in_review(h), in_review(h)
    finding = TextFinding.objects.filter(post=other).earliest("pk")
    client.force_login(h.rita)
    assert client.post(reverse("content:confirm", args=[post.pk, finding.pk])).status_code == 404


def test_not_so_opens_the_note_with_the_number(client, press, h) -> None:
    post = in_review(h)
    response = press(h.rita, post, "send_back", doubt="2")
    assert response.url.endswith("?doubt=2#send_back")
    assert b"About number 2: </textarea>" in client.get(response.url).content
    assert state(post) == State.SECOND_REVIEW


def test_comments_are_said_by_everybody_but_auditors(client, h) -> None:
    post = road.draft(h)
    url = reverse("content:note", args=[post.pk])
    client.force_login(h.rita)
    assert client.post(url, {"text": "Shorter?"}).status_code == 302
    assert client.post(url, {"text": " "}).status_code == 422
    long = client.post(url, {"text": "x" * 2_001})
    assert long.status_code == 422
    assert b"x" * 2_001 in long.content
    client.force_login(cast.person("Ada Auditor", h.organization, "auditor"))
    assert client.post(url, {"text": "Hm."}).status_code == 422
    assert [note.text for note in Note.objects.all()] == ["Shorter?"]


# ---- deliveries, erasing ----


def test_a_person_decides_about_what_hangs(client, h) -> None:
    cleo = cast.person("Cleo Community", h.organization, "community")
    road.scheduled(h)
    row = Delivery.objects.get()
    for move in ("begin", "lose"):
        publishing.change(row, move, None)
    client.force_login(cleo)
    url = reverse("content:delivery", args=[row.pk, "it_is_live"])
    bad = client.post(url, {"url": "not an address"})
    assert bad.status_code == 422
    assert b'value="not an address"' in bad.content
    assert client.post(url, {"url": "https://news.example/1"}).status_code == 302
    assert client.post(url, {"url": "https://news.example/1"}).status_code == 409
    row.refresh_from_db()
    assert (row.state, row.url) == ("sent", "https://news.example/1")


def test_a_held_delivery_gets_a_new_time(client, h) -> None:
    cleo = cast.person("Cleo Community", h.organization, "community")
    road.scheduled(h)
    row = Delivery.objects.get()
    publishing.change(row, "hold", None, why="late")
    client.force_login(cleo)
    url = reverse("content:delivery", args=[row.pk, "release"])
    assert client.post(url, {"at": "never"}).status_code == 422
    past = client.post(url, {"at": wall(now() - timedelta(days=1))})
    assert b"The time has passed" in past.content
    assert client.post(url, {"at": wall(now() + timedelta(days=1))}).status_code == 302
    row.refresh_from_db()
    assert row.state == "pending"


def test_deliveries_of_others_are_not_there(client, h) -> None:
    road.scheduled(road.house("Harbor House"))
    row = Delivery.objects.get()
    client.force_login(cast.person("Cleo Community", h.organization, "community"))
    for action in ("release", "cancel", "it_is_live", "send_again", "nonsense"):
        url = reverse("content:delivery", args=[row.pk, action])
        assert client.post(url).status_code == 404


def test_only_a_privacy_officer_erases_and_says_why(client, h) -> None:
    post = road.submit(road.draft(h), h.wren)
    lifecycle.perform(post, "send_back", by=h.rita, note="A name is in it.")
    url = reverse("content:erase", args=[post.pk, 1])
    client.force_login(h.rita)
    assert client.get(url).status_code == 404
    assert client.post(url, {"note": "A name"}).status_code == 404
    client.force_login(cast.person("Pia Privacy", h.organization, "privacy"))
    assert client.get(url).status_code == 200
    assert client.post(url, {"note": ""}).status_code == 422
    assert client.post(url, {"note": "A patient stood in it."}).status_code == 302
    assert post.revisions.get().payload == ""
    assert client.get(url).status_code == 404
    assert client.get(reverse("content:post", args=[post.pk])).status_code == 200
