"""The invitation's mail: who asks whom to do what, and the link. Nothing of a patient, ever."""

from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Invitation
from accounts.refusal import Refusal
from accounts.roles import BY_CODE

#: what a mail server says, and a folder of mails that cannot be written
NO_MAIL = (OSError, SMTPException, ImproperlyConfigured)
MAIL_IN_FILES = "django.core.mail.backends.filebased.EmailBackend"


class MailFailed(Refusal):
    """The invitation stands, its mail did not leave."""


def send(invitation: Invitation, token: str, name: str) -> None:
    """Send it now. Raises MailFailed when the mail server does not take it."""
    words = {
        "name": name,
        "organization": invitation.organization.name,
        "inviter": invitation.invited_by.name,
        "roles": [BY_CODE[code] for code in invitation.roles],
        "link": settings.PUBLIC_URL + reverse("people:accept", args=[token]),
        "until": invitation.expires_at,
        "zone": invitation.organization.time_zone,
    }
    try:
        send_mail(
            subject=f"{one_line(invitation.organization.name)} on Chaperone: an invitation",
            message=render_to_string("accounts/mail/invitation.txt", words),
            from_email=None,
            recipient_list=[invitation.email],
        )
    except NO_MAIL as fault:
        raise MailFailed(
            f"The invitation for {invitation.email} is made, but its mail could not be sent. "
            "Send it again once mail works."
        ) from fault


def one_line(text: str) -> str:
    """A subject with a line break would be refused as an attempt to add headers."""
    return " ".join(text.split())


def where_mails_go() -> str:
    """A sentence for installations that keep their mails as files; empty for all others."""
    if settings.EMAIL_BACKEND != MAIL_IN_FILES:
        return ""
    return (
        "This installation sends no mail yet: it keeps every mail as a file in var/mail on the "
        "computer that runs it. Whoever runs it can pass the link on."
    )
