from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.scoping import ScopedQuerySet
from channels.models import Channel
from compliance.models import Photo
from consents.models import Material, Subject
from content.models.post import Post


class Revision(models.Model):
    """A frozen version of a post: exactly what leaves, and what the approval rests on.

    `payload` and `basis` are canonical JSON (`accounts.canonical`), `digest` and `basis_digest`
    their SHA-256. Immutable (trigger); only a privacy officer's erasure empties the texts.
    """

    organization_path: ClassVar[str] = "post__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    payload = models.TextField()
    basis = models.TextField()
    digest = models.CharField(max_length=64)
    basis_digest = models.CharField(max_length=64)
    text_digest = models.CharField(max_length=64)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "number"], name="one_revision_per_number")
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class RevisionAuthor(models.Model):
    """An author at the time of freezing: may neither endorse nor approve this revision."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="authors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "user"], name="revision_author_once")
        ]

    def __str__(self) -> str:
        return f"Revision author {self.pk}"


class RevisionTarget(models.Model):
    """Where a revision goes; `uses_required` is how many permissions its sending needs."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="targets")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    placement = models.CharField(max_length=10)
    uses_required = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["revision", "channel", "placement"], name="one_revision_target_per_place"
            )
        ]

    def __str__(self) -> str:
        return f"Revision target {self.pk}"


class RevisionUse(models.Model):
    """A patient in a material on a target: what has to be covered at the moment of sending."""

    target = models.ForeignKey(RevisionTarget, on_delete=models.PROTECT, related_name="uses")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["target", "material", "subject"], name="one_use_per_person_and_material"
            )
        ]

    def __str__(self) -> str:
        return f"Revision use {self.pk}"


class RevisionPhoto(models.Model):
    """A picture of a revision on one target: the SHA-256 of the very bytes that leave."""

    target = models.ForeignKey(RevisionTarget, on_delete=models.PROTECT, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "order"], name="one_photo_per_place")
        ]

    def __str__(self) -> str:
        return f"Revision photo {self.pk}"
