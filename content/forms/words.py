"""The words of a working copy, where they lead, and when they go out."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.plain_text import plain
from consents.models.request import PURPOSES
from content.models import Post
from content.models.post import KINDS
from content.times import (
    FIRST,
    SECOND,
    SkippedTime,
    TwiceTime,
    instant,
    not_plannable,
    wall_of,
)

LANGUAGES = (("", "Let the machine see"), ("en", "English"), ("es", "Spanish"))


class Paper(forms.CharField):
    """Words as they stand on the paper: no trimming, and one kind of line end."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, required=False, **options)

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


class Line(forms.CharField):
    """One line of words."""

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "").replace("\n", " ")


class WallTimeField(forms.DateTimeField):
    """A time on the wall, without a zone; the form knows whose wall it is."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {  # noqa: RUF012 (Django reads it so)
        "invalid": "This could not be read as a day and a time. Choose both."
    }

    def to_python(self, value: Any) -> datetime | None:
        """Read without any zone: the clock of a zone has hours that are not there, or twice."""
        if value in self.empty_values:
            return None
        try:
            read = value if isinstance(value, datetime) else parse_datetime(str(value).strip())
        except ValueError:
            read = None
        if read is None or read.tzinfo is not None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if never := not_plannable(read.date()):
            raise forms.ValidationError(never)
        return read

    def prepare_value(self, value: Any) -> Any:
        return value


class WebAddress(forms.URLField):
    """A page that readers open: nothing but http and https."""

    default_validators = [URLValidator(schemes=["http", "https"])]  # noqa: RUF012 (Django's way)


class WordsForm(forms.Form):
    """Every field may be left out of a save: only what was posted is written."""

    title = Line(
        label="Title",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = Paper(
        label="Text for all channels",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "true"}),
    )
    kind = forms.ChoiceField(label="What it is", choices=KINDS)
    language = forms.ChoiceField(label="Language", choices=LANGUAGES, required=False)
    planned_at = WallTimeField(label="Goes out", required=False)
    which = forms.ChoiceField(
        label="Which of the two?",
        choices=[(FIRST, "The first"), (SECOND, "The second")],
        required=False,
    )
    runs_until = forms.DateField(
        label="Stays up until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Empty: until somebody takes it down.",
        error_messages={"invalid": "This could not be read as a day."},
    )
    link = WebAddress(
        label="Link",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={
            "invalid": "This is no web address. It looks like https://fairhaven.example/garden."
        },
    )
    purpose = forms.ChoiceField(label="What it is for", choices=PURPOSES)
    paid_by = Line(
        label="Who pays us for it",
        max_length=120,
        required=False,
        help_text="Only when somebody else does: patients are told who.",
    )

    def __init__(self, post: Post, data: Any = None) -> None:
        self.post = post
        self.zone = post.organization.time_zone
        self.twice: list[tuple[str, str]] = []
        super().__init__(data, initial=initial(post))
        self.fields["planned_at"].help_text = f"Time in {self.zone.replace('_', ' ')}."
        for name, field in self.fields.items():
            # The place for errors is always there, because a save may fill it at any time.
            told = [f"id_{name}_helptext"] if field.help_text else []
            field.widget.attrs["aria-describedby"] = " ".join([*told, f"id_{name}_error"])
            if name not in ("title", "text"):
                # These stand elsewhere on the page, and belong to the same save.
                field.widget.attrs["form"] = "words-form"
        if data is not None:
            # What was not posted is not asked for.
            self.fields = {n: f for n, f in self.fields.items() if n in data}

    def clean_runs_until(self) -> date | None:
        last: date | None = self.cleaned_data.get("runs_until")
        if last is not None and (never := not_plannable(last)):
            raise forms.ValidationError(never)
        return last

    def clean_planned_at(self) -> datetime | None:
        wall = self.cleaned_data.get("planned_at")
        if wall is None:
            return None
        which = str(self.data.get("which", ""))
        known = self.post.planned_at
        if known and not which and wall == wall_of(known, self.zone):
            return known
        try:
            at = instant(wall, self.zone, which)
        except SkippedTime as no:
            raise forms.ValidationError(str(no)) from None
        except TwiceTime as twice:
            self.twice = twice.choices
            raise forms.ValidationError(str(twice)) from None
        if at < timezone.now():
            raise forms.ValidationError("That time has passed. Choose a new one.")
        return at

    def words(self) -> dict[str, Any]:
        """What can be saved: every field that was posted and could be read."""
        self.is_valid()
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self.fields and name != "which"
        }


def initial(post: Post) -> dict[str, Any]:
    words = {
        name: getattr(post, name)
        for name in (
            "title", "text", "kind", "language", "runs_until", "link", "purpose", "paid_by",
        )
    }  # fmt: skip
    zone = post.organization.time_zone
    return words | {"planned_at": post.planned_at and wall_of(post.planned_at, zone)}
