"""Wall time and instants: what a person types is the time on the wall of the organization.

Twice a year a wall clock jumps. A time that it skips is refused; one that it shows twice is
asked about. Never guessed: an hour too early can be before a permission begins.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

FIRST, SECOND = "first", "second"

#: nobody plans outside these days, and arithmetic with zones breaks at the ends of the calendar
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
LONG_PAST = "That day has passed. Choose a later one."
TOO_FAR = "That is too far away. Choose a day before the year 2100."


def not_plannable(day: date) -> str:
    """Why nobody can mean this day, as a sentence; "" for days that people plan."""
    if day < EARLIEST:
        return LONG_PAST
    return TOO_FAR if day >= LATEST else ""


class SkippedTime(ValueError):
    """The clock jumps over this wall time; the message is a sentence for the one who typed it."""


class TwiceTime(ValueError):
    """The clock shows this wall time twice. `choices` are (code, words) to choose from."""

    def __init__(self, wall: datetime, zone: str) -> None:
        self.choices = [
            (code, f"The {code} {clock(at)}, {zone_name(at, zone)}")
            for code, at in ((FIRST, _at(wall, zone, 0)), (SECOND, _at(wall, zone, 1)))
        ]
        super().__init__(f"The clocks go back that night, so {clock(wall)} comes twice. Which one?")


def instant(wall: datetime, zone: str, which: str = "") -> datetime:
    """The UTC instant of a naive wall time in `zone` (an IANA name).

    `which` (FIRST or SECOND) is needed only when the clock shows the time twice. Raises
    SkippedTime and TwiceTime.
    """
    first, second = _at(wall, zone, 0), _at(wall, zone, 1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if _back(first) != wall:
        raise SkippedTime(
            f"There is no {clock(wall)} on that day: the clocks jump over it. Choose another time."
        )
    if which not in (FIRST, SECOND):
        raise TwiceTime(wall, zone)
    return (first if which == FIRST else second).astimezone(UTC)


def wall_of(at: datetime, zone: str) -> datetime:
    """The naive wall time of an instant, for filling a form."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0, fold=0)


def zone_name(at: datetime, zone: str) -> str:
    """What people call the zone at this instant: EDT, or UTC+03 where it has no letters."""
    name = at.astimezone(ZoneInfo(zone)).tzname() or ""
    return name if name.isalpha() else f"UTC{name}"


def clock(at: datetime) -> str:
    """2:05 pm."""
    return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"


def _at(wall: datetime, zone: str, fold: int) -> datetime:
    return wall.replace(tzinfo=ZoneInfo(zone), fold=fold)


def _back(at: datetime) -> datetime:
    """There and back again: a skipped time does not come back the same."""
    return at.astimezone(UTC).astimezone(at.tzinfo).replace(tzinfo=None, fold=0)
