import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from accounts.encryption import EncryptedTextField, blind_index
from accounts.models import Organization
from accounts.scoping import ScopedQuerySet


class Subject(models.Model):
    """A patient whose picture, words or story an organization may want to show.

    Names and contacts are encrypted; `email_index` is a keyed hash for finding the same
    person again. History keeps ciphertext.
    """

    organization_path: ClassVar[str] = "organization"
    see_permission: ClassVar[str] = "accounts.see_subjects"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="subjects"
    )
    name: Any = EncryptedTextField(context="consents.subject.name")
    email: Any = EncryptedTextField(context="consents.subject.email", blank=True)
    phone: Any = EncryptedTextField(context="consents.subject.phone", blank=True)
    email_index = models.CharField(max_length=64, blank=True, db_index=True)
    is_minor = models.BooleanField("under 18", default=False)
    language = models.CharField(max_length=5, default="en")
    may_be_contacted_since = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"Patient {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email_index = blind_index("consents.subject.email", self.email) if self.email else ""
        super().save(*args, **kwargs)

    @property
    def short_name(self) -> str:
        """First name and initial: what people who see the post see anyway."""
        first, *rest = self.name.split()
        return f"{first} {rest[-1][0]}." if rest else str(first)

    @property
    def first_name(self) -> str:
        return str(self.name.split()[0])
