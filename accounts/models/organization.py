from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

from accounts.scoping import ScopedQuerySet

COLOURS = (
    ("plum", "Plum"),
    ("lake", "Lake"),
    ("rust", "Rust"),
    ("moss", "Moss"),
    ("rose", "Rose"),
    ("slate", "Slate"),
    ("teal", "Teal"),
    ("ochre", "Ochre"),
)


class Organization(models.Model):
    """A healthcare organization; everything else belongs to exactly one.

    The permissions below are the actions of the product. `accounts.roles` says which role
    carries which; django-guardian keeps them per organization.
    """

    organization_path: ClassVar[str] = "pk"
    see_permission: ClassVar[str] = "accounts.see_posts"

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    colour = models.CharField(max_length=10, choices=COLOURS, default="plum")
    time_zone = models.CharField(max_length=60, default="America/New_York")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    contact = models.CharField("who answers patients’ questions", max_length=120, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["name"]
        default_permissions = ()
        permissions: ClassVar = [
            ("see_posts", "See posts"),
            ("write_posts", "Write posts"),
            ("endorse_posts", "Give the second look"),
            ("approve_posts", "Decide for legal"),
            ("schedule_posts", "Schedule posts"),
            ("recall_posts", "Call a post back to draft"),
            ("withdraw_posts", "Withdraw a post"),
            ("run_deliveries", "Act on deliveries that wait"),
            ("erase_revisions", "Erase a version’s text"),
            ("see_subjects", "See patients’ names"),
            ("request_authorizations", "Ask patients for permission"),
            ("approve_forms", "Approve permission forms"),
            ("manage_people", "Invite people and change roles"),
            ("manage_channels", "Manage channels"),
            ("manage_directory", "Manage the public directory"),
            ("read_audit", "Read the audit log"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(slug__regex=r"^[a-z0-9-]+$"), name="organization_slug_is_plain"
            )
        ]

    slug_rule: ClassVar = RegexValidator(r"^[a-z0-9-]+$")

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
