"""Which rows a person may reach. Every query in a view, an admin class or a task starts here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Organization, User

M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of one organization, or of all organizations a person may see.

    The model says `organization_path` (lookup from the row to its organization) and
    `see_permission` (the permission of Organization that opens its rows).
    """

    def of(self, organization: Organization | int) -> Self:
        path: str = self.model.organization_path  # type: ignore[attr-defined]
        return self.filter(**{path: getattr(organization, "pk", organization)})

    def visible_to(self, user: User, permission: str | None = None) -> Self:
        """Rows whose organization gives `user` the model's permission, or the one named."""
        from accounts.access import organization_ids  # noqa: PLC0415 (access needs the models)

        path: str = self.model.organization_path  # type: ignore[attr-defined]
        wanted: str = permission or self.model.see_permission  # type: ignore[attr-defined]
        scope: dict[str, Any] = {f"{path}__in": organization_ids(user, wanted)}
        return self.filter(**scope)
