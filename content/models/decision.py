from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.scoping import ScopedQuerySet
from content.models.finding import Check
from content.models.revision import Revision

STAGES = (("submit", "Submitted"), ("endorse", "Looks right"), ("approve", "Approved"))


class Decision(models.Model):
    """One person's yes to one exact revision. Three different people, held by the database.

    The two digests are those the person saw, `text_check` is the check of the words that the
    gates asked: its ruleset let this pass. For `approve` it is a signature in the sense of
    21 CFR 11.50: printed name, time, meaning, and how the person proved who they are.
    """

    organization_path: ClassVar[str] = "revision__post__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="decisions")
    stage = models.CharField(max_length=8, choices=STAGES)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    basis_digest = models.CharField(max_length=64)
    text_check = models.ForeignKey(Check, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=2000, blank=True)
    meaning = models.CharField(max_length=600, blank=True)
    printed_name = models.CharField(max_length=200, blank=True)
    proof = models.CharField("how the person proved who they are", max_length=20, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "stage"], name="one_decision_per_stage"),
            models.UniqueConstraint(fields=["revision", "user"], name="nobody_decides_twice"),
            models.CheckConstraint(
                condition=~models.Q(stage="approve")
                | (~models.Q(meaning="") & ~models.Q(printed_name="") & ~models.Q(proof="")),
                name="an_approval_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.pk}"
