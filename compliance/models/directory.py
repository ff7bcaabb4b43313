from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from accounts.models import Organization
from accounts.scoping import ScopedQuerySet

KINDS = (
    ("alias", "Another name of the organization"),
    ("staff", "Staff or volunteer"),
    ("public", "Public person"),
    ("location", "Location"),
    ("address", "Address"),
    ("area", "Town or county served"),
    ("phone", "Phone"),
    ("email", "E-mail"),
    ("domain", "Web domain"),
    ("handle", "Social media name"),
    ("hashtag", "Hashtag"),
)


class DirectoryEntry(models.Model):
    """One public fact about an organization that is not about a patient: dated and signed."""

    organization_path: ClassVar[str] = "organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="directory"
    )
    kind = models.CharField(max_length=10, choices=KINDS)
    value = models.CharField(max_length=200)
    title = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "directory entries"
        indexes: ClassVar = [
            # loading an organization's directory for a scan
            models.Index(fields=["organization", "valid_to"], name="directory_by_organization"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class DirectoryVersion(models.Model):
    """Counts the changes of one organization's directory; a check remembers the one it used."""

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, related_name="directory_version"
    )
    number = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Directory version {self.number}"
