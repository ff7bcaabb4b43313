import logging
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from accounts.clock import now
from consents import copies, links, mails
from consents.models import Authorization, Request
from consents.requests import resend, void
from consents.standing_words import of_authorization, of_request
from consents.tasks import send_due_mails
from tests import cast

pytestmark = pytest.mark.django_db

LINK = re.compile(r"^(http://localhost:\d+/p/(?:copy/)?([\w-]{43}))$", re.MULTILINE)


@pytest.fixture
def due() -> Request:
    house = cast.organization("Fairhaven Oncology Center")
    mia = cast.subject(house, "Mia Torres")
    request: Request = cast.request(mia, signer_kind="representative", signer_name="Ana Torres",
                           signer_relation="mother")  # fmt: skip
    resend(request, request.requested_by)
    return request


def token(message: Any) -> str:
    found = LINK.search(str(message.body))
    assert found
    return found[2]


def test_the_mail_says_nothing_about_whom_what_or_why(due: Request) -> None:
    send_due_mails()
    (message,) = mail.outbox
    assert message.to == ["family@example.org"]
    assert message.subject == "A form is ready for you"
    text = f"{message.subject}\n{message.body}\n{message.from_email}".lower()
    for word in ("mia", "ana", "torres", "mother", "fairhaven", "oncology", "center", "clinic",
                 "hospital", "patient", "health", "picture", "photo", "newsroom", "marketing",
                 "hipaa", "cora", "delgado", "555"):  # fmt: skip
        assert word not in LINK.sub("", text), word


def test_only_a_digest_of_the_token_is_kept(due: Request) -> None:
    send_due_mails()
    due.refresh_from_db()
    secret = token(mail.outbox[0])
    assert due.token_digest == links.token_digest(links.SIGNING, secret)
    assert secret not in str(Request.objects.filter(pk=due.pk).values())
    assert due.link_expires_at is not None
    assert timedelta(days=13, hours=23) < due.link_expires_at - now() <= timedelta(days=14)
    assert (due.mail_due_at, due.sent_at is not None) == (None, True)


def test_a_mail_is_sent_once(due: Request) -> None:
    stale = Request.objects.get(pk=due.pk)
    assert mails.send_link(due)
    assert not mails.send_link(stale)
    send_due_mails()
    assert len(mail.outbox) == 1


def test_a_mail_that_was_lost_with_its_worker_is_made_anew(
    due: Request, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*args: Any) -> None:
        raise ConnectionError("could not reach ana@example.org")

    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(mails, "_send", fails)
        send_due_mails()
    assert "Request" in caplog.text
    assert "example.org" not in caplog.text
    send_due_mails()
    assert mail.outbox == []
    with time_machine.travel(now() + timedelta(minutes=6)):
        send_due_mails()
        assert links.open_link(token(mail.outbox[0])) == due


def test_one_mail_that_fails_does_not_keep_the_others(due: Request) -> None:
    other = cast.request(cast.subject(due.subject.organization, "Leo Park"))
    resend(other, other.requested_by)
    Request.objects.filter(pk=due.pk).update(signer_email="not\nan address")
    send_due_mails()
    assert len(mail.outbox) == 1


def test_a_voided_request_is_not_mailed(due: Request) -> None:
    void(due, due.requested_by)
    send_due_mails()
    assert mail.outbox == []


def test_the_signed_copy_is_offered_with_a_link_of_its_own() -> None:
    authorization = cast.sign(cast.request(cast.subject(cast.organization())))
    send_due_mails()
    send_due_mails()
    (message,) = mail.outbox
    assert message.subject == "Your signed copy is ready"
    assert "Fairhaven" not in message.body
    secret = token(message)
    assert links.open_copy(secret) == authorization
    assert links.open_link(secret) is None
    authorization.refresh_from_db()
    assert authorization.copy_sent_at is not None


def test_a_link_for_signing_opens_no_copy(due: Request) -> None:
    send_due_mails()
    assert links.open_copy(token(mail.outbox[0])) is None


def test_dead_links_are_all_alike(due: Request) -> None:
    send_due_mails()
    secret = token(mail.outbox[0])
    assert links.open_link(secret) == due
    assert links.open_link("") is None
    assert links.open_link(secret[:-1]) is None
    with time_machine.travel(now() + timedelta(days=14, seconds=1)):
        assert links.open_link(secret) is None
    void(due, due.requested_by)
    assert links.open_link(secret) is None


def test_opening_is_noted_once(due: Request) -> None:
    send_due_mails()
    for _ in range(2):
        links.open_link(token(mail.outbox[0]))
    due.refresh_from_db()
    assert due.opened_at is not None


def test_nothing_due_sends_nothing() -> None:
    send_due_mails()
    assert (mail.outbox, Authorization.objects.count()) == ([], 0)


def tried_to_the_end(monkeypatch: pytest.MonkeyPatch) -> int:
    """Sweeps for two days with a mail server that is away; how often it was asked."""
    tries: list[object] = []

    def fails(*args: Any) -> None:
        tries.append(args)
        raise ConnectionError

    monkeypatch.setattr(mails, "_send", fails)
    start = now()
    for minutes in range(0, 2 * 24 * 60, 30):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            send_due_mails()
    monkeypatch.undo()
    return len(tries)


def test_a_link_that_cannot_be_mailed_is_not_tried_for_ever_and_says_so(
    due: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tried_to_the_end(monkeypatch) == len(mails.PAUSES) + 1
    due.refresh_from_db()
    assert of_request(due, now()).kind == "stop"
    assert "could not be sent" in of_request(due, now()).label
    resend(due, due.requested_by)
    assert of_request(due, now()).kind == ""
    send_due_mails()
    assert len(mail.outbox) == 1


def test_a_copy_that_cannot_be_mailed_is_not_tried_for_ever_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signed = cast.sign(cast.request(cast.subject(cast.organization())))
    assert of_authorization(signed, now()).kind == "good"
    assert tried_to_the_end(monkeypatch) == len(mails.PAUSES) + 1
    signed.refresh_from_db()
    assert "could not be mailed" in of_authorization(signed, now()).label
    copies.offer_again(signed, signed.request.requested_by)
    send_due_mails()
    signed.refresh_from_db()
    assert (len(mail.outbox), signed.copy_stuck) == (1, False)
