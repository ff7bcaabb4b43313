"""When something goes out: a day and a time on the wall of its organization."""

from datetime import datetime
from typing import Any

from django import forms

from content.forms.words import WallTimeField
from content.times import FIRST, SECOND, SkippedTime, TwiceTime, instant, wall_of, zone_name


class WhenForm(forms.Form):
    """`at` becomes `instant`. A time that comes twice brings `which` into view."""

    at = WallTimeField(label="Goes out", required=True)
    which = forms.ChoiceField(
        label="Which of the two?",
        choices=[(FIRST, "The first"), (SECOND, "The second")],
        required=False,
    )

    def __init__(
        self, data: Any = None, *, zone: str, now: datetime, planned: datetime | None = None
    ) -> None:
        start = {"at": wall_of(planned, zone)} if planned and planned > now else {}
        super().__init__(data, initial=start, auto_id="when-%s")
        self.zone = zone
        self.asks_which = False
        self.instant: datetime | None = None
        place = zone.rpartition("/")[2].replace("_", " ")
        self.fields["at"].help_text = f"The time in {place} ({zone_name(now, zone)} today)."

    def clean(self) -> dict[str, Any]:
        read = super().clean() or {}
        wall = read.get("at")
        if wall is None:
            return read
        try:
            self.instant = instant(wall, self.zone, read.get("which", ""))
        except SkippedTime as skipped:
            self.add_error("at", str(skipped))
        except TwiceTime as twice:
            self.asks_which = True
            self.fields["which"].choices = twice.choices  # type: ignore[attr-defined]
            self.add_error("at", str(twice))
        return read
