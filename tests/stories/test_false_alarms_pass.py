"""A false alarm and a photo of four staff go through: the writer answers, the reviewer agrees.

Two people settle it inside the product; legal decides as on every post.
"""

import pytest
from django.core import mail

from accounts.clock import now
from channels.models import NewsroomEntry
from compliance import directory
from consents.appearances import Said
from content import answers, checks, lifecycle, sending
from content.models import Answer, Delivery, Post, TextFinding
from content.workflow import State
from tests import cast
from tests.content import road
from tests.content.road import House, refused

pytestmark = pytest.mark.django_db

NURSES = "At midnight Dana Whitlock, Omar Reyes, Jun Park and Ada Field were still smiling."


def answer_all(post: Post, h: House, kind: str, because: str = "") -> int:
    found = list(TextFinding.objects.filter(post=post).exclude(severity="info"))
    for finding in found:
        answers.answer(finding, h.wren, kind, because=because)
    return len(found)


def test_names_of_staff_and_a_photo_of_four_go_through_with_two_people() -> None:
    h = road.house()
    post = road.draft(h, NURSES, photos=[cast.photo(h.organization, h.wren)])
    road.say(post, h.wren, Said("staff"))
    assert refused(lambda: road.submit(post, h.wren)) == {"phi_open"}
    assert answer_all(post, h, "staff") >= 1
    road.submit(post, h.wren)
    assert refused(lambda: road.endorse(post, h.rita)) == {
        "answers_to_confirm",
        "people_to_confirm",
    }
    road.confirm_everything(post, h.rita)
    road.endorse(post, h.rita)
    assert road.approve(post, h.lex).state == State.APPROVED
    assert mail.outbox == []
    asked = {row.answered_by for row in answers_of(post)} | {
        row.confirmed_by for row in answers_of(post)
    }
    assert asked == {h.wren, h.rita}
    lifecycle.perform(post, "schedule", by=h.wren, at=now())
    assert sending.send(Delivery.objects.get()) == "sent"
    assert NewsroomEntry.objects.get().text == NURSES


def test_nobody_is_asked_twice_about_the_same_person() -> None:
    h = road.house()
    post = road.draft(h, NURSES)
    checks.renew(post)
    answer_all(post, h, "staff")
    road.submit(post, h.wren)
    road.confirm_everything(post, h.rita)
    assert "Dana Whitlock" in [person.name for person in directory.of(h.organization).staff]
    again = road.draft(h, NURSES)
    assert road.submit(again, h.wren).state == State.SECOND_REVIEW


def test_whoever_answered_does_not_confirm() -> None:
    h = road.house()
    both = cast.person("Bea Both", h.organization, "writer", "reviewer")
    post = road.draft(h, NURSES)
    checks.renew(post)
    for finding in TextFinding.objects.filter(post=post).exclude(severity="info"):
        answers.answer(finding, both, "staff")
    road.submit(post, h.wren)
    finding = road.open_findings(post)[0]
    assert refused(lambda: answers.confirm(finding, both)) == {"own_post"}
    assert refused(lambda: road.endorse(post, h.rita)) == {"answers_to_confirm"}


def answers_of(post: Post) -> list[Answer]:
    return [row for one in TextFinding.objects.filter(post=post) for row in one.answers.all()]
