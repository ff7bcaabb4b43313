from typing import Any, ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from accounts.encryption import EncryptedJSONField
from accounts.models import Organization
from accounts.scoping import ScopedQuerySet
from channels.connectors import choices


class Channel(models.Model):
    """One account of one organization on one network: where posts go."""

    organization_path: ClassVar[str] = "organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="channels"
    )
    kind = models.CharField(max_length=20, choices=choices)
    name = models.CharField(max_length=80)
    account_id = models.CharField("account on the network", max_length=200)
    credentials: Any = EncryptedJSONField(context="channels.channel.credentials", null=True)
    late_after = models.PositiveIntegerField("held when later than (minutes)", default=15)
    paused_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["credentials"])

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "kind", "account_id"],
                condition=models.Q(closed_at=None),
                name="one_channel_per_account",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NewsroomEntry(models.Model):
    """A story as the newsroom holds it: a remote's own copy, knowing nothing of posts.

    Found by the key that the delivery fixed beforehand; after a takedown only the fact is kept
    and the address answers 410.
    """

    remote_key = models.CharField(max_length=64, unique=True)
    account_id = models.CharField("newsroom", max_length=200, db_index=True)
    title = models.CharField(max_length=200)
    text = models.TextField()
    label = models.CharField(max_length=60, blank=True)
    link = models.URLField(max_length=500, blank=True)
    published_at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-published_at"]

    def __str__(self) -> str:
        return f"Newsroom entry {self.pk}"


class NewsroomPicture(models.Model):
    """The newsroom's own copy of a published picture's bytes."""

    entry = models.ForeignKey(NewsroomEntry, on_delete=models.CASCADE, related_name="pictures")
    order = models.PositiveSmallIntegerField()
    alt_text = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=20)
    data = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "order"], name="one_newsroom_picture_per_place"
            )
        ]

    def __str__(self) -> str:
        return f"Newsroom picture {self.pk}"
