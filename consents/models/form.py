from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.models import Organization
from accounts.scoping import ScopedQuerySet


class FormVersion(models.Model):
    """One wording of the permission form: immutable once approved.

    `statements` maps the codes of `consents.elements.ELEMENTS` to sentences; a version that
    lacks one cannot be approved (45 CFR 164.508(c)). Without an organization it is the default
    that every organization may use.
    """

    organization_path: ClassVar[str] = "organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, blank=True)
    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=5, default="en")
    statements = models.JSONField(default=dict)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "code", "number", "language"],
                condition=models.Q(organization__isnull=False),
                name="form_version_once",
            ),
            models.UniqueConstraint(
                fields=["code", "number", "language"],
                condition=models.Q(organization=None),
                name="default_form_version_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number} ({self.language})"
