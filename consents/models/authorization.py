import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from accounts.encryption import EncryptedJSONField, EncryptedTextField
from accounts.scoping import ScopedQuerySet
from channels.models import Channel
from consents.models.material import Material
from consents.models.request import Request
from consents.models.subject import Subject

NAME_LEVELS = (("none", "No name"), ("first", "First name"), ("full", "Full name"))
ON_EXPIRY = (("takedown", "Take the posts down"), ("leave", "Leave them up, show nothing new"))


class Authorization(models.Model):
    """A signed HIPAA authorization (45 CFR 164.508): what a patient allowed, until when.

    Timestamps, never a stored status: `active_at` is a function. `record` is the frozen JSON
    of everything shown and chosen, `record_sha256` its digest.
    """

    organization_path: ClassVar[str] = "subject__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="authorization")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="authorizations")
    purposes = models.JSONField(default=list)
    name_level = models.CharField(max_length=5, choices=NAME_LEVELS)
    paid_by = models.CharField(max_length=120, blank=True)
    record: Any = EncryptedJSONField(context="consents.authorization.record")
    record_sha256 = models.CharField(max_length=64)
    signature: Any = EncryptedTextField(context="consents.authorization.signature")
    signed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    on_expiry = models.CharField(max_length=10, choices=ON_EXPIRY, default="takedown")
    revoked_at = models.DateTimeField(null=True)
    revoked_via = models.CharField(max_length=20, blank=True)
    copy_token_digest = models.CharField(max_length=64, blank=True, db_index=True)
    copy_due_at = models.DateTimeField(null=True)
    copy_sent_at = models.DateTimeField(null=True)
    copy_tries = models.PositiveSmallIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-signed_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None)
                | models.Q(revoked_at__gte=models.F("signed_at")),
                name="taken_back_after_signing",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("signed_at")),
                name="authorization_ends_after_signing",
            ),
        ]

    def __str__(self) -> str:
        return f"Authorization {self.pk}"

    @property
    def organization_id(self) -> int:
        return self.subject.organization_id

    @property
    def copy_stuck(self) -> bool:
        """The mail with the signed copy was tried often enough and did not leave."""
        return self.copy_sent_at is None and self.copy_due_at is None

    def active_at(self, at: datetime) -> bool:
        return self.signed_at <= at < self.expires_at and self.revoked_at is None


class Grant(models.Model):
    """One thing an authorization allows: this material of this person on this channel.

    `stopped_at` is set by whatever ends it early (taken back, objection, pause, family event,
    void), so that the database can see it at the moment of sending. Grants of two
    authorizations are never added together.
    """

    organization_path: ClassVar[str] = "authorization__subject__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    authorization = models.ForeignKey(
        Authorization, on_delete=models.PROTECT, related_name="grants"
    )
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="grants")
    sha256 = models.CharField(max_length=64)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    placement = models.CharField(max_length=10, default="organic")
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=20, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authorization", "material", "channel", "placement"],
                name="one_grant_per_material_and_place",
            )
        ]

    def __str__(self) -> str:
        return f"Grant {self.pk}"
