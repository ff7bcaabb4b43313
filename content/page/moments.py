"""Times as people say them on a desk: today at two, in three hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from content.times import clock, zone_name


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in words: “Today, 2:00 pm”, its zone, and how far it is."""

    words: str
    zone: str
    distance: str
    past: bool


def moment(at: datetime, zone: str, now: datetime) -> Moment:
    """`at` as people in `zone` (an IANA name) say it at the instant `now`."""
    return Moment(
        words=f"{short_day(at, zone, now)}, {clock(at.astimezone(ZoneInfo(zone)))}",
        zone=zone_name(at, zone),
        distance=distance(at, now),
        past=at < now,
    )


def sentence(at: datetime, zone: str, now: datetime) -> str:
    """“today at 2:00 pm EDT”, inside a sentence."""
    told = day(at, zone, now)
    told = told.lower() if told in ("Today", "Tomorrow", "Yesterday") else told
    return f"{told} at {clock(at.astimezone(ZoneInfo(zone)))} {zone_name(at, zone)}"


def short_day(at: datetime, zone: str, now: datetime) -> str:
    """Today, Thu within a week before or after, 18 May: what fits into a narrow column."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    if 0 < abs((local.date() - today).days) < 7:
        return f"{local:%a}"
    return day(at, zone, now)


def day(at: datetime, zone: str, now: datetime) -> str:
    """Today, Tomorrow, Yesterday, Thu within a week, 18 May, 18 May 2027."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    away = (local.date() - today).days
    near = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}
    if away in near:
        return near[away]
    if 1 < away < 7:
        return f"{local:%a}"
    return date_words(at, zone, now)


def date_words(at: datetime, zone: str, now: datetime) -> str:
    """18 May, with the year when it is another one."""
    local = at.astimezone(ZoneInfo(zone))
    year = "" if local.year == now.astimezone(ZoneInfo(zone)).year else f" {local.year}"
    return f"{local.day} {local:%B}{year}"


def distance(at: datetime, now: datetime) -> str:
    """In 3 hours; 2 days ago; now."""
    away = abs(at - now)
    if away < timedelta(minutes=1):
        return "now"
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        number = round(away.total_seconds() / length)
        if away >= timedelta(seconds=length):
            words = f"{number} {unit}{'' if number == 1 else 's'}"
            return f"in {words}" if at > now else f"{words} ago"
    return "now"
