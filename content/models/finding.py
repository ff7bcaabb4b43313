from typing import ClassVar

from django.db import models

from accounts.scoping import ScopedQuerySet
from compliance.models import Answer as AbstractAnswer
from compliance.models import Finding as AbstractFinding
from consents.models import Material
from content.models.post import Post
from content.models.revision import Revision

#: who read the words: the rules at once, or a site's own engines in a worker
READERS = (("rules", "The rules"), ("engines", "Further engines"))
ANSWERS = (
    ("patient", "It is in the patient’s permission form"),
    ("staff", "Our staff or volunteers, not about their own care"),
    ("public", "A public person or supporter, not about their care"),
    ("stock", "Stock or invented, and says so"),
    ("deidentified", "De-identified: I know the case"),
    ("not_phi", "Not about a patient, because …"),
)
DIRECTORY_ANSWERS = frozenset({"staff", "public"})


class TextFinding(AbstractFinding):
    """Something to look at in a post's words; one row per fingerprint and post."""

    organization_path: ClassVar[str] = "post__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="findings")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "fingerprint"], name="one_text_finding_per_fingerprint"
            )
        ]


class Check(models.Model):
    """One run of the text check over all words of a post, or of its frozen `revision`.

    Current while the words (`text_digest`), the rules and the directory are the same. A check
    that did not finish has no `finished_at`; it blocks. `stage` is the decision it was run for
    (submit, endorse, approve), else where the post stood. A reading by further engines is a row
    of its own: `engines` says which, `trouble` names those that failed.
    """

    organization_path: ClassVar[str] = "post__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="checks")
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="checks"
    )
    reader = models.CharField(max_length=7, choices=READERS, default="rules")
    stage = models.CharField(max_length=15)
    language = models.CharField(max_length=5, blank=True)
    text_digest = models.CharField(max_length=64)
    ruleset = models.CharField(max_length=60)
    model_version = models.CharField(max_length=20, blank=True)
    engines = models.CharField(max_length=60, blank=True)
    directory_version = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            # the newest check of a post
            models.Index(fields=["post", "reader", "-id"], name="checks_of_a_post"),
        ]

    def __str__(self) -> str:
        return f"Check {self.pk}"


class Occurrence(models.Model):
    """Where a finding stands in one check: the surface (text, title, alt:3 …) and code points."""

    # `check` is a method of every model, hence the name
    found_in = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="occurrences")
    finding = models.ForeignKey(TextFinding, on_delete=models.PROTECT, related_name="occurrences")
    surface = models.CharField(max_length=30)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    suggestion = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["surface", "start"]

    def __str__(self) -> str:
        return f"Occurrence {self.pk}"


class Answer(AbstractAnswer):
    """What an author says about a text finding; `material` when a patient allowed it."""

    organization_path: ClassVar[str] = "finding__post__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    finding = models.ForeignKey(TextFinding, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=15, choices=ANSWERS)
    because = models.CharField(max_length=300, blank=True)
    material = models.ForeignKey(Material, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta(AbstractAnswer.Meta):
        constraints: ClassVar = [
            *AbstractAnswer.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(kind="patient", material__isnull=False)
                | (~models.Q(kind="patient") & models.Q(material__isnull=True)),
                name="a_patient_answer_names_the_words",
            ),
            models.UniqueConstraint(
                fields=["finding"],
                condition=models.Q(superseded_at=None),
                name="one_live_answer_per_finding",
            ),
        ]
