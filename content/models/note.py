from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.scoping import ScopedQuerySet
from content.models.post import Post


class Note(models.Model):
    """What people say to each other about a post: a comment, or the reason for a step.

    Not in the audit log, because words about a post can hold what must be erasable.
    """

    organization_path: ClassVar[str] = "post__organization"
    see_permission: ClassVar[str] = "accounts.see_posts"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="notes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=15, blank=True)
    text = models.TextField(max_length=2_000)
    at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Note {self.pk}"
