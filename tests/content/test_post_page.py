"""The page of one post: what it shows to whom, and to whom it is not there."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.clock import now
from consents.appearances import Said
from consents.models import Grant
from content import answers, checks, lifecycle, publishing, writing
from content.models import Delivery, Picture, TextFinding
from content.page.changes import redline
from content.page.moments import distance, moment
from content.page.words import Mark, paragraphs
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db
PHONE = "Call 555-0142 or write to desk@fairhaven.example to visit our garden."


@pytest.fixture
def h() -> road.House:
    return road.house()


def page(client, user, post, **query):
    client.force_login(user)
    return client.get(reverse("content:post", args=[post.pk]), query)


def with_answers(h: road.House, text: str = PHONE):
    post = road.draft(h, text)
    checks.renew(post)
    for finding in TextFinding.objects.filter(post=post):
        answers.answer(finding, h.wren, "not_phi", because="our own front desk")
    return road.submit(post, h.wren)


def test_another_organizations_post_is_as_good_as_missing(client, h) -> None:
    post = road.draft(road.house("Harbor House"))
    foreign = page(client, h.wren, post)
    missing = client.get(reverse("content:post", args=[987654]))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_a_number_joins_the_words_and_the_list(client, h) -> None:
    post = with_answers(h)
    response = page(client, h.rita, post)
    pieces = [p for para in response.context["shown"].proof["paragraphs"] for p in para]
    marked = {piece.number: piece.text for piece in pieces if piece.number}
    quotes = {item.number: item.quote or item.title for item in response.context["items"]}
    assert marked
    for number, words in marked.items():
        assert words in quotes[number]
    assert "".join(piece.text for piece in pieces) == PHONE


def test_the_reviewer_confirms_with_one_key_and_the_writer_does_not(client, h) -> None:
    post = with_answers(h)
    mine = page(client, h.rita, post).context["items"]
    assert [item.current for item in mine if item.actions].count(True) == 1
    assert {action["key"] for action in mine[0].actions} == {"c", "x"}
    assert not any(item.actions for item in page(client, h.wren, post).context["items"])


def test_words_are_escaped(client, h) -> None:
    post = road.draft(h, "<script>alert(1)</script> Wash your hands.")
    body = page(client, h.wren, post).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert" in body


def test_what_changed_is_shown_word_by_word(client, h) -> None:
    post = road.submit(road.draft(h), h.wren)
    lifecycle.perform(post, "send_back", by=h.rita, note="Thirty, I think.")
    writing.write(post, h.wren, text=road.TIP.replace("twenty", "thirty"), title="A word")
    told = page(client, h.wren, post).context["changes"]
    assert told["label"] == "Version 1 → the draft"
    road.submit(road.again(post), h.wren)
    told = page(client, h.rita, post).context["changes"]
    assert told["label"] == "Version 1 → version 2"
    changed = [(piece.change, piece.text.strip()) for piece in told["told"].pieces if piece.change]
    assert changed == [("del", "twenty"), ("ins", "thirty")]
    assert told["told"].others == ["The title was “Clean hands”."]


def patient_post(h: road.House):
    mia = cast.subject(h.organization)
    photo = cast.photo(h.organization, h.wren)
    linkedin = cast.channel(h.organization, "Second newsroom")
    post = road.draft(h, photos=[photo])
    writing.choose_channels(post, h.wren, [h.newsroom, linkedin])
    road.say(post, h.wren, Said("patient", mia))
    material = Picture.objects.get(post=post).photo.material
    asked = cast.request(mia, [material], [h.newsroom], h.cory, purposes=["education"])
    cast.sign(asked)
    return road.again(post), linkedin


def test_the_matrix_says_who_may_be_shown_where(client, h) -> None:
    post, _ = patient_post(h)
    (row,) = page(client, h.cory, post).context["matrix"]
    assert row.name == "Mia T., patient"
    assert [(cell.channel, cell.state) for cell in row.cells] == [
        ("Newsroom", "yes"),
        ("Second newsroom", "no"),
    ]
    assert row.cells[1].url == reverse("content:ask", args=[post.pk])
    assert not any(cell.url for cell in page(client, h.rita, post).context["matrix"][0].cells)


def test_a_stopped_permission_is_no_permission(client, h) -> None:
    post, _ = patient_post(h)
    Grant.objects.update(stopped_at=now())
    (row,) = page(client, h.rita, post).context["matrix"]
    assert [cell.state for cell in row.cells] == ["no", "no"]


def test_what_is_needed_is_what_holds_the_button_back(client, h) -> None:
    post, _ = patient_post(h)
    response = page(client, h.wren, post)
    assert any("Second newsroom" in need.message for need in response.context["needed"].blockers)
    body = response.content.decode()
    assert 'aria-disabled="true" aria-describedby="needed"' in body
    assert "Send for a second look" in body


def test_the_bar_offers_what_the_table_does(client, h) -> None:
    post = road.submit(road.draft(h), h.wren)

    def offered(user) -> list[str]:
        return [choice.action for choice in page(client, user, post).context["bar"].choices]

    assert offered(h.wren) == ["take_back"]
    assert offered(h.rita) == ["send_back", "endorse"]
    assert offered(h.lex) == []


def test_legal_signs_on_their_own_page(client, h) -> None:
    post = road.endorse(road.submit(road.draft(h), h.wren), h.rita)
    choice = page(client, h.lex, post).context["bar"].choices[-1]
    assert (choice.link, choice.url) == (
        True,
        reverse("admin:content_post_change", args=[post.pk]),
    )


def test_what_happened_is_told_without_codes(client, h) -> None:
    post = road.submit(road.draft(h), h.wren)
    lifecycle.perform(post, "send_back", by=h.rita, note="Shorter, please.")
    road.scheduled(h, road.again(post))
    publishing.change(Delivery.objects.get(), "hold", None, why="late")
    response = page(client, h.rita, post)
    lines = [(event.text, event.note) for event in response.context["timeline"]]
    assert ("You sent version 1 back", "“Shorter, please.”") in lines
    assert ("Wren Writer sent version 2 for a second look", "") in lines
    assert ("It was held on Newsroom", "") in lines
    assert lines[-1] == ("Wren Writer began the post", "")
    body = response.content.decode()
    for code in ("send_back sent", "delivery_hold", "phi_open", "second_review"):
        assert code not in body


@pytest.mark.parametrize(
    ("moves", "says"),
    [
        ([], "Waits for its time on Newsroom"),
        (["begin"], "Is going out on Newsroom"),
        (["begin", "lose"], "We don’t know whether it went out on Newsroom"),
        (["begin", "fail"], "Did not go out on Newsroom"),
        (["hold"], "Waits for you: Newsroom"),
        (["begin", "sent"], "Is out on Newsroom"),
        (["cancel"], "Not sent to Newsroom"),
    ],
)
def test_a_delivery_is_told_in_words(client, h, moves: list[str], says: str) -> None:
    post = road.scheduled(h)
    for move in moves:
        publishing.change(Delivery.objects.get(), move, None, sent_at=now())
    (row,) = page(client, h.rita, post).context["deliveries"]
    assert row["says"] == says
    assert not row["decides"]


def test_a_privacy_officer_finds_the_way_to_erase(client, h) -> None:
    pia = cast.person("Pia Privacy", h.organization, "privacy")
    post = road.submit(road.draft(h), h.wren)
    url = reverse("content:erase", args=[post.pk, 1]).encode()
    assert url in page(client, pia, post).content
    assert url not in page(client, h.rita, post).content


def test_more_on_a_post_costs_no_more_queries(client, h) -> None:
    def cost(post) -> int:
        page(client, h.rita, post)
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("content:post", args=[post.pk]))
        return len(seen)

    def made(number: int):
        photos = [cast.photo(h.organization, h.wren) for _ in range(number)]
        more = [cast.channel(h.organization, f"Room {n}") for n in range(number)]
        text = " ".join(f"Call 555-01{n:02} today." for n in range(20, 20 + number))
        post = road.draft(h, text, photos=photos)
        writing.choose_channels(post, h.wren, more)
        road.say(post, h.wren, Said("staff"))
        checks.renew(post)
        for finding in TextFinding.objects.filter(post=post):
            answers.answer(finding, h.wren, "not_phi", because="our own desk")
        return road.submit(road.again(post), h.wren)

    assert cost(made(1)) == cost(made(3))


# ---- pure parts ----


def test_pieces_joined_are_the_text_again() -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    draw = random.Random(seed)
    for _ in range(300):
        text = "".join(draw.choice("ab .\n“é🙂") for _ in range(draw.randrange(60)))
        marks = [
            Mark(start, start + draw.randrange(20), draw.choice(LEVELS), number)
            for number, start in enumerate(draw.choices(range(50), k=4), start=1)
        ]
        marks = [mark for mark in marks if mark.start < mark.end <= len(text)]
        made = paragraphs(text, marks)
        joined = "\n".join("".join(piece.text for piece in one) for one in made)
        assert joined.split() == text.split()


LEVELS = ("stop", "look", "good")


def test_the_stronger_mark_wins_and_each_number_stands_once() -> None:
    (made,) = paragraphs("Mia met Mia.", [Mark(0, 3, "good", 1), Mark(8, 11, "good", 1)])
    assert [(piece.text, piece.level, piece.number) for piece in made] == [
        ("Mia", "good", 1),
        (" met ", "", None),
        ("Mia", "good", None),
        (".", "", None),
    ]
    (made,) = paragraphs("abcdef", [Mark(0, 4, "look", 1), Mark(2, 6, "stop", 2)])
    assert [piece.level for piece in made] == ["look", "stop", "stop"]


SPRING = [("del", "In May"), ("ins", "This spring")]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("In May she walked.", "This spring she walked.", SPRING),
        ("We thank Mia from Millbrook.", "We thank Mia.", [("del", " from Millbrook")]),
        ("", "New.", [("ins", "New.")]),
        ("Same.", "Same.", []),
        ("One, two.", "Three, four.", [("del", "One, two"), ("ins", "Three, four")]),
    ],
)  # fmt: skip
def test_changes_are_read_as_people_made_them(old: str, new: str, changed: list) -> None:
    pieces = redline(old, new)
    assert [(piece.change, piece.text) for piece in pieces if piece.change] == changed
    assert "".join(piece.text for piece in pieces if piece.change != "del") == new
    assert "".join(piece.text for piece in pieces if piece.change != "ins") == old


def test_a_long_text_is_compared_in_time() -> None:
    draw = random.Random(7)
    words = [
        draw.choice(["the", "a", "of", "and", "garden", "walk", "we", "you", "spring"])
        for _ in range(3_500)
    ]
    old = " ".join(words)
    words[1_000:1_020] = ["entirely"] * 20
    pieces = redline(old, " ".join(words))
    assert "".join(piece.text for piece in pieces if piece.change != "del") == " ".join(words)


NOON = datetime(2026, 5, 12, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(hours=2), "Today, 2:00 pm"),
        (timedelta(hours=15), "Wed, 3:00 am"),
        (timedelta(hours=-15), "Mon, 9:00 pm"),
        (timedelta(days=3), "Fri, 12:00 pm"),
        (timedelta(days=9), "21 May, 12:00 pm"),
        (timedelta(days=300), "8 March 2027, 11:00 am"),
    ],
)
def test_days_are_those_of_the_wall(away: timedelta, words: str) -> None:
    assert moment(NOON + away, "America/New_York", NOON).words == words


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(hours=3), "in 3 hours"),
        (timedelta(hours=-2), "2 hours ago"),
        (timedelta(days=2), "in 2 days"),
    ],
)
def test_distances(away: timedelta, words: str) -> None:
    assert distance(NOON + away, NOON) == words
