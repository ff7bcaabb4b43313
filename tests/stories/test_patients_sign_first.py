"""A patient's picture or words do not pass without a signature, at submit and at every later step.

45 CFR 164.508(a)(1); the owner's rule.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from accounts.clock import now
from channels.models import NewsroomEntry
from consents import appearances, taking_back
from consents.appearances import Said
from consents.materials import for_words
from consents.models import Authorization, Subject
from consents.triggers import TRIGGERS as OF_CONSENTS
from content import answers, checks, lifecycle, sending
from content.models import Delivery, Post, TextFinding
from content.workflow import State
from tests import cast
from tests.content import road
from tests.content.road import House, refused
from tests.database import unguarded

pytestmark = pytest.mark.django_db

THANKS = "“They saved my life, and I will never forget it,” says a patient of ours."


@pytest.fixture
def h() -> House:
    return road.house()


@pytest.fixture
def mia(h: House) -> Subject:
    return cast.subject(h.organization, by=h.cory)


def test_a_picture_of_a_patient_waits_for_the_signature(h: House, mia: Subject) -> None:
    post = road.shows_patient(h, mia)
    assert refused(lambda: road.submit(post, h.wren)) == {"not_covered"}
    road.permit(h, post, mia)
    assert road.submit(post, h.wren).state == State.SECOND_REVIEW


def test_a_picture_of_which_nobody_has_said_who_it_shows_waits_too(h: House) -> None:
    post = road.draft(h, photos=[cast.photo(h.organization, h.wren)])
    assert refused(lambda: road.submit(post, h.wren)) == {"people_unresolved"}


def test_words_of_a_patient_wait_for_the_signature(h: House, mia: Subject) -> None:
    post = road.draft(h, THANKS)
    assert refused(lambda: road.submit(post, h.wren)) == {"testimonial_open"}
    testimonial = TextFinding.objects.get(post=post, category="testimonial")
    for dodge in ("not_phi", "deidentified"):
        codes = refused(partial(answers.answer, testimonial, h.wren, dodge, because="no"))
        assert codes == {"testimonial_needs_permission"}
    words = for_words(h.organization, THANKS, h.wren)
    appearances.say(words, [Said("patient", mia)], h.wren)
    for finding in TextFinding.objects.filter(post=post).exclude(severity="info"):
        answers.answer(finding, h.wren, "patient", material=words)
    assert refused(lambda: road.submit(post, h.wren)) == {"not_covered"}
    cast.sign(cast.request(mia, [words], [h.newsroom], h.cory, purposes=[post.purpose]))
    assert road.submit(post, h.wren).state == State.SECOND_REVIEW


Step = Callable[[House, Post], object]
LATER: dict[str, tuple[Step, Step]] = {
    "endorse": (
        lambda h, post: road.confirm_everything(road.submit(post, h.wren), h.rita),
        lambda h, post: road.endorse(post, h.rita),
    ),
    "approve": (
        road.endorsed,
        lambda h, post: road.approve(post, h.lex),
    ),
    "schedule": (
        road.approved,
        lambda h, post: lifecycle.perform(post, "schedule", by=h.wren, at=now()),
    ),
}


@pytest.mark.parametrize("step", LATER)
@pytest.mark.parametrize("way", ["taken back", "ended"])
def test_a_signature_that_ends_blocks_every_later_step(
    h: House, mia: Subject, step: str, way: str
) -> None:
    post = road.shows_patient(h, mia)
    permission = road.permit(h, post, mia)
    before, then = LATER[step]
    before(h, post)
    end(permission, way)
    assert refused(lambda: then(h, post)) == {"not_covered"}


@pytest.mark.parametrize("way", ["taken back", "ended"])
def test_a_signature_that_ends_blocks_the_sending(h: House, mia: Subject, way: str) -> None:
    post = road.shows_patient(h, mia)
    permission = road.permit(h, post, mia)
    road.scheduled(h, post, at=now())
    end(permission, way)
    assert sending.send(Delivery.objects.get()) == "held"
    assert not NewsroomEntry.objects.exists()


def end(permission: Authorization, way: str) -> None:
    if way == "taken back":
        taking_back.take_back(permission, actor=None, via="link")
    else:
        long_ago = {
            "signed_at": now() - timedelta(days=9),
            "expires_at": now() - timedelta(seconds=1),
        }
        with unguarded(OF_CONSENTS):
            Authorization.objects.filter(pk=permission.pk).update(**long_ago)


def test_the_check_of_the_words_cannot_be_left_out(h: House) -> None:
    """A check that could not be run blocks; it never passes."""
    post = road.draft(h, THANKS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "scan", broken)
        assert refused(lambda: road.submit(post, h.wren)) == {"check_running"}


def broken(*args: object) -> None:
    raise RuntimeError("the check is broken")
