"""The organization's public directory: what is known to be no patient, dated and signed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import Count, Q

from accounts import audit
from accounts.clock import day_in, now
from accounts.locks import lock
from accounts.models import Organization, User
from compliance.models import DirectoryEntry, DirectoryVersion
from compliance.phi.directory import Directory


def version(organization_id: int) -> int:
    """The number a check remembers: it rises with every change, and with the days."""
    return versions([organization_id]).get(organization_id, 1)


def versions(organization_ids: Iterable[int]) -> dict[int, int]:
    """Of each organization: its changes, and the entries that have begun and ended by today.

    Nobody is there when a day begins on which somebody's entry does, or is over; a check of the
    day before is then as old as one from before a change.
    """
    rows = list(
        Organization.objects.filter(pk__in=set(organization_ids)).values_list(
            "pk", "time_zone", "directory_version__number"
        )
    )
    at, days = now(), defaultdict(list)
    for key, zone, _ in rows:
        days[day_in(zone, at)].append(key)
    passed = days_passed(days)
    return {key: (number or 1) + passed.get(key, 0) for key, _, number in rows}


def days_passed(days: dict[date, list[int]]) -> dict[int, int]:
    """How many first and last days of entries are behind each organization, in its own zone."""
    begun, over = Q(pk=None), Q(pk=None)
    for day, keys in days.items():
        begun |= Q(organization__in=keys, valid_from__lte=day)
        over |= Q(organization__in=keys, valid_to__lt=day)
    counts = (
        DirectoryEntry.objects.filter(begun | over)
        .values("organization")
        .annotate(begun=Count("pk", filter=begun), over=Count("pk", filter=over))
    )
    return {row["organization"]: row["begun"] + row["over"] for row in counts}


def of(organization: Organization) -> Directory:
    """The directory as of today in the organization's zone, for the text check."""
    today = day_in(organization.time_zone, now())
    return build(organization.pk, organization.name, version(organization.pk), today)


def load(slug: str) -> Directory:
    """For `scan_phi --organization`. Raises Organization.DoesNotExist."""
    return of(Organization.objects.get(slug=slug))


@lru_cache(maxsize=64)
def build(organization_id: int, name: str, number: int, today: date) -> Directory:
    # The version is in the key, so that a change is seen at the next check.
    entries = DirectoryEntry.objects.of(organization_id).filter(
        Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today
    )
    by_kind: dict[str, list[DirectoryEntry]] = {}
    for entry in entries.order_by("pk"):
        by_kind.setdefault(entry.kind, []).append(entry)

    def values(kind: str) -> list[str]:
        return [entry.value for entry in by_kind.get(kind, [])]

    def people(kind: str) -> list[dict[str, str]]:
        return [
            {"name": entry.value, "title": entry.title, "role": entry.role}
            for entry in by_kind.get(kind, [])
        ]

    return Directory.from_json(
        {
            "name": name,
            "aliases": values("alias"),
            "staff": people("staff"),
            "public_people": people("public"),
            "locations": values("location"),
            "addresses": values("address"),
            "service_area": values("area"),
            "phones": values("phone"),
            "emails": values("email"),
            "domains": values("domain"),
            "handles": values("handle"),
            "hashtags": values("hashtag"),
        }
    )


def add(
    organization: Organization,
    *,
    kind: str,
    value: str,
    added_by: User | None,
    since: date,
    until: date | None = None,
    title: str = "",
    role: str = "",
    why: str = "",
    confirmed_by: User | None = None,
) -> DirectoryEntry:
    """Enter one fact, inside the caller's transaction, and raise the version."""
    lock(organization.pk)
    entry, made = DirectoryEntry.objects.get_or_create(
        organization=organization,
        kind=kind,
        value=value,
        valid_to=until,
        defaults={
            "title": title,
            "role": role,
            "why": why,
            "valid_from": since,
            "added_by": added_by,
            "confirmed_by": confirmed_by,
        },
    )
    if made:
        raise_version(organization)
        audit.record(organization, confirmed_by or added_by, "directory_entered", entry, kind=kind)
    return entry


def raise_version(organization: Organization, entries: int = 1) -> None:
    """After a change of so many entries, under the organization's lock.

    A day that is moved to the future is taken off what has passed, and an entry has two of them:
    the number must not come back to one that a check remembers.
    """
    row, _ = DirectoryVersion.objects.get_or_create(organization=organization)
    row.number += 1 + 2 * entries
    row.save(update_fields=["number"])
