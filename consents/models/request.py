import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from accounts.encryption import EncryptedJSONField, EncryptedTextField
from accounts.scoping import ScopedQuerySet
from channels.models import Channel
from consents.models.form import FormVersion
from consents.models.material import Material
from consents.models.subject import Subject

PURPOSES = (
    ("education", "Health education"),
    ("marketing", "Showing our services"),
    ("recruiting", "Finding staff"),
    ("fundraising", "Fundraising"),
)
SIGNERS = (("self", "The patient"), ("representative", "A parent, guardian or representative"))


class Request(models.Model):
    """Somebody asks a patient for permission for named materials on named channels.

    `content` is what the patient is shown, frozen when asked; `content_sha256` its digest.
    States are timestamps. The link's token exists in the mail only; here is its digest.
    """

    organization_path: ClassVar[str] = "subject__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="requests")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    materials = models.ManyToManyField(Material, related_name="requests")
    channels = models.ManyToManyField(Channel, related_name="+")
    purposes = models.JSONField(default=list)
    paid_by = models.CharField("who pays us for this", max_length=120, blank=True)
    signer_kind = models.CharField(max_length=15, choices=SIGNERS, default="self")
    signer_name: Any = EncryptedTextField(context="consents.request.signer_name")
    signer_relation = models.CharField(max_length=60, blank=True)
    signer_email: Any = EncryptedTextField(context="consents.request.signer_email")
    content: Any = EncryptedJSONField(context="consents.request.content")
    content_sha256 = models.CharField(max_length=64)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    mail_due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    token_digest = models.CharField(max_length=64, blank=True, db_index=True)
    link_expires_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-requested_at"]
        indexes: ClassVar = [
            # the sweep that sends the mails
            models.Index(
                fields=["mail_due_at"],
                condition=models.Q(sent_at=None),
                name="requests_to_mail",
            )
        ]

    def __str__(self) -> str:
        return f"Request {self.pk}"

    @property
    def organization_id(self) -> int:
        return self.subject.organization_id

    @property
    def is_open(self) -> bool:
        return not (self.signed_at or self.declined_at or self.voided_at)
