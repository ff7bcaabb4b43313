"""Freezing a version at submit, and erasing its text when a patient's data is found in it."""

from django.db import transaction

from accounts import access, audit
from accounts.canonical import digest_of_text
from accounts.clock import now
from accounts.locks import lock
from accounts.models import User
from compliance.blockers import Refused
from content import freezing, publishing
from content.case import Case
from content.erasure import LOOSE, empty_copy, empty_proposals, words_of
from content.loading import load_one
from content.models import (
    Delivery,
    Note,
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
    """Empty a revision's texts (PHI was found in them), wherever the post still says them.

    Digests and decisions stay; the reason is kept as a note. Only a privacy officer; never while
    something of it is going out or is live, since then it has to come down first, nor while
    people decide on it or have approved it, since their decisions would hang in the air.
    Raises Refused.
    """
    with transaction.atomic(durable=True):
        organization = lock(revision.post.organization_id)
        access.forget(by)
        if not access.may(by, "accounts.erase_revisions", organization):
            raise Refused.because("may_not", "Only a privacy officer erases a version.")
        if not reason.strip():
            raise Refused.because("note_missing", "Please say why, in a sentence.")
        rows = Revision.objects.of(organization).select_related("post__organization")
        row = rows.get(pk=revision.pk)
        if any(on_its_way(delivery) for delivery in row.deliveries.filter(kind="publish")):
            raise Refused.because(
                "still_out", "This version is out or on its way. Withdraw the post first."
            )
        if row.erased_at is not None:
            raise Refused.because("erased_before", "This version is erased already.")
        post = row.post
        newest = post.revisions.values_list("pk", flat=True).first()
        if post.state not in LOOSE and row.pk == newest:
            raise Refused.because(
                "still_decided",
                "This version is with people who decide on it, or approved. Have it sent back, "
                "call it back or withdraw it first.",
            )
        words = words_of(row)
        row.payload, row.basis, row.erased_at = "", "", now()
        row.save(update_fields=["payload", "basis", "erased_at"])
        if post.state in LOOSE:
            case = load_one(post)
            empty_copy(post, None if freezing.text_digest(case) == row.text_digest else words)
        empty_proposals(post, words, by)
        Note.objects.create(
            post=post, user=by, action="revision_erased", text=reason.strip(), at=now()
        )
        audit.record(
            organization, by, "revision_erased", row, version=row.number, post=post.pk, noted=True
        )
    return row


def on_its_way(delivery: Delivery) -> bool:
    """Waits to go out by itself, or is or may be out and not taken down."""
    if delivery.state in publishing.UNSETTLED:
        return not publishing.is_down(delivery)
    return delivery.state == "pending"
