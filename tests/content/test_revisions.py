"""Erasing a version: its words are nowhere any more, and that it was there stays."""

from typing import Any

import pytest

from accounts.models import User
from channels.models import NewsroomEntry
from compliance.blockers import Refused
from content import lifecycle, proposing, revisions, tasks, writing
from content.models import Note, Post, Proposal, Revision, Target
from content.workflow import State
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db

WORDS = "Our bakery opens at nine. Come by and say hello to the whole team."
WHY = "Somebody can be recognised."


@pytest.fixture
def h() -> road.House:
    return road.house()


@pytest.fixture
def pia(h: road.House) -> User:
    return cast.person("Pia Privacy", h.organization, "privacy")


def sent_back(h: road.House, **words: Any) -> Post:
    photo = cast.photo(h.organization, h.wren)
    post = road.draft(h, WORDS, photos=[photo], **words)
    road.say(post, h.wren, road.Said("nobody"))
    writing.write_for_channel(post, h.wren, h.newsroom, "Come to our bakery on Elm Street.")
    road.submit(post, h.wren)
    return lifecycle.perform(post, "take_back", by=h.wren)


def all_words(post: Post) -> str:
    rows: list[object] = [road.again(post), *post.pictures.all(), *post.targets.all()]
    rows += [*Revision.objects.filter(post=post), *Proposal.objects.filter(post=post)]
    return " ".join(str(vars(row)) for row in rows)


def newest(post: Post) -> Revision:
    row = post.revisions.first()
    assert row is not None
    return row


def test_the_words_are_gone_everywhere_and_the_reason_is_kept(h: road.House, pia: User) -> None:
    post = road.draft(h, WORDS)
    road.submit(post, h.wren)
    proposing.propose(post, h.rita, "Our bakery opens", "The bakery opens")
    lifecycle.perform(post, "take_back", by=h.wren)
    before = road.again(post).copy_number
    row = revisions.erase(newest(post), pia, f" {WHY} ")
    assert "bakery" not in all_words(post)
    assert (row.digest, row.decisions.count()) == (newest(post).digest, 1)
    note = Note.objects.get(post=post, action="revision_erased")
    assert (note.text, note.user) == (WHY, pia)
    assert road.again(post).copy_number == before + 1
    assert Proposal.objects.get().settled_by == pia


def test_every_surface_of_the_copy_is_emptied(h: road.House, pia: User) -> None:
    post = sent_back(h, link="https://example.org/bakery")
    revisions.erase(newest(post), pia, WHY)
    fresh = road.again(post)
    assert (fresh.title, fresh.text, fresh.link) == ("", "", "")
    assert Target.objects.get(post=post).text == ""
    assert [one.alt_text for one in fresh.pictures.all()] == [""]


def test_what_was_written_since_stays(h: road.House, pia: User) -> None:
    post = sent_back(h)
    writing.write(post, h.wren, text=road.TIP)
    revisions.erase(newest(post), pia, WHY)
    fresh = road.again(post)
    assert (fresh.text, fresh.title) == (road.TIP, "")
    assert Target.objects.get(post=post).text == ""


@pytest.mark.parametrize("step", ["submit", "endorse", "approve", "schedule"])
def test_what_people_decide_on_is_not_erased_under_them(
    h: road.House, pia: User, step: str
) -> None:
    post = road.draft(h, WORDS)
    {
        "submit": lambda: road.submit(post, h.wren),
        "endorse": lambda: road.endorse(road.submit(post, h.wren), h.rita),
        "approve": lambda: road.approved(h, post),
        "schedule": lambda: road.scheduled(h, post),
    }[step]()
    with pytest.raises(Refused) as no:
        revisions.erase(newest(post), pia, WHY)
    assert no.value.blockers[0].code in {"still_decided", "still_out"}
    assert newest(post).erased_at is None
    assert road.again(post).text == WORDS


def test_an_earlier_version_is_erased_while_the_next_is_decided_on(
    h: road.House, pia: User
) -> None:
    post = sent_back(h)
    writing.write(post, h.wren, text=road.TIP)
    writing.write_for_channel(post, h.wren, h.newsroom, "")
    road.submit(post, h.wren)
    revisions.erase(Revision.objects.get(post=post, number=1), pia, WHY)
    road.confirm_everything(post, h.rita)
    road.endorse(post, h.rita)
    assert road.again(post).state == State.LEGAL_REVIEW


def test_a_withdrawn_story_is_erased_when_it_is_down(h: road.House, pia: User) -> None:
    post = road.draft(h, WORDS)
    road.scheduled(h, post, at=road.now())
    tasks.dispatch_due()
    with pytest.raises(Refused, match="still_out"):
        revisions.erase(newest(post), pia, WHY)
    lifecycle.perform(post, "withdraw", by=pia, note=WHY)
    with pytest.raises(Refused, match="still_out"):
        revisions.erase(newest(post), pia, WHY)
    tasks.dispatch_due()
    revisions.erase(newest(post), pia, WHY)
    assert "bakery" not in all_words(post)
    assert not NewsroomEntry.objects.filter(text__contains="bakery").exists()


@pytest.mark.parametrize("who", ["wren", "rita", "lex"])
def test_others_erase_nothing(h: road.House, who: str) -> None:
    post = sent_back(h)
    with pytest.raises(Refused, match="may_not"):
        revisions.erase(newest(post), getattr(h, who), WHY)
    assert road.again(post).text == WORDS


def test_twice_is_said_not_done(h: road.House, pia: User) -> None:
    post = sent_back(h)
    revisions.erase(newest(post), pia, WHY)
    with pytest.raises(Refused, match="erased_before"):
        revisions.erase(newest(post), pia, WHY)
    assert Note.objects.filter(action="revision_erased").count() == 1
