"""The patient answers: signs, says no, or leaves it for now. Exactly one answer is kept."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.canonical import FORMAT, digest
from accounts.clock import day_in, now
from accounts.locks import lock
from accounts.models import Organization
from compliance import doorbell
from compliance.blockers import Refused
from consents import choices as chosen
from consents.choices import Choices
from consents.lasting import end_of
from consents.models import Authorization, Grant, Request


class AnsweredAlready(Refused):
    """The link is no longer open: answered, taken back or ended. Nothing was changed."""


def sign(
    request: Request, choices: Choices, typed_name: str, agreed: bool, meta: dict[str, str]
) -> Authorization:
    """Turn what was chosen into an authorization, once (45 CFR 164.508(c), UETA 2(8) and 7).

    `meta` is what is known of the device (address, browser); it goes into the encrypted record
    only. Raises Refused with what is wrong beside each field, and AnsweredAlready for whoever
    comes second.
    """
    content = request.content
    if digest(content) != request.content_sha256:
        raise Refused.because(
            "form_changed", _("This form was changed. Please ask us for a new one.")
        )
    with transaction.atomic(durable=True):
        organization = lock(request.organization_id)
        at = now()
        zone = content["organization"]["time_zone"]
        faults = list(chosen.faults(content, choices, typed_name, agreed, day_in(zone, at)))
        if faults:
            raise Refused(faults)
        _answer(request, signed_at=at)
        record = {
            "format": FORMAT,
            "content": content,
            "content_sha256": request.content_sha256,
            "choices": {
                "materials": sorted(choices.materials),
                "channels": sorted(choices.channels),
                "name_level": choices.name_level,
                "until": choices.until.isoformat(),
                "on_expiry": choices.on_expiry,
            },
            "signature": typed_name,
            "signed_at": at.isoformat(),
            "meta": dict(meta),
        }
        authorization = Authorization.objects.create(
            request=request,
            subject=request.subject,
            purposes=[purpose["code"] for purpose in content["purposes"]],
            name_level=choices.name_level,
            paid_by=content["paid_by"],
            record=record,
            record_sha256=digest(record),
            signature=typed_name,
            signed_at=at,
            expires_at=end_of(choices.until, zone),
            on_expiry=choices.on_expiry,
            copy_due_at=at,
        )
        _grant(authorization, content, choices)
        _note(organization, "permission_signed", request, sha256=authorization.record_sha256)
        doorbell.ring("consents.tasks.send_due_mails")
    return authorization


def decline(request: Request) -> None:
    """The patient says no. Raises AnsweredAlready when it was answered before."""
    with transaction.atomic(durable=True):
        organization = lock(request.organization_id)
        _answer(request, declined_at=now())
        _note(organization, "permission_declined", request)


def not_now(request: Request) -> None:
    """The patient leaves it for now: the link stays good, and it is noted that it was read."""
    with transaction.atomic(durable=True):
        _note(lock(request.organization_id), "permission_left_for_now", request)


def _answer(request: Request, **values: Any) -> None:
    """One conditional UPDATE decides who was first; the link is dead from then on."""
    still_open = Request.objects.filter(
        pk=request.pk,
        signed_at=None,
        declined_at=None,
        voided_at=None,
        link_expires_at__gt=now(),
    )
    if not still_open.update(token_digest="", mail_due_at=None, **values):
        raise AnsweredAlready.because("not_open", _("This form is not open any more."))
    request.refresh_from_db()


def _grant(authorization: Authorization, content: dict[str, Any], choices: Choices) -> None:
    """One row for each thing in each place that was chosen, and for nothing else."""
    Grant.objects.bulk_create(
        Grant(
            authorization=authorization,
            material_id=thing["material"],
            sha256=thing["sha256"],
            channel_id=place["channel"],
            placement=place["placement"],
        )
        for thing in content["things"]
        for place in content["places"]
        if thing["material"] in choices.materials and place["channel"] in choices.channels
    )


def _note(organization: Organization, action: str, request: Request, **payload: str) -> None:
    audit.record(organization, None, action, request, subject=request.subject_id, **payload)
