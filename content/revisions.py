"""Freezing a version at submit, and erasing its text when a patient's data is found in it."""

from django.db import transaction

from accounts import access, audit
from accounts.canonical import digest_of_text
from accounts.clock import now
from accounts.locks import lock
from accounts.models import User
from compliance.blockers import Refused
from content import freezing
from content.case import Case
from content.models import (
    Post,
    Revision,
    RevisionAuthor,
    RevisionPhoto,
    RevisionTarget,
    RevisionUse,
)
from content.writing import become_author


def freeze(post: Post, case: Case, by: User) -> Revision:
    """Write a new revision of the case; always a new one, so that no decision is carried over."""
    become_author(post, by)
    payload, basis = freezing.payload(case), freezing.basis(case)
    newest = case.revision.number if case.revision else 0
    revision = Revision.objects.create(
        post=post,
        number=newest + 1,
        payload=payload,
        basis=basis,
        digest=digest_of_text(payload),
        basis_digest=digest_of_text(basis),
        text_digest=freezing.text_digest(case),
        created_by=by,
        created_at=now(),
    )
    RevisionAuthor.objects.bulk_create(
        RevisionAuthor(revision=revision, user_id=key) for key in sorted({*case.authors, by.pk})
    )
    for target in case.targets:
        freeze_target(revision, case, target.id)
    return revision


def freeze_target(revision: Revision, case: Case, target_id: int) -> None:
    facts = next(target for target in case.targets if target.id == target_id)
    uses = case.uses(facts)
    target = RevisionTarget.objects.create(
        revision=revision,
        channel_id=facts.channel_id,
        placement=facts.placement,
        uses_required=len(uses),
    )
    RevisionUse.objects.bulk_create(
        RevisionUse(target=target, material_id=use.material_id, subject_id=use.subject_id)
        for use in uses
    )
    RevisionPhoto.objects.bulk_create(
        RevisionPhoto(
            target=target,
            photo_id=picture.photo_id,
            order=picture.order,
            sha256=picture.rendition(facts.profile),
        )
        for picture in case.pictures
    )


def erase(revision: Revision, by: User, reason: str) -> Revision:
    """Empty a revision's texts (PHI was found in them); digests and decisions stay.

    Only a privacy officer; never while something of it is going out or is live, since then it
    has to come down first. Raises Refused.
    """
    with transaction.atomic(durable=True):
        organization = lock(revision.post.organization_id)
        access.forget(by)
        if not access.may(by, "accounts.erase_revisions", organization):
            raise Refused.because("may_not", "Only a privacy officer erases a version.")
        if not reason.strip():
            raise Refused.because("note_missing", "Please say why, in a sentence.")
        row = Revision.objects.of(organization).select_related("post").get(pk=revision.pk)
        if row.deliveries.exclude(state__in=["cancelled", "held", "failed"]).exists():
            raise Refused.because(
                "still_out", "This version is out or on its way. Withdraw the post first."
            )
        row.payload, row.basis, row.erased_at = "", "", now()
        row.save(update_fields=["payload", "basis", "erased_at"])
        audit.record(organization, by, "revision_erased", row, version=row.number)
    return row
