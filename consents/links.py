"""Links for patients: 256 random bits in the mail, only a keyed digest of them here."""

import secrets
from datetime import timedelta

from django.db import transaction

from accounts import audit
from accounts.clock import now
from accounts.encryption import fingerprint
from accounts.locks import lock
from consents.models import Authorization, Request

LIVES = timedelta(days=14)
TOKEN_BYTES = 32

SIGNING, COPY = "consents.request.link", "consents.authorization.link"


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_digest(purpose: str, token: str) -> str:
    """What is stored. A link for one purpose opens nothing else."""
    return fingerprint(purpose, token)


def open_link(token: str) -> Request | None:
    """The open request of a link, noting its first opening; None for every link that is dead.

    Wrong, ended, voided, answered: one and the same None, so that nothing can be told apart.
    """
    request = (
        Request.objects.select_related("subject__organization")
        .filter(
            token_digest=token_digest(SIGNING, token),
            link_expires_at__gt=now(),
            signed_at=None,
            declined_at=None,
            voided_at=None,
        )
        .first()
    )
    if request and request.opened_at is None:
        with transaction.atomic(durable=True):
            organization = lock(request.organization_id)
            if Request.objects.filter(pk=request.pk, opened_at=None).update(opened_at=now()):
                audit.record(organization, None, "link_opened", request)
    return request


def open_copy(token: str) -> Authorization | None:
    """The authorization of the link to a signed copy; it works as long as the record is kept."""
    return (
        Authorization.objects.select_related("request", "subject__organization")
        .filter(copy_token_digest=token_digest(COPY, token))
        .first()
    )
