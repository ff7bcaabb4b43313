"""The one clock: aware UTC instants, and days in a zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """The present instant, aware, in UTC. Tests move it with time-machine."""
    return timezone.now()


def day_in(zone: str, at: datetime) -> date:
    """The calendar day of an instant as people in `zone` (an IANA name) see it."""
    return at.astimezone(ZoneInfo(zone)).date()
