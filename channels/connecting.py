"""How an organization gets a channel."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import access, audit
from accounts.locks import lock
from accounts.models import Organization, User
from channels.models import Channel

NEWSROOM = "newsroom"


def open_newsroom(organization: Organization, by: User) -> Channel:
    """Give an organization its public page, at the address that its slug names.

    One that is open already is returned as it is. Raises PermissionDenied when `by` does not
    manage the organization's channels.
    """
    with transaction.atomic():
        current = lock(organization.pk)
        access.forget(by)
        if not access.may(by, "accounts.manage_channels", current):
            raise PermissionDenied("Only an organization admin connects channels.")
        channel, made = Channel.objects.of(current).get_or_create(
            kind=NEWSROOM,
            account_id=current.slug,
            closed_at=None,
            defaults={"organization": current, "name": "Newsroom"},
        )
        if made:
            audit.record(current, by, "channel_connected", channel, kind=NEWSROOM)
    return channel
