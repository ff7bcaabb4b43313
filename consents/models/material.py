from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from accounts.encryption import EncryptedTextField
from accounts.models import Organization
from accounts.scoping import ScopedQuerySet
from compliance.models import Photo
from consents.models.subject import Subject

MATERIALS = (
    ("photo", "Picture"),
    ("quote", "Exact words"),
    ("story", "Story"),
)

APPEARS = (
    ("patient", "A patient, or any part of one"),
    ("staff", "Our staff only"),
    ("public", "The public, at a public event"),
    ("stock", "Stock people with a licence"),
    ("nobody", "Nobody"),
)


class Material(models.Model):
    """A thing that can show or quote a person: a picture, exact words, a story.

    `sha256` names it: the stored bytes of a picture, or the keyed fingerprint of the words.
    An authorization names materials, never “any information”.
    """

    organization_path: ClassVar[str] = "organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="materials"
    )
    kind = models.CharField(max_length=10, choices=MATERIALS)
    photo = models.OneToOneField(
        Photo, on_delete=models.PROTECT, null=True, related_name="material"
    )
    words: Any = EncryptedTextField(context="consents.material.words", blank=True)
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "kind", "sha256"], name="one_material_per_thing"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="photo", photo__isnull=False)
                | (~models.Q(kind="photo") & models.Q(photo__isnull=True)),
                name="a_picture_material_has_its_photo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class Appearance(models.Model):
    """Who is in a material, who said so, and who else says so too.

    Never changed: a new statement supersedes all live ones of the material, unconfirmed.
    No live row means that nobody has said yet: unresolved, which blocks.
    """

    organization_path: ClassVar[str] = "material__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="appearances")
    kind = models.CharField(max_length=10, choices=APPEARS)
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, null=True, related_name="appearances"
    )
    because = models.CharField(max_length=200, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="patient", subject__isnull=False)
                | (~models.Q(kind="patient") & models.Q(subject__isnull=True)),
                name="a_patient_appearance_names_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("said_by")),
                name="appearance_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Appearance {self.pk}"
