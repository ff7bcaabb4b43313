from typing import ClassVar

from django.db import models

from accounts.scoping import ScopedQuerySet
from consents.models import Grant, Material, Subject
from content.models.revision import Revision, RevisionTarget

DELIVERY_STATES = (
    ("pending", "Waits for its time"),
    ("sending", "Going out now"),
    ("sent", "Out"),
    ("confirmed", "Out, and read back"),
    ("held", "Waits for you"),
    ("failed", "Did not go out"),
    ("unknown", "We don’t know whether it went out"),
    ("cancelled", "Cancelled"),
)
UNCERTAIN = ("sending", "unknown")
LIVE = (*UNCERTAIN, "sent", "confirmed")


class DeliveryQuerySet(ScopedQuerySet["Delivery"]):
    """Deliveries; `due` is the sweep's question and asks the database's rows, never a broker."""

    def due(self, at: object) -> "DeliveryQuerySet":
        """What can go out now, longest due first.

        What cannot is left out here, so that it never stands before what can: sendings of a
        paused organization or channel, and takedowns of what is still going out or unknown.
        """
        waiting = models.Q(state="pending", due_at__lte=at)
        rested = models.Q(next_try_at=None) | models.Q(next_try_at__lte=at)
        paused = models.Q(kind="publish") & (
            models.Q(target__channel__paused_at__isnull=False)
            | models.Q(revision__post__organization__paused_at__isnull=False)
        )
        twin = Delivery.objects.filter(
            target=models.OuterRef("target"),
            kind="publish",
            occurrence=models.OuterRef("occurrence"),
            state__in=UNCERTAIN,
        )
        too_early = models.Q(kind="takedown") & models.Q(models.Exists(twin))
        return self.filter(waiting & rested).exclude(paused).exclude(too_early).order_by("due_at")

    def live(self) -> "DeliveryQuerySet":
        return self.filter(kind="publish", state__in=LIVE)


class Delivery(models.Model):
    """One frozen target going out, or coming down, once. Changed by `content.publishing` only.

    The remote key is fixed when the row is made, so that a sending can be looked for and is
    never repeated blindly. Times are UTC instants.
    """

    organization_path: ClassVar[str] = "revision__post__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="deliveries")
    target = models.ForeignKey(RevisionTarget, on_delete=models.PROTECT, related_name="deliveries")
    kind = models.CharField(
        max_length=10, choices=(("publish", "Publish"), ("takedown", "Take down"))
    )
    occurrence = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DELIVERY_STATES, default="pending")
    remote_key = models.CharField(max_length=64)
    remote_id = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    sending_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    why = models.CharField("why it waits or failed", max_length=40, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_at"]
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["target", "kind", "occurrence"],
                condition=~models.Q(state="cancelled"),
                name="one_live_delivery_per_target",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["sent", "confirmed"])
                | models.Q(sent_at__isnull=False),
                name="what_is_sent_has_its_time",
            ),
        ]
        indexes: ClassVar = [
            # the sweep that finds what is due
            models.Index(
                fields=["due_at"], condition=models.Q(state="pending"), name="deliveries_due"
            ),
            # the sweep that finds what was left hanging
            models.Index(
                fields=["sending_at"],
                condition=models.Q(state__in=["sending", "unknown"]),
                name="deliveries_unsettled",
            ),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.pk}"


class CoverageUse(models.Model):
    """Which grant covered which person in which material when a delivery was begun."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="coverage")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="coverage_uses")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["delivery", "material", "subject"], name="one_coverage_per_use"
            )
        ]

    def __str__(self) -> str:
        return f"Coverage use {self.pk}"
