"""Three different people on one post: who could be found for them among those who are here."""

from collections.abc import Iterable
from itertools import product

from accounts.models import Membership, Organization

STEPS = (
    ("writer", "Nobody writes yet"),
    ("reviewer", "Nobody gives the second look yet"),
    ("legal", "Nobody decides for legal yet"),
)
THREE = (
    "Three different people are needed on every post: one writes it, another looks, "
    "a third decides for legal."
)


def gaps(hats: Iterable[Iterable[str]]) -> list[str]:
    """What keeps a post from passing, in sentences; empty when three people can be found.

    `hats` holds the role codes of each person.
    """
    people = [set(codes) for codes in hats]
    holders = [[n for n, codes in enumerate(people) if step in codes] for step, _ in STEPS]
    empty = [
        f"{words}: no post can be published."
        for (_, words), who in zip(STEPS, holders, strict=True)
        if not who
    ]
    if empty:
        return empty
    if any(len(set(choice)) == len(STEPS) for choice in product(*holders)):
        return []
    return [f"{THREE} Here the same people would have to do two of these. Invite one more person."]


def gaps_of(organization: Organization) -> list[str]:
    """The same for the people an organization has now."""
    here = Membership.objects.of(organization).filter(ended_at=None, user__is_active=True)
    return gaps(here.values_list("roles", flat=True))
