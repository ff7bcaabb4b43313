"""A permission is taken back: in part or as a whole, at any time, without a reason.

45 CFR 164.508(b)(5). In one transaction it ends, everything unsent that rests on it stops, and
what is live gets a takedown.
"""

from collections.abc import Iterable

from django.db import transaction

from accounts import audit
from accounts.clock import now
from accounts.locks import lock
from accounts.models import User
from channels.models import Channel
from compliance.blockers import Refused
from consents import rights, uses
from consents.models import Authorization, Grant

#: How the patient told us. "link" is the patient's own hand; the others are written down by staff.
VIA = (
    ("link", "In the signed copy"),
    ("letter", "By letter"),
    ("phone", "By phone"),
    ("in_person", "In person"),
)


def take_back(
    authorization: Authorization,
    *,
    channels: Iterable[Channel] | None = None,
    actor: User | None,
    via: str,
) -> None:
    """End a permission now, for some channels or (None) for all.

    Doing it twice changes nothing. Raises Refused for somebody who may not see patients, and
    NobodyAnswers when nobody could stop the posts: then nothing is changed at all.
    """
    if via not in dict(VIA) or (actor is None and via != "link"):
        raise Refused.because("how_told", "Choose how the patient told us.")
    with transaction.atomic(durable=True):
        organization = lock(authorization.organization_id)
        if actor is not None:
            rights.demand(actor, rights.SEES, organization)
        running = Grant.objects.filter(authorization=authorization, stopped_at=None)
        ending = running
        if channels is not None:
            ending = running.filter(channel__in=[channel.pk for channel in channels])
        ids = list(ending.order_by("pk").values_list("pk", flat=True))
        authorization.refresh_from_db()
        whole = len(ids) == running.count() or channels is None
        if authorization.revoked_at or (not ids and channels is not None):
            return
        at = now()
        Grant.objects.filter(pk__in=ids).update(stopped_at=at, stopped_why="taken_back")
        if whole:
            authorization.revoked_at, authorization.revoked_via = at, via
            authorization.save(update_fields=["revoked_at", "revoked_via"])
        uses.port().stop(ids, actor, at, "taken_back")
        audit.record(
            organization, actor, "permission_taken_back", authorization,
            grants=ids, whole=whole, via=via,
        )  # fmt: skip
