"""The grants that bear on some materials, as facts for `coverage.covers`."""

from collections.abc import Collection
from typing import Any

from consents.coverage import GrantFacts
from consents.models import Grant

COLUMNS = (
    "id",
    "authorization_id",
    "authorization__subject_id",
    "material_id",
    "sha256",
    "channel_id",
    "placement",
    "authorization__purposes",
    "authorization__paid_by",
    "authorization__signed_at",
    "authorization__expires_at",
    "authorization__on_expiry",
    "authorization__revoked_at",
    "stopped_at",
    "authorization__name_level",
)


def load(material_ids: Collection[int]) -> list[GrantFacts]:
    """Every grant for these materials, ended and taken back ones too; one query, no names."""
    rows = Grant.objects.filter(material__in=list(material_ids)).order_by("pk")
    return [_facts(row) for row in rows.values_list(*COLUMNS)]


def _facts(row: tuple[Any, ...]) -> GrantFacts:
    before, purposes, after = row[:7], frozenset(row[7]), row[8:]
    return GrantFacts(*before, purposes, *after)  # type: ignore[call-arg]
