from typing import ClassVar

from django.conf import settings
from django.db import models
from guardian.models import UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from accounts.models.organization import Organization
from accounts.scoping import ScopedQuerySet


class Membership(models.Model):
    """A person's hats in one organization: the truth from which guardian's rows are written.

    `roles` holds codes of `accounts.roles.ROLES`. Ended memberships stay as a record.
    """

    organization_path: ClassVar[str] = "organization"
    see_permission: ClassVar[str] = "accounts.manage_people"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="memberships"
    )
    roles = models.JSONField(default=list)
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organization"], name="one_membership_per_person_and_organization"
            )
        ]

    def __str__(self) -> str:
        return f"Membership {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.ended_at is None


class OrganizationGrant(UserObjectPermissionBase):
    """Guardian's row: this person holds this permission of this organization.

    Written by `accounts.roles` only, in the transaction that writes the membership.
    """

    content_object = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="grants"
    )
