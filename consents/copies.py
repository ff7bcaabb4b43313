"""The patient's signed copy (45 CFR 164.508(c)(4)): offered by mail, and again when it got lost."""

from django.db import transaction

from accounts import audit
from accounts.clock import now
from accounts.locks import lock
from accounts.models import User
from compliance import doorbell
from consents import rights
from consents.models import Authorization


def offer_again(authorization: Authorization, by: User) -> None:
    """Mail a new link to the copy; the old one is dead at once."""
    with transaction.atomic(durable=True):
        organization = lock(authorization.organization_id)
        rights.demand(by, rights.ASKS, organization)
        Authorization.objects.filter(pk=authorization.pk).update(
            copy_due_at=now(), copy_sent_at=None, copy_tries=0, copy_token_digest=""
        )
        audit.record(organization, by, "copy_sent_again", authorization)
        doorbell.ring("consents.tasks.send_due_mails")
