from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.models.organization import Organization
from accounts.scoping import ScopedQuerySet


class AuditChain(models.Model):
    """The head of one hash chain: one per organization, and one (without) for the installation."""

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, null=True, related_name="audit_chain"
    )
    seq = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(organization=None),
                name="one_chain_for_the_installation",
            )
        ]

    def __str__(self) -> str:
        return f"Audit chain {self.pk}"


class AuditEvent(models.Model):
    """Who did what to what, and when; append-only (triggers), chained by SHA-256.

    `payload` holds ids, numbers and codes only: no PHI, since a row cannot be erased.
    """

    organization_path: ClassVar[str] = "chain__organization"
    see_permission: ClassVar[str] = "accounts.read_audit"

    chain = models.ForeignKey(AuditChain, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["chain", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "seq"], name="audit_seq_once"),
            models.UniqueConstraint(fields=["chain", "prev"], name="audit_chain_never_forks"),
        ]
        indexes: ClassVar = [
            # the timeline of one post, the file of one authorization
            models.Index(fields=["object_kind", "object_id", "seq"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"Audit event {self.seq}"
