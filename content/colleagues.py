"""Who could do a thing in an organization, by name: pages say “Priya”, not “a reviewer”."""

from collections.abc import Collection

from accounts.models import Membership, Organization, User
from accounts.roles import permissions_of


def holders(organization: Organization | int, permission: str) -> list[User]:
    """People who hold `permission` ("endorse_posts", without the app) here, by name."""
    members = Membership.objects.of(organization).filter(
        ended_at=None, user__is_active=True, user__closed_at=None
    )
    return [
        member.user
        for member in members.select_related("user").order_by("user__name", "pk")
        if permission in permissions_of(member.roles)
    ]


def first_name(name: str) -> str:
    """What colleagues call somebody; a title stays with its name."""
    words = name.split()
    if not words:
        return ""
    return name if words[0].endswith(".") else words[0]


def listed(people: Collection[User]) -> str:
    """“Cory Hale, Ana Ruiz or Tom Bell”."""
    names = [person.name for person in people]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"
