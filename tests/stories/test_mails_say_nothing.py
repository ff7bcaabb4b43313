"""No words of a draft in a mail, a broker's message, the log or the audit log."""

import json
import logging
from typing import Any

import pytest
from django.core import mail

from accounts.models import AuditEvent
from channels.connectors import newsroom
from consents.models import Request
from consents.tasks import send_due_mails
from content import comments, lifecycle, sending, writing
from content.tasks import dispatch_due, sweep
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Quokka of the week"
WORDS = "Narwhal season is here. Wash your hands for twenty seconds."
ALT = "An okapi on a table"
NOTE = "The pangolin is too much."
CANARIES = ("quokka", "narwhal", "okapi", "pangolin", "torres")


def told(text: str) -> set[str]:
    return {canary for canary in CANARIES if canary in text.lower()}


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that is said to the broker."""
    sent: list[str] = []

    def send_task(*args: Any, **kwargs: Any) -> None:
        sent.append(repr((args, kwargs)))

    monkeypatch.setattr("compliance.doorbell.current_app.send_task", send_task)
    return sent


def test_nobody_reads_a_draft_elsewhere(
    messages: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    h = road.house()
    mia = cast.subject(h.organization, "Mia Torres", by=h.cory)
    post = road.shows_patient(h, mia, WORDS)
    writing.write(post, h.wren, title=TITLE)
    writing.describe_picture(post.pictures.get(), h.wren, ALT)
    road.refused(lambda: road.submit(post, h.wren))
    asked = cast.request(
        mia, road.materials_of(post), [h.newsroom], h.cory, purposes=[post.purpose]
    )
    Request.objects.update(sent_at=None, mail_due_at=asked.requested_at)
    send_due_mails()
    asked.refresh_from_db()
    cast.sign(asked)
    send_due_mails()
    road.endorsed(h, post)
    comments.say(post, h.rita, NOTE)
    lifecycle.perform(post, "send_back", by=h.lex, note=NOTE)
    road.scheduled_now(h, post)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(newsroom.CONNECTOR, "publish", talkative, raising=False)
        dispatch_due()
    sweep()
    dispatch_due()
    sweep()
    lifecycle.perform(post, "withdraw", by=h.wren, note=NOTE)
    dispatch_due()

    assert len(mail.outbox) == 2
    for one in mail.outbox:
        assert told(f"{one.subject} {one.body} {one.extra_headers}") == set()
    assert messages
    assert told(" ".join(messages)) == set()
    assert told(caplog.text) == set()
    events = AuditEvent.objects.values_list("action", "object_kind", "object_id", "payload")
    assert told(json.dumps([list(row) for row in events])) == set()


def talkative(outgoing: Any) -> None:
    """A network that quotes what it was given in its complaint."""
    raise TimeoutError(f"{outgoing.title}: {outgoing.text}")


def test_nothing_names_itself_by_its_words() -> None:
    h = road.house()
    mia = cast.subject(h.organization, "Mia Torres", by=h.cory)
    post = road.shows_patient(h, mia, WORDS)
    writing.write(post, h.wren, title=TITLE)
    road.permit(h, post, mia)
    road.scheduled_now(h, road.again(post))
    assert sending.MOST_ATTEMPTS
    rows = [road.again(post), mia, *post.revisions.all(), *post.pictures.all(), *post.checks.all(),
            *road.materials_of(post), *post.findings.all()]  # fmt: skip
    assert told(" ".join(map(str, rows))) == set()
