from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.models import AuditEvent, Organization
from accounts.scoping import ScopedQuerySet
from channels.models import Channel
from compliance.models import Photo
from consents.models.request import PURPOSES
from content.workflow import State

KINDS = (
    ("tip", "Health tip"),
    ("event", "Event"),
    ("closure", "Closure"),
    ("staff", "Staff"),
    ("award", "Award"),
    ("job", "Job"),
    ("story", "Patient story"),
    ("before_after", "Before and after"),
    ("deidentified", "De-identified story"),
    ("other", "Something else"),
)
PATIENT_KINDS = frozenset({"story", "before_after"})


class PostQuerySet(ScopedQuerySet["Post"]):
    """Posts; the many-row questions people ask of them."""

    def in_review(self) -> "PostQuerySet":
        return self.filter(state__in=[State.SECOND_REVIEW, State.LEGAL_REVIEW])

    def for_list(self) -> "PostQuerySet":
        return self.select_related("organization", "created_by", "last_event")


class Post(models.Model):
    """A post: one mutable working copy, edited in draft only, and where it stands.

    State changes go through `content.lifecycle.perform` and `content.publishing` only; the
    database refuses a change of state without its audit event.
    """

    organization_path: ClassVar[str] = "organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=15, choices=KINDS, default="tip")
    title = models.CharField(max_length=160, blank=True)
    text = models.TextField(max_length=20_000, blank=True)
    link = models.URLField(max_length=500, blank=True)
    purpose = models.CharField(max_length=15, choices=PURPOSES, default="education")
    paid_by = models.CharField("who pays us for this", max_length=120, blank=True)
    runs_until = models.DateField(null=True, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=5, blank=True)
    state = models.CharField(max_length=15, choices=State.choices, default=State.DRAFT)
    last_event = models.ForeignKey(
        AuditEvent, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    copy_number = models.PositiveIntegerField("changes to the working copy", default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrections"
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-changed_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="post_state_is_known",
            )
        ]
        indexes: ClassVar = [
            # the desk: an organization's posts by state
            models.Index(fields=["organization", "state", "planned_at"], name="posts_on_the_desk"),
        ]

    def __str__(self) -> str:
        return f"Post {self.pk}"

    @property
    def shown_title(self) -> str:
        return self.title or "Untitled post"


class Author(models.Model):
    """Somebody who ever changed text, pictures, targets or answers, or submitted: for good."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="authors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "user"], name="author_once_per_post")
        ]

    def __str__(self) -> str:
        return f"Author {self.pk}"


class Target(models.Model):
    """Where a post goes: a channel and a placement, with its own words if it needs them."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="targets")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    placement = models.CharField(max_length=10, default="organic")
    text = models.TextField("words for this channel", max_length=20_000, blank=True)
    first_comment = models.TextField(max_length=2_000, blank=True)
    tags = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "channel", "placement"], name="one_target_per_place"
            )
        ]

    def __str__(self) -> str:
        return f"Target {self.pk}"


class Picture(models.Model):
    """A photo in a post: its place in the order, and its words for people who cannot see it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="pictures")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    alt_text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "photo"], name="a_photo_once_per_post")
        ]

    def __str__(self) -> str:
        return f"Picture {self.pk}"
