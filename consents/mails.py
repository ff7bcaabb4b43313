"""Mails to patients. They say that there is a form, and nothing about whom, what or why.

A mail passes through hands we do not know: no name of a patient, clinic or condition is in it.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.clock import now
from consents import links
from consents.models import Authorization, Request

#: pauses after each try that failed; after the last one a person has to send it again
PAUSES = [timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720)]
AT_ONCE = 100  # the next sweep takes the rest


def due_links(at: datetime) -> list[Request]:
    """Requests whose link has to be mailed, longest waiting first."""
    waiting = Request.objects.filter(
        mail_due_at__lte=at, sent_at=None, signed_at=None, declined_at=None, voided_at=None
    )
    return list(waiting.order_by("mail_due_at")[:AT_ONCE])


def due_copies(at: datetime) -> list[Authorization]:
    """Authorizations whose signed copy has to be offered by mail, longest waiting first."""
    waiting = Authorization.objects.filter(copy_due_at__lte=at, copy_sent_at=None)
    return list(waiting.select_related("request").order_by("copy_due_at")[:AT_ONCE])


def send_link(request: Request) -> bool:
    """Mail the link of one request. False when somebody else is sending it.

    The row is claimed first, with a new token and a later time: of two workers one goes on, and
    a mail that was lost with its worker is made anew. No transaction is open while it is sent.
    """
    token = links.new_token()
    mine = Request.objects.filter(
        pk=request.pk, sent_at=None, mail_due_at=request.mail_due_at, voided_at=None
    )
    claim = links.token_digest(links.SIGNING, token)
    at = now()
    if not mine.update(
        token_digest=claim,
        link_expires_at=at + links.LIVES,
        mail_due_at=next_try(request.mail_tries, at),
        mail_tries=request.mail_tries + 1,
    ):
        return False
    _send("link", "patient:door", token, request)
    Request.objects.filter(pk=request.pk, token_digest=claim).update(
        sent_at=now(), mail_due_at=None
    )
    return True


def send_copy(authorization: Authorization) -> bool:
    """Mail the link to the signed copy. False when somebody else is sending it."""
    token = links.new_token()
    mine = Authorization.objects.filter(
        pk=authorization.pk, copy_sent_at=None, copy_due_at=authorization.copy_due_at
    )
    claim = links.token_digest(links.COPY, token)
    if not mine.update(
        copy_token_digest=claim,
        copy_due_at=next_try(authorization.copy_tries, now()),
        copy_tries=authorization.copy_tries + 1,
    ):
        return False
    _send("copy", "patient:copy_door", token, authorization.request)
    Authorization.objects.filter(pk=authorization.pk, copy_token_digest=claim).update(
        copy_sent_at=now(), copy_due_at=None
    )
    return True


def next_try(tries: int, at: datetime) -> datetime | None:
    """When to try again if this one fails; None when this is the last."""
    return at + PAUSES[tries] if tries < len(PAUSES) else None


def _send(name: str, route: str, token: str, request: Request) -> None:
    with override(request.content["form"]["language"]):
        context: dict[str, Any] = {
            "link": f"{settings.PUBLIC_URL}{reverse(route, args=[token])}",
            "days": links.LIVES.days,
        }
        subject = _("A form is ready for you") if name == "link" else _("Your signed copy is ready")
        body = render_to_string(f"consents/mail/{name}.txt", context)
    EmailMessage(subject, body, to=[request.signer_email]).send()
