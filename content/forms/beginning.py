from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Organization
from content.models.post import KINDS


class BeginForm(forms.Form):
    """For whom, and what kind of post; the rest is written in the editor."""

    organization = forms.ModelChoiceField(
        label="For whom?", queryset=Organization.objects.none(), widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is. You can change it later."},
    )

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type only)
        field.queryset = organizations
        field.empty_label = None
        field.error_messages["required"] = "Choose the organization that says this."
        only = list(organizations[:2])
        if len(only) == 1:
            field.initial, field.widget = only[0].pk, forms.HiddenInput()
