"""How long a yes lasts: whole days in the organization's zone, as printed on the form."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.clock import day_in

MOST_YEARS = 5


def years_later(day: date, years: int) -> date:
    """The same day of a later year; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def last_day(end: datetime, zone: str) -> date:
    """The last whole day before an end, for people in `zone`: the day that `end_of` was given."""
    return day_in(zone, end - timedelta(microseconds=1))


def end_of(day: date, zone: str) -> datetime:
    """The first instant that is no longer this day for people in `zone` (an IANA name)."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
