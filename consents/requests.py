"""Asking a patient for permission: for these things, in these places, and nothing blank."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts import audit
from accounts.canonical import digest
from accounts.clock import now
from accounts.locks import lock
from accounts.models import User
from channels.models import Channel
from compliance import doorbell
from compliance.blockers import Blocker, Refused
from consents import forms_approval, request_content, rights
from consents.models import Appearance, FormVersion, Material, Request, Subject
from consents.models.request import PURPOSES, SIGNERS

#: Beside which field of a form a refusal belongs.
FIELDS = {
    "no_materials": "materials",
    "not_in_material": "materials",
    "no_channels": "channels",
    "closed_channel": "channels",
    "no_purpose": "purposes",
    "no_contact": "signer_email",
    "no_signer": "signer_name",
    "no_relation": "signer_relation",
    "minor_cannot_sign": "signer_kind",
    "who_signs": "signer_kind",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that one request is about, before it is known to be whole."""

    subject: Subject
    materials: Sequence[Material]
    channels: Sequence[Channel]
    purposes: Sequence[str]
    signer: dict[str, str]
    email: str
    form: FormVersion | None


def ask(
    *,
    subject: Subject,
    materials: Sequence[Material],
    channels: Sequence[Channel],
    purposes: Sequence[str],
    signer_kind: str,
    signer_name: str,
    signer_relation: str,
    signer_email: str,
    by: User,
    paid_by: str = "",
    preview: dict[str, Any] | None = None,
) -> Request:
    """Freeze what the patient will see, and have the link mailed.

    Raises Refused with every reason: a form with anything left blank is not valid
    (45 CFR 164.508(b)(2)), and nobody is asked who did not say that we may.
    """
    relation = signer_relation.strip() if signer_kind == "representative" else ""
    signer = {"kind": signer_kind, "name": " ".join(signer_name.split()), "relation": relation}
    rights.demand(by, rights.ASKS, subject.organization)
    form = forms_approval.current(subject.organization, subject.language)
    asked = Asked(subject, materials, channels, purposes, signer, signer_email.strip(), form)
    blockers = list(_blanks(asked)) + list(_not_askable(asked))
    if blockers or form is None:
        raise Refused(blockers)
    content = request_content.build(
        form=form,
        subject=subject,
        materials=materials,
        channels=channels,
        purposes=purposes,
        signer=signer,
        paid_by=paid_by.strip(),
        preview=preview,
    )
    with transaction.atomic(durable=True):
        organization = lock(subject.organization_id)
        rights.demand(by, rights.ASKS, organization)
        at = now()
        request = Request.objects.create(
            subject=subject,
            form_version=form,
            purposes=[one["code"] for one in content["purposes"]],
            paid_by=content["paid_by"],
            signer_kind=signer_kind,
            signer_name=signer["name"],
            signer_relation=relation,
            signer_email=asked.email,
            content=content,
            content_sha256=digest(content),
            requested_by=by,
            requested_at=at,
            mail_due_at=at,
        )
        request.materials.set(materials)
        request.channels.set(channels)
        audit.record(organization, by, "permission_asked", request, sha256=request.content_sha256)
        doorbell.ring("consents.tasks.send_due_mails")
    return request


def resend(request: Request, by: User) -> None:
    """Mail a new link; the old one is dead at once. Raises Refused when nothing is open."""
    _change(
        request, by, "link_sent_again",
        sent_at=None, token_digest="", link_expires_at=None, mail_due_at=now(), mail_tries=0,
    )  # fmt: skip
    doorbell.ring("consents.tasks.send_due_mails")


def void(request: Request, by: User) -> None:
    """Take a request back before it is signed: its link is dead. Raises Refused when too late."""
    _change(request, by, "request_voided", voided_at=now(), token_digest="", mail_due_at=None)


def standing(request: Request, at: datetime) -> str:
    """Where a request stands, as a code: the first of these that is true."""
    if request.signed_at:
        return "signed"
    if request.declined_at:
        return "declined"
    if request.voided_at:
        return "voided"
    if request.sent_at is None:
        # The last try takes the due time away.
        return "to_be_sent" if request.mail_due_at else "mail_stuck"
    if request.link_expires_at and request.link_expires_at <= at:
        return "link_ended"
    return "opened" if request.opened_at else "sent"


def _change(request: Request, by: User, action: str, **values: Any) -> None:
    with transaction.atomic(durable=True):
        organization = lock(request.organization_id)
        rights.demand(by, rights.ASKS, organization)
        # One winner: a signature that came first is not undone.
        still_open = Request.objects.filter(
            pk=request.pk, signed_at=None, declined_at=None, voided_at=None
        )
        if not still_open.update(**values):
            raise Refused.because("not_open", "This request is answered or taken back already.")
        request.refresh_from_db()
        audit.record(organization, by, action, request)


def _blanks(asked: Asked) -> Iterator[Blocker]:
    """45 CFR 164.508(b)(2)(ii): an authorization that is not filled out completely is defective."""
    if not asked.materials:
        yield Blocker("no_materials", "Choose the picture or the words you ask for.")
    if not asked.channels:
        yield Blocker("no_channels", "Choose where it would be shown.")
    if not asked.purposes or set(asked.purposes) - {code for code, _ in PURPOSES}:
        yield Blocker("no_purpose", "Choose what it is for.")
    if not asked.signer["name"]:
        yield Blocker("no_signer", "Write the name of the person who signs.")
    if asked.signer["kind"] not in {code for code, _ in SIGNERS}:
        yield Blocker("who_signs", "Choose who signs.")
    if asked.signer["kind"] == "representative" and not asked.signer["relation"]:
        yield Blocker("no_relation", "Write how this person may decide, for example “mother”.")
    if not _is_email(asked.email):
        yield Blocker("no_contact", "Write the e-mail address that the link goes to.")


def _not_askable(asked: Asked) -> Iterator[Blocker]:
    subject = asked.subject
    if subject.may_be_contacted_since is None:
        yield Blocker(
            "may_not_be_asked",
            "Nobody has written down that this patient may be asked. Write down since when.",
        )
    if subject.is_minor and asked.signer["kind"] == "self":
        yield Blocker("minor_cannot_sign", "For a child, a parent or guardian signs.")
    if asked.form is None:
        yield Blocker("no_form", "There is no permission form in this patient’s language yet.")
    if any(one.organization_id != subject.organization_id or one.closed_at
           for one in asked.channels):  # fmt: skip
        yield Blocker("closed_channel", "One of these places is not open. Choose another.")
    if not _shows(subject, asked.materials):
        yield Blocker(
            "not_in_material",
            "Nobody has said that this patient is in all of it. Say who is in it first.",
        )


def _shows(subject: Subject, materials: Sequence[Material]) -> bool:
    """Only what shows this patient is sent to this patient: anything else would be a leak."""
    shown = Appearance.objects.filter(
        material__in=[one.pk for one in materials],
        material__organization=subject.organization_id,
        subject=subject,
        superseded_at=None,
    )
    return set(shown.values_list("material_id", flat=True)) == {one.pk for one in materials}


def _is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
