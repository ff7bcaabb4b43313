from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.models.organization import Organization
from accounts.scoping import ScopedQuerySet


class Invitation(models.Model):
    """Somebody was asked by mail to join with these roles. The link's token is kept as a digest."""

    organization_path: ClassVar[str] = "organization"
    see_permission: ClassVar[str] = "accounts.manage_people"

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT)
    email = models.EmailField("e-mail")
    roles = models.JSONField(default=list)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Invitation {self.pk}"
