"""Everything a new organization needs on its first day, in one go."""

from dataclasses import dataclass

from django.db import transaction

from accounts import founding, inviting
from accounts.models import Organization, User
from accounts.refusal import Refusal
from channels.connecting import open_newsroom
from config.start.answers import Answers
from config.start.layouts import Layout


@dataclass(frozen=True)
class Opened:
    """The organization, and the invitations that could not be sent, as sentences."""

    organization: Organization
    unsent: list[str]


def open_organization(
    by: User, layout: Layout, answers: Answers, name: str, slug: str, colour: str, time_zone: str
) -> Opened:
    """Found the organization, open its newsroom, then invite who was named.

    Raises what `accounts.founding.found` raises; nothing is made then. An invitation that fails
    leaves the organization as it is: it can be sent again from its page of people.
    """
    with transaction.atomic(durable=True):
        organization = founding.found(
            name, slug, colour, time_zone, by, (*answers.mine, *layout.founder), layout.code
        )
        open_newsroom(organization, by)
    unsent: list[str] = []
    for one in answers.others.values():
        try:
            inviting.invite(organization, one.email, one.roles, by, one.name)
        except Refusal as reason:
            unsent.append(str(reason))
    return Opened(organization, unsent)
