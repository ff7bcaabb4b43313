"""Renditions: the very bytes one photo sends to one kind of channel, made by Celery.

Which are due is a question to the room that knows where pictures go: it fills `wanted`.
"""

import hashlib
import logging
import uuid
from collections.abc import Callable, Iterable

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from compliance import doorbell
from compliance.models import Photo, Rendition
from compliance.photos.rendition import Profile, render

log = logging.getLogger(__name__)
Wanted = Callable[[], Iterable[tuple[Photo, str]]]
_wanted: list[Wanted] = []


def fill(wanted: Wanted) -> None:
    """Say who knows which renditions are missing: a function of (photo, profile) pairs."""
    _wanted[:] = [wanted]


def make(photo: Photo, profile: str) -> Rendition:
    """The rendition of a photo for a profile ("max1600"); made once, the same ever after."""
    known = Rendition.objects.filter(photo=photo, profile=profile).first()
    if known is not None:
        return known
    with photo.file.open("rb") as stored:
        data = stored.read()
    if hashlib.sha256(data).hexdigest() != photo.sha256:
        raise ValueError("the stored picture is not the one that was uploaded")
    made = render(data, Profile(profile, int(profile.removeprefix("max"))))
    row = Rendition(
        photo=photo,
        profile=profile,
        sha256=made.sha256,
        content_type=made.content_type,
        width=made.width,
        height=made.height,
    )
    row.file.save(uuid.uuid4().hex, ContentFile(made.data), save=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # Another worker was faster; its bytes are the same.
        row.file.delete(save=False)
        return Rendition.objects.get(photo=photo, profile=profile)
    return row


def make_missing() -> int:
    """Make every rendition that is wanted and not there; say how many."""
    made = 0
    for photo, profile in list(_wanted[0]()) if _wanted else ():
        try:
            make(photo, profile)
            made += 1
        except Exception as trouble:
            log.error("rendition of photo %s: %s", photo.pk, type(trouble).__name__)
    return made


def ring() -> None:
    """Have the worker look at once at what pictures wait for."""
    doorbell.ring("compliance.tasks.sweep_photo_checks")
