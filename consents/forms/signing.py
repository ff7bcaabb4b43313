"""What a patient fills in: what, where, which name, how long, and the signature."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consents import choices as chosen
from consents.choices import Choices
from consents.forms.options import AnyOf, OneOf
from consents.lasting import MOST_YEARS, years_later

ONE_BY_ONE = ("things", "places", "name_level")


class SigningForm(forms.Form):
    """Built from the frozen content of one request; `choices` is there when it is valid."""

    how = forms.ChoiceField()
    things = forms.MultipleChoiceField(required=False)
    places = forms.MultipleChoiceField(required=False)
    name_level = forms.ChoiceField(required=False)
    how_long = forms.ChoiceField()
    until = forms.DateField(
        required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    on_expiry = forms.ChoiceField(required=False)
    typed_name = forms.CharField(
        required=False,
        max_length=200,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    agreed = forms.BooleanField(required=False)

    choices: Choices

    def __init__(self, content: dict[str, Any], today: date, data: Any = None) -> None:
        super().__init__(data)
        self.content, self.today = content, today
        self.year_on = years_later(today, 1)
        self._word()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.choices = self._choices(cleaned)
        signature = cleaned.get("typed_name", ""), bool(cleaned.get("agreed"))
        faults = chosen.faults(self.content, self.choices, *signature, self.today)
        for blocker in faults:
            field = chosen.FIELDS[blocker.code]
            if not self.has_error(field) and not (field == "until" and self.has_error("how_long")):
                self.add_error(field, blocker.message)
        return cleaned

    def _choices(self, cleaned: dict[str, Any]) -> Choices:
        until = self.year_on
        if cleaned.get("how_long") == "day":
            # No day is before every possible one, so that it is told like any other.
            until = cleaned.get("until") or self.today
        after = cleaned.get("on_expiry", "")
        if cleaned.get("how") != "choose":
            return chosen.everything(self.content, until, after)
        return Choices(
            frozenset(int(one) for one in cleaned.get("things", ())),
            frozenset(int(one) for one in cleaned.get("places", ())),
            cleaned.get("name_level", ""),
            until,
            after,
        )

    def _word(self) -> None:
        """Labels, hints and choices, in the words of this very form."""
        patient = self.content["patient"]
        one_year = _("One year, until %(day)s") % {"day": date_format(self.year_on, "j F Y")}
        worded: dict[str, tuple[str, type[OneOf | AnyOf], list[tuple[str, str]]]] = {
            "how": (
                _("Your answer"), OneOf,
                [("everything", _("Yes to everything shown here")), ("choose", _("Let me choose"))],
            ),
            "things": (
                _("What"), AnyOf,
                [(str(one["material"]), _capital(one["label"])) for one in self.content["things"]],
            ),
            "places": (
                _("Where"), AnyOf,
                [(str(one["channel"]), one["name"]) for one in self.content["places"]],
            ),
            "name_level": (
                _("Which name may we use?"), OneOf,
                [
                    ("none", _("No name")),
                    ("first", _("First name: %(name)s") % {"name": patient["first_name"]}),
                    ("full", _("Full name: %(name)s") % {"name": patient["name"]}),
                ],
            ),
            "how_long": (
                _("How long may we show it?"), OneOf,
                [("year", one_year), ("day", _("Until a day I choose"))],
            ),
            "on_expiry": (
                _("After that day"), OneOf,
                [
                    ("takedown", _("Take the posts down")),
                    ("leave", _("Leave them up, show nothing new")),
                ],
            ),
        }  # fmt: skip
        for name, (label, widget, options) in worded.items():
            field = self.fields[name]
            field.label, field.error_messages["required"] = label, _("Choose one of these.")
            field.widget = widget(self._hints(name), **_attributes(name))
            field.choices = options  # type: ignore[attr-defined]
        self.fields["until"].label = _("The last day")
        self.fields["until"].widget.attrs |= {
            "min": self.today.isoformat(),
            "max": years_later(self.today, MOST_YEARS).isoformat(),
        }
        self.fields["until"].error_messages["invalid"] = _("Write the day like this: 2027-05-03.")
        self.fields["typed_name"].label = _("Type your full name")
        self.fields["typed_name"].help_text = _("Typing your name here is your signature.")
        self.fields["agreed"].label = _("I have read this, and I say yes to what I chose")

    def _hints(self, name: str) -> dict[str, str]:
        if name == "on_expiry":
            return {"takedown": _("What most families choose")}
        if name != "how":
            return {}
        patient, full = self.content["patient"], self.content.get("name_shown") == "full"
        words = {
            "things": _capital(", ".join(one["label"] for one in self.content["things"])),
            "places": ", ".join(one["name"] for one in self.content["places"]),
            "name": patient["name"] if full else patient["first_name"],
        }
        everything = (
            _("%(things)s and the full name, %(name)s. Shown on: %(places)s. No paid ads.")
            if full
            else _("%(things)s and the first name, %(name)s. Shown on: %(places)s. No paid ads.")
        )
        return {"everything": everything % words, "choose": _("Say yes or no to each one.")}


def _attributes(name: str) -> dict[str, dict[str, str]]:
    """The style sheet hides the single choices while everything is chosen."""
    return {"everything": {"data-everything": ""}} if name == "how" else {}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
