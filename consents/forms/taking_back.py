"""Taking a permission back: all of it, or some places."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from channels.models import Channel
from consents import taking_back
from consents.forms.options import AnyOf, OneOf


class TakingBackForm(forms.Form):
    """`channels()` is None for all places, as `taking_back.take_back` wants it."""

    how = forms.ChoiceField()
    places = forms.MultipleChoiceField(required=False)

    def __init__(self, running: Sequence[Channel], data: Any = None) -> None:
        super().__init__(data)
        self.running = running
        how, places = self.fields["how"], self.fields["places"]
        how.label, how.widget = _("What do you take back?"), OneOf()
        how.choices = [  # type: ignore[attr-defined]
            ("all", _("Everything")),
            ("some", _("Only some places")),
        ]
        how.error_messages["required"] = _("Choose one of the two.")
        places.label, places.widget = _("Which places?"), AnyOf()
        places.choices = [(str(one.pk), one.name) for one in running]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("how") == "some" and not cleaned.get("places"):
            self.add_error("places", _("Choose at least one place."))
        return cleaned

    def channels(self) -> list[Channel] | None:
        if self.cleaned_data["how"] == "all":
            return None
        return [one for one in self.running if str(one.pk) in self.cleaned_data["places"]]


class ToldToUsForm(TakingBackForm):
    """The same, written down by staff, with how the patient told us."""

    via = forms.ChoiceField(
        label="How did the patient tell you?",
        choices=[one for one in taking_back.VIA if one[0] != "link"],
        widget=forms.RadioSelect,
    )
