import uuid
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage
from django.db import models

from accounts.encryption import private_storage
from accounts.models import Organization
from accounts.scoping import ScopedQuerySet
from compliance.models.finding import Answer, Finding

PLACES = (
    ("clinical", "Where patients are cared for"),
    ("event", "A public event"),
    ("office", "An office or studio"),
    ("stock", "Stock or licensed"),
    ("graphic", "A drawing or graphic"),
)

PHOTO_ANSWERS = (
    ("patient", "It is in the patient’s permission form"),
    ("house", "Ours: a sign, a name badge, an address everybody knows"),
    ("stock", "Stock or invented, and says so"),
    ("not_phi", "Not about a patient, because …"),
)


def storage() -> Storage:
    """The private, encrypted store; a callable, so that migrations do not freeze a folder."""
    return private_storage()


class Photo(models.Model):
    """A picture, re-encoded from its pixels; the bytes that came in are not kept.

    `sha256` is of the stored bytes. A redaction or crop is a new photo with its `parent`.
    """

    organization_path: ClassVar[str] = "organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="photos")
    file = models.FileField(storage=storage, max_length=200)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    place = models.CharField("where it was taken", max_length=10, choices=PLACES, blank=True)
    source = models.CharField("source and licence", max_length=300, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    derivation = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Photo {self.pk}"


class Rendition(models.Model):
    """The very bytes of one photo for one profile of channels; what a payload names by SHA-256."""

    organization_path: ClassVar[str] = "photo__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="renditions")
    profile = models.CharField(max_length=30)
    file = models.FileField(storage=storage, max_length=200)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["photo", "profile"], name="one_rendition_per_profile")
        ]

    def __str__(self) -> str:
        return f"Rendition {self.pk}"


class PhotoCheck(models.Model):
    """One run of the photo check. Due from the moment the row is there; found by the sweep.

    `finished_at` empty means pending, whatever the reason; `trouble` says the last one.
    """

    organization_path: ClassVar[str] = "photo__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="checks")
    checker = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    asked_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, blank=True)
    finished_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["photo", "checker"], name="one_photo_check_per_checker")
        ]
        indexes: ClassVar = [
            # the sweep
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(finished_at=None),
                name="photo_checks_due",
            )
        ]

    def __str__(self) -> str:
        return f"Photo check {self.pk}"


class PhotoFinding(Finding):
    """Something in a picture: text, a face, a code, metadata. `box` is x, y, w, h in 0..1."""

    organization_path: ClassVar[str] = "photo__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="findings")
    found_in = models.ForeignKey(PhotoCheck, on_delete=models.PROTECT, related_name="findings")
    box = models.JSONField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(Finding.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["photo", "fingerprint"], name="one_photo_finding_per_fingerprint"
            )
        ]


class PhotoAnswer(Answer):
    """An answer about a picture's text, code or metadata; it stays with the picture."""

    organization_path: ClassVar[str] = "finding__photo__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    finding = models.ForeignKey(PhotoFinding, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=20, choices=PHOTO_ANSWERS)
    because = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(Answer.Meta):
        constraints: ClassVar = [
            *Answer.Meta.constraints,
            models.UniqueConstraint(
                fields=["finding"],
                condition=models.Q(superseded_at=None),
                name="one_live_answer_per_photo_finding",
            ),
        ]
