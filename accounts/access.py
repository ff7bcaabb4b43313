"""The only way to ask whether a person may do a thing.

Never `User.has_perm`: with an object it denies model permissions, and it knows superusers.
There is no superuser here: the operator sees no posts without a membership.
"""

from collections import defaultdict
from typing import Any

from accounts.models import Organization, OrganizationGrant, User

Grants = dict[str, set[int]]


def may(user: User, permission: str, obj: Any) -> bool:
    """Does `user` hold `permission` ("accounts.…") for the organization that `obj` belongs to?

    `obj` is an organization, its key, or any row with an `organization_id`.
    """
    return _organization_id(obj) in organization_ids(user, permission)


def organization_ids(user: User, permission: str) -> set[int]:
    """Keys of the organizations in which `user` holds `permission`; empty for strangers."""
    if not permission.startswith("accounts."):
        raise ValueError(f"{permission} is not a permission of Organization.")
    if not getattr(user, "is_authenticated", False) or not user.is_active or user.closed_at:
        return set()
    return _grants(user).get(permission.removeprefix("accounts."), set())


def may_somewhere(user: User, permission: str) -> bool:
    """Does `user` hold `permission` in any organization?"""
    return bool(organization_ids(user, permission))


def forget(user: User) -> None:
    """Read this person's grants anew at the next question: verbs call it under the lock."""
    user.__dict__.pop("_organization_grants", None)


def _grants(user: User) -> Grants:
    # One query a request: request.user is a new object for each.
    cached: Grants | None = user.__dict__.get("_organization_grants")
    if cached is None:
        cached = defaultdict(set)
        rows = OrganizationGrant.objects.filter(
            user=user, content_object__closed_at=None
        ).values_list("permission__codename", "content_object_id")
        for codename, organization_id in rows:
            cached[codename].add(organization_id)
        user.__dict__["_organization_grants"] = cached
    return cached


def _organization_id(obj: Any) -> int:
    if isinstance(obj, int):
        return obj
    if isinstance(obj, Organization):
        return obj.pk
    return int(obj.organization_id)
