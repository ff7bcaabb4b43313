from typing import ClassVar

from django.conf import settings
from django.db import models

SEVERITIES = (("block", "Must be answered"), ("warn", "Look at it"), ("info", "For your eyes"))


class Finding(models.Model):
    """Something the machine saw that a person has to look at. Abstract.

    `fingerprint` is keyed (HMAC of rule, category and surface), so that a row says nothing
    about a patient and an answer follows its words through edits.
    """

    fingerprint = models.CharField(max_length=64)
    rule = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    severity = models.CharField(max_length=5, choices=SEVERITIES)
    message = models.CharField(max_length=400)
    first_seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Answer(models.Model):
    """What a writer says about a finding, and who else says so too. Abstract.

    Never changed: a new answer supersedes it, unconfirmed. It holds up to the severity it was
    given for. The confirmer is neither the answerer nor an author.
    """

    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()
    for_severity = models.CharField(max_length=5, choices=SEVERITIES)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("answered_by")),
                name="%(class)s_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, confirmed_by=None)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="%(class)s_confirmer_and_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
