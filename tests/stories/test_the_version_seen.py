"""Legal approves the version it looked at, or none."""

from functools import partial

import pytest

from content import lifecycle, writing
from content.lifecycle import Seen
from content.signatures import Signature
from content.workflow import State
from tests.content import road
from tests.content.road import House, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def h() -> House:
    return road.house()


def test_a_page_that_was_open_too_long_approves_nothing(h: House) -> None:
    post = road.endorsed(h)
    old = road.seen(post)
    lifecycle.perform(post, "send_back", by=h.lex, note="Shorter, please.")
    writing.write(post, h.wren, text="Wash your hands.")
    road.submit(post, h.wren)
    assert refused(lambda: lifecycle.perform(post, "endorse", by=h.rita, seen=old)) == {
        "other_version"
    }
    road.endorse(post, h.rita)
    signature = Signature(h.lex.pk, h.lex.name, "I approve exactly this.", "password")

    def approve(seen: Seen | None) -> object:
        return lifecycle.perform(post, "approve", by=h.lex, seen=seen, signature=signature)

    new = road.seen(post)
    assert refused(lambda: approve(old)) == {"other_version"}
    assert refused(lambda: approve(None)) == {"other_version"}
    assert refused(lambda: approve(Seen(new.digest, "0" * 64))) == {"other_version"}
    approve(new)
    assert road.again(post).state == State.APPROVED


def test_nobody_approves_with_the_signature_of_another(h: House) -> None:
    post = road.endorsed(h)
    for signature in (None, Signature(h.rita.pk, h.rita.name, "I approve.", "password")):
        codes = refused(
            partial(
                lifecycle.perform, post, "approve", by=h.lex, seen=road.seen(post),
                signature=signature,
            )
        )  # fmt: skip
        assert codes == {"signature_missing"}
