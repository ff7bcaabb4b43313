"""The two questions about a picture, and its words for people who cannot see it."""

from typing import Any

from django import forms

from accounts.row_keys import RowsField
from compliance.models.photo import PLACES
from consents.appearances import Said
from consents.models import Subject
from content.forms.words import Line

OTHERS = (
    ("staff", "Our staff"),
    ("public", "The public, at a public event"),
    ("stock", "Stock people, with a licence"),
    ("nobody", "Nobody"),
)


class PictureForm(forms.Form):
    """Where it was taken; whether it shows a patient, or any part of one; the alt text."""

    place = forms.ChoiceField(choices=PLACES, required=False)
    source = Line(max_length=300, required=False)
    shows = forms.ChoiceField(choices=(("yes", "Yes"), ("no", "No")), required=False)
    patient = RowsField(queryset=Subject.objects.none(), required=False)
    others = forms.MultipleChoiceField(choices=OTHERS, required=False)
    alt_text = Line(
        max_length=500,
        required=False,
        error_messages={"max_length": "500 characters are the most that networks take."},
    )

    def __init__(self, organization_id: int, data: Any) -> None:
        super().__init__(self._without_blanks(data))
        field = self.fields["patient"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 (for the type only)
        field.queryset = Subject.objects.of(organization_id)

    @staticmethod
    def _without_blanks(data: Any) -> Any:
        # The list “another patient” posts an empty choice when nobody was chosen from it.
        data = data.copy()
        data.setlist("patient", [one for one in data.getlist("patient") if one])
        return data

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        shows, others = given.get("shows"), set(given.get("others") or ())
        if shows == "yes" and not given.get("patient"):
            self.add_error("shows", "Choose which patient it is.")
        if shows == "no" and not others:
            self.add_error("shows", "Say who is in it. If nobody is, choose “Nobody”.")
        if "nobody" in others and (len(others) > 1 or shows == "yes"):
            self.add_error("shows", "It shows nobody, or somebody. Choose one.")
        return given

    def people(self) -> list[Said] | None:
        """Who is said to be in it; None while the question is not answered."""
        shows = self.cleaned_data.get("shows")
        if not shows or "shows" in self.errors or "patient" in self.errors:
            return None
        others = [Said(kind) for kind in self.cleaned_data.get("others") or ()]
        if shows == "no":
            return others
        return [*(Said("patient", one) for one in self.cleaned_data["patient"]), *others]
