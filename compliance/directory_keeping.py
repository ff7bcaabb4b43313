"""Keeping the directory: an organization admin enters somebody, and says when they leave."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from accounts import access, audit
from accounts.clock import day_in, now
from accounts.locks import lock
from accounts.models import Organization, User
from accounts.refusal import Refusal
from accounts.scoping import ScopedQuerySet
from compliance import directory
from compliance.models import DirectoryEntry
from compliance.people_names import key

KEEPS = "accounts.manage_directory"
PEOPLE = frozenset({"staff", "public"})


def today_in(organization: Organization) -> date:
    return day_in(organization.time_zone, now())


def not_over(organization: Organization) -> ScopedQuerySet[DirectoryEntry]:
    """Entries that hold today, or will."""
    stays = Q(valid_to=None) | Q(valid_to__gte=today_in(organization))
    return DirectoryEntry.objects.of(organization).filter(stays)


def enter(
    organization: Organization,
    by: User,
    *,
    kind: str,
    value: str,
    since: date,
    until: date | None = None,
    title: str = "",
    role: str = "",
    why: str = "",
) -> DirectoryEntry:
    """Enter one fact. Raises Refusal when it is there already or its days are the wrong way
    round, PermissionDenied when `by` does not keep this directory at this moment.
    """
    if until is not None and until < since:
        raise Refusal("The last day is before the first.")
    with transaction.atomic(durable=True):
        organization = locked_for(organization, by)
        same = key(value)
        if any(key(one.value) == same for one in not_over(organization).filter(kind=kind)):
            raise Refusal("This is in the directory already.")
        return directory.add(
            organization, kind=kind, value=value, added_by=by, since=since, until=until,
            title=title, role=role, why=why,
        )  # fmt: skip


def end(entry: DirectoryEntry, by: User, last_day: date | None, reason: str) -> DirectoryEntry:
    """Say until when an entry holds, the last day included; None: it has no end after all.

    Raises Refusal when it is over already, PermissionDenied as `enter`.
    """
    with transaction.atomic(durable=True):
        organization = locked_for(entry.organization, by)
        row = not_over(organization).filter(pk=entry.pk).first()
        if row is None:
            raise Refusal("This has ended already. Enter it again if it is true again.")
        if row.valid_to == last_day:
            return row
        row.valid_to = last_day
        # simple-history reads these from the row; they are no fields of it.
        row._change_reason, row._history_user = reason, by  # type: ignore[attr-defined]
        row.save(update_fields=["valid_to"])
        directory.raise_version(organization)
        action = "directory_kept" if last_day is None else "directory_ended"
        audit.record(organization, by, action, row, kind=row.kind)
    return row


def ends_at_once(organization: Organization) -> date:
    """The last day of what is not true any more today."""
    return today_in(organization) - timedelta(days=1)


def locked_for(organization: Organization, by: User) -> Organization:
    """The organization under its lock. Asked there: a right may have ended a moment ago."""
    organization = lock(organization.pk)
    access.forget(by)
    if not access.may(by, KEEPS, organization):
        raise PermissionDenied("Only an organization admin changes the directory.")
    return organization
