from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.db.models import F

from accounts.audit import CROSS_CHECKS, faults
from accounts.models import AuditChain, Organization


class Command(BaseCommand):
    help = "Recompute the audit log's hash chains; exit 1 and the first fault when one is broken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", metavar="SLUG", help="only this organization's chain")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.verify(options["organization"])
        except DatabaseError:
            raise CommandError(
                "The audit log cannot be read: is the database there, and migrated?", returncode=2
            ) from None

    def verify(self, slug: str | None) -> None:
        chains = AuditChain.objects.select_related("organization").order_by(
            F("organization__slug").asc(nulls_first=True)
        )
        if slug is not None:
            if not Organization.objects.filter(slug=slug).exists():
                raise CommandError("There is no organization with this slug.", returncode=2)
            chains = chains.filter(organization__slug=slug)
        events = 0
        for chain in chains:
            name = chain.organization.slug if chain.organization else "installation"
            if fault := next(all_faults(chain), None):
                raise CommandError(f"{name}: {fault}.", returncode=1)
            events += chain.seq
            self.stdout.write(f"{name}: {chain.seq} events, intact")
        missing = _without_chain(slug)
        if missing:
            raise CommandError(f"{missing}: the chain is missing.", returncode=1)
        self.stdout.write(f"The audit log is intact: {events} events.")


def all_faults(chain: AuditChain) -> Iterator[str]:
    """Of the chain itself, then of the rows that have to agree with it."""
    yield from faults(chain)
    if chain.organization is not None:
        for check in CROSS_CHECKS:
            yield from check(chain.organization)


def _without_chain(slug: str | None) -> str:
    """An organization whose chain is gone; each has one from the moment it was founded."""
    orphans = Organization.objects.filter(audit_chain=None, memberships__isnull=False)
    if slug is not None:
        orphans = orphans.filter(slug=slug)
    return orphans.values_list("slug", flat=True).order_by("slug").first() or ""
