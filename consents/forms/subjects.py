"""A patient: name, how to reach them, and since when we may."""

from typing import Any

from django import forms

from accounts.models import Organization
from accounts.plain_text import readable_name
from consents.models import FormVersion

LANGUAGES = {"en": "English", "es": "Español"}


class SubjectForm(forms.Form):
    """With a choice of organization when somebody adds a patient and works for several."""

    organization = forms.ModelChoiceField(Organization.objects.none(), empty_label=None)
    name = forms.CharField(
        label="Full name",
        max_length=120,
        validators=[readable_name],
        error_messages={"required": "Write the patient’s name."},
    )
    is_minor = forms.BooleanField(
        label="Under 18", required=False, help_text="Then a parent or guardian signs."
    )
    email = forms.EmailField(label="E-mail", required=False)
    phone = forms.CharField(label="Phone", max_length=40, required=False)
    language = forms.ChoiceField(label="Reads")
    may_be_contacted_since = forms.DateField(
        label="The day they said that we may ask",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Said freely, awake and not in distress. Without it nobody is asked.",
    )

    def __init__(self, organizations: Any = None, **options: Any) -> None:
        super().__init__(**options)
        self.fields["language"].choices = _languages()  # type: ignore[attr-defined]
        if organizations is None:
            del self.fields["organization"]
        else:
            self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]

    def details(self) -> dict[str, Any]:
        """The fields as `subjects.add` and `subjects.change` want them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "organization"}


def _languages() -> list[tuple[str, str]]:
    """Only languages in which there is an approved form: any other would be a dead end."""
    approved = FormVersion.objects.filter(approved_at__isnull=False, withdrawn_at=None)
    codes = sorted(set(approved.values_list("language", flat=True)))
    return [(code, LANGUAGES.get(code, code)) for code in codes]
