from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.scoping import ScopedQuerySet
from content.models.post import Post


class Proposal(models.Model):
    """Other words that a reviewer or legal proposes; nobody edits in review.

    `words` are what stands there now and `instead` what could. The writer accepts with one
    click once the post is a draft again, or leaves it as it is.
    """

    organization_path: ClassVar[str] = "post__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="proposals")
    surface = models.CharField(max_length=30)
    words = models.CharField(max_length=500)
    instead = models.CharField(max_length=500, blank=True)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"Proposal {self.pk}"
