"""Time zones as choices: those of the United States first, in the words people use."""

from zoneinfo import available_timezones

UNITED_STATES = (
    ("America/New_York", "Eastern (New York)"),
    ("America/Chicago", "Central (Chicago)"),
    ("America/Denver", "Mountain (Denver)"),
    ("America/Phoenix", "Arizona (Phoenix)"),
    ("America/Los_Angeles", "Pacific (Los Angeles)"),
    ("America/Anchorage", "Alaska (Anchorage)"),
    ("Pacific/Honolulu", "Hawaii (Honolulu)"),
    ("America/Puerto_Rico", "Atlantic (Puerto Rico)"),
)


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped for a select: the United States, then every other zone by its name."""
    near = {zone for zone, _ in UNITED_STATES}
    rest = sorted(zone for zone in available_timezones() if "/" in zone and zone not in near)
    elsewhere = [(zone, zone.replace("_", " ")) for zone in rest if not zone.startswith("Etc/")]
    return [("United States", list(UNITED_STATES)), ("Elsewhere", elsewhere)]
