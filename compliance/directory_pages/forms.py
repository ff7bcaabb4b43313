from datetime import date
from typing import Any

from django import forms
from django.core.validators import EmailValidator, RegexValidator

from accounts.plain_text import plain, readable_name
from accounts.refusal import Refusal
from compliance import staff_list
from compliance.directory_keeping import PEOPLE
from compliance.models import DirectoryEntry
from compliance.models.directory import KINDS
from compliance.people_names import full_name
from compliance.staff_list import StaffList

#: what a value of a kind has to look like, and the sentence for one that does not
SHAPES: dict[str, tuple[Any, str]] = {
    "email": (EmailValidator(), "Write an e-mail address, such as hello@clinic.example."),
    "domain": (RegexValidator(r"^[\w-]+(\.[\w-]+)+\Z"), "Write a domain, such as clinic.example."),
    "phone": (RegexValidator(r"^[+(\d][\d ().-]{5,}\Z"), "Write a phone number, such as 555-0110."),
    "handle": (RegexValidator(r"^@?[\w.-]{2,}\Z"), "Write a name, such as @clinic."),
    "hashtag": (RegexValidator(r"^#?\w{3,}\Z"), "Write one word, such as #OurGarden."),
}
SHORTEST = 3


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **options)


class EntryForm(forms.Form):
    """One fact that the organization says of itself in public."""

    kind = forms.ChoiceField(label="What it is", choices=KINDS, initial="staff")
    value = forms.CharField(
        label="Name, number or address",
        max_length=200,
        help_text="Of a person first and last name. Never a patient’s: this list makes the check "
        "look away.",
    )
    title = forms.CharField(label="Title", max_length=60, required=False)
    role = forms.CharField(label="Role", max_length=120, required=False)
    since = day_field(label="First day")
    until = day_field(label="Last day", required=False, help_text="Empty: no end is known.")
    why = forms.CharField(
        label="Where this is public",
        max_length=200,
        help_text="For example: our web page, the county’s list, asked for by the communications "
        "office.",
    )

    def clean_value(self) -> str:
        value, kind = " ".join(self.cleaned_data["value"].split()), self.cleaned_data.get("kind")
        if kind in PEOPLE:
            readable_name(value)
            try:
                return full_name(value)
            except Refusal as reason:
                raise forms.ValidationError(str(reason)) from None
        if len(value) < SHORTEST:
            raise forms.ValidationError("This is too short: the check would look away too often.")
        shape, sentence = SHAPES.get(str(kind), (None, ""))
        if shape:
            try:
                shape(value)
            except forms.ValidationError:
                raise forms.ValidationError(sentence) from None
        return value


class EndForm(forms.Form):
    last_day = day_field(
        label="Last day",
        help_text="From the next day on the check asks about this again. Yesterday ends it now.",
    )
    reason = forms.CharField(label="Why", max_length=100)

    def __init__(self, entry: DirectoryEntry, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if entry.valid_to is not None:
            self.fields["last_day"].required = False
            self.fields["last_day"].help_text += " Empty: it has no end after all."


class ListForm(forms.Form):
    """A list of staff, as a file or as lines; `people` is what was read."""

    file = forms.FileField(
        label="A file",
        required=False,
        help_text="CSV, as a spreadsheet or the personnel office saves it.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    lines = forms.CharField(
        label="Or lines",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="One person on each line.",
    )
    everybody = forms.BooleanField(
        label="This is everybody: end those of our staff who are not on it", required=False
    )
    left_on = day_field(
        label="The last day of those who are not on it",
        error_messages={"required": "Say which day was the last one of those who left."},
    )

    people: StaffList
    words: str = ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("everybody"):
            self.errors.pop("left_on", None)
        if given.get("file") and str(given.get("lines", "")).strip():
            raise forms.ValidationError("Choose a file or paste lines, not both.")
        if "file" in self.errors:
            return given
        try:
            self.words = self._words(given)
            self.people = staff_list.read(self.words)
        except Refusal as reason:
            self.add_error("file" if given.get("file") else "lines", str(reason))
        return given

    def _words(self, given: dict[str, Any]) -> str:
        if not given.get("file"):
            words = str(given.get("lines", ""))
            if len(words) > staff_list.MOST_BYTES:
                raise Refusal("These are too many lines for one list.")
            return plain(words)
        # One byte more than is allowed tells that there are more; the rest is never read.
        return plain(staff_list.decoded(given["file"].read(staff_list.MOST_BYTES + 1)))

    def left(self) -> date | None:
        """The last day of whoever is not on a list of everybody."""
        return self.cleaned_data["left_on"] if self.cleaned_data["everybody"] else None
