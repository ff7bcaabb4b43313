"""The photo check as rows: asked for, run by Celery, found by the sweep when it was not.

A check that cannot be done stays pending with the class of its trouble, and blocks endorsing.
"""

import hashlib
import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.clock import now
from accounts.encryption import fingerprint
from compliance import doorbell
from compliance.models import Photo, PhotoCheck, PhotoFinding
from compliance.photos.check import CHECKER, check
from compliance.photos.check import PhotoFinding as Seen

log = logging.getLogger(__name__)
SENTENCES = {
    "metadata": "The file says more than the picture shows.",
    "text": "Something in the picture can be read when someone zooms in.",
    "face": "A face can be seen. Who is it?",
    "barcode": "A code in the picture can be read by a phone.",
}
LONGEST_PAUSE = timedelta(minutes=15)


def ask(photo: Photo) -> PhotoCheck:
    """Make the row that says a check is due; one per photo and checker version."""
    row, _ = PhotoCheck.objects.get_or_create(
        photo=photo, checker=CHECKER, defaults={"sha256": photo.sha256}
    )
    return row


def ask_missing(most: int = 200) -> int:
    """Ask for what no check of this checker has seen yet, after an update; newest first."""
    seen = PhotoCheck.objects.filter(checker=CHECKER).values("photo")
    photos = Photo.objects.exclude(pk__in=seen).order_by("-pk")[:most]
    return len([ask(photo) for photo in photos])


def due() -> QuerySet[PhotoCheck]:
    rested = Q(next_try_at=None) | Q(next_try_at__lte=now())
    return (
        PhotoCheck.objects.filter(rested, finished_at=None, checker=CHECKER)
        .select_related("photo")
        .order_by("pk")
    )


def attempt(row: PhotoCheck) -> None:
    """One of many: trouble with it is put off and does not keep the others."""
    try:
        run(row)
    except Exception as trouble:
        put_off(row, type(trouble).__name__)


def run(row: PhotoCheck) -> bool:
    """Check the stored bytes; say whether it was finished. Twice is harmless."""
    try:
        with row.photo.file.open("rb") as stored:
            data = stored.read()
        if hashlib.sha256(data).hexdigest() != row.sha256:
            raise ValueError("the stored picture is not the one that was uploaded")
        seen = check(data)
    except Exception as trouble:
        put_off(row, type(trouble).__name__)
        return False
    with transaction.atomic():
        if not PhotoCheck.objects.filter(pk=row.pk, finished_at=None).update(
            finished_at=now(), trouble=""
        ):
            return True
        for one in seen:
            keep(row, one)
    return True


def keep(row: PhotoCheck, seen: Seen) -> None:
    """A finding that an earlier check had seen as well stays the same row, with its answers."""
    PhotoFinding.objects.update_or_create(
        photo=row.photo,
        fingerprint=fingerprint(
            "compliance.photo", f"{row.sha256}|{seen.kind}|{seen.detail}|{seen.box}"
        ),
        defaults={
            "found_in": row,
            "rule": seen.detail,
            "category": seen.kind,
            "severity": "block" if seen.phi else "warn",
            "message": SENTENCES[seen.kind],
            "box": list(seen.box) if seen.box else None,
        },
    )


def put_off(row: PhotoCheck, trouble: str) -> None:
    log.warning("photo check %s: %s", row.pk, trouble)
    pause = min(timedelta(seconds=15) * 2**row.attempts, LONGEST_PAUSE)
    PhotoCheck.objects.filter(pk=row.pk).update(
        attempts=row.attempts + 1, next_try_at=now() + pause, trouble=trouble[:60]
    )


def ring() -> None:
    """Have the worker look at once at what pictures wait for."""
    doorbell.ring("compliance.tasks.sweep_photo_checks")
