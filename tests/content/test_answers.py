"""What an answer is, and what the database has room for."""

from dataclasses import replace

import pytest

from compliance.blockers import Refused
from compliance.models import DirectoryEntry
from compliance.phi.base import Finding
from compliance.phi.scan import scan
from content import answers, checks, writing
from content.models import Answer, Occurrence, Post, TextFinding
from tests.content import road

pytestmark = pytest.mark.django_db

NAMED = "Our gardener Julius Farrow has planted roses. Come and see them."


@pytest.fixture
def h() -> road.House:
    return road.house()


def named(h: road.House) -> tuple[Post, TextFinding]:
    post = road.draft(h, NAMED)
    checks.renew(post)
    return post, TextFinding.objects.get(post=post, category="name")


@pytest.mark.parametrize("kind", ["", "whatever", "STAFF"])
def test_an_answer_is_one_of_the_answers(h: road.House, kind: str) -> None:
    _, finding = named(h)
    with pytest.raises(Refused, match="no_answer"):
        answers.answer(finding, h.wren, kind)
    assert not Answer.objects.exists()


def test_a_long_reason_can_be_confirmed_and_enters_the_directory(h: road.House) -> None:
    """PostgreSQL refuses what is longer than its column; the post would hang in review."""
    post, finding = named(h)
    answers.answer(finding, h.wren, "staff", because="He works here. " * 20)
    road.submit(post, h.wren)
    answers.confirm(finding, h.rita)
    entry = DirectoryEntry.objects.get(value="Julius Farrow")
    assert entry.why.endswith("…")
    entry.full_clean()


def test_other_words_at_its_place_do_not_enter_the_directory(h: road.House) -> None:
    """A page that was open for long confirms an answer about a name that has gone since."""
    post, finding = named(h)
    answers.answer(finding, h.wren, "staff")
    writing.write(post, h.wren, text=NAMED.replace("Julius Farrow", "Monica Barlow"))
    checks.renew(post)
    other = TextFinding.objects.exclude(pk=finding.pk).get(post=post, category="name")
    answers.answer(other, h.wren, "not_phi", because="the name of a rose")
    road.submit(post, h.wren)
    answers.confirm(finding, h.rita)
    assert not DirectoryEntry.objects.exists()


def test_a_suggestion_that_is_too_long_is_none(
    h: road.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wordy(*args: object) -> list[Finding]:
        return [replace(one, suggestion="long " * 50) for one in scan(*args)]  # type: ignore[arg-type]

    monkeypatch.setattr(checks, "scan", wordy)
    named(h)
    place = Occurrence.objects.first()
    assert place is not None
    assert place.suggestion == ""
    place.full_clean()
