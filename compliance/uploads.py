"""A picture comes in: prepared from its pixels alone, stored encrypted, checked by Celery."""

import logging
import uuid

from django.core.files.base import ContentFile
from django.db import transaction

from accounts import access, audit
from accounts.locks import lock
from accounts.models import Organization, User
from compliance import photo_checks
from compliance.blockers import Refused
from compliance.models import Photo
from compliance.photos.accept import NotAccepted
from compliance.photos.sandbox import prepare

log = logging.getLogger(__name__)
NOT_KEPT = "The picture could not be kept just now. Please try again in a minute."


def upload(
    organization: Organization, by: User, data: bytes, *, place: str = "", source: str = ""
) -> Photo:
    """Keep a picture. The bytes that came in, their name and their metadata are not kept.

    The same pixels twice are one photo. Raises Refused with the reason when the file is no
    picture we take, or `by` may not write here.
    """
    may_upload(by, organization)
    try:
        prepared = prepare(data)
    except NotAccepted as no:
        raise Refused.because(no.reason_code, no.sentence) from None
    photo = Photo(
        organization=organization,
        sha256=prepared.sha256,
        content_type=prepared.content_type,
        width=prepared.width,
        height=prepared.height,
        place=place,
        source=source,
        uploaded_by=by,
    )
    # Encrypted and written before the lock, where nobody waits for the disk.
    try:
        photo.file.save(uuid.uuid4().hex, ContentFile(prepared.data), save=False)
    except OSError as trouble:
        log.error("a picture could not be kept: %s", type(trouble).__name__)
        raise Refused.because("not_kept", NOT_KEPT) from None
    try:
        return keep(photo, by)
    except BaseException:
        photo.file.delete(save=False)
        raise


def keep(photo: Photo, by: User) -> Photo:
    """Write the row, or hand out the photo with the same pixels that is there already."""
    with transaction.atomic(durable=True):
        organization = lock(photo.organization_id)
        may_upload(by, organization)
        known = Photo.objects.of(organization).filter(sha256=photo.sha256).first()
        if known is None:
            photo.save()
            photo_checks.ask(photo)
            audit.record(organization, by, "photo_uploaded", photo, sha256=photo.sha256)
    if known is not None:
        photo.file.delete(save=False)
        return known
    photo_checks.ring()
    return photo


def may_upload(by: User, organization: Organization) -> None:
    access.forget(by)
    if not access.may(by, "accounts.write_posts", organization):
        raise Refused.because("may_not_write", f"You do not write for {organization.name}.")
