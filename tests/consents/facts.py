"""A use that one grant covers, and that grant; tests bend one thing at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from consents.coverage import GrantFacts, Use

AT = datetime(2026, 5, 3, 13, 0, tzinfo=UTC)

USE = Use(
    subject_id=1,
    material_id=10,
    sha256="a" * 64,
    channel_id=100,
    placement="organic",
    purpose="marketing",
    paid_by="",
    until=None,
)

GRANT = GrantFacts(
    id=1000,
    authorization_id=500,
    subject_id=1,
    material_id=10,
    sha256="a" * 64,
    channel_id=100,
    placement="organic",
    purposes=frozenset({"marketing", "education"}),
    paid_by="",
    signed_at=AT - timedelta(days=3),
    expires_at=AT + timedelta(days=300),
    on_expiry="takedown",
    revoked_at=None,
    stopped_at=None,
)


def use(**changes: Any) -> Use:
    return replace(USE, **changes)


def grant(**changes: Any) -> GrantFacts:
    return replace(GRANT, **changes)
