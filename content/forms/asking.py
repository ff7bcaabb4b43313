"""Asking a family: what, where, for what, and who signs. And a new patient."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from accounts.plain_text import readable_name
from accounts.row_keys import RowsField
from channels.models import Channel
from consents.models import Material, Subject
from consents.models.request import PURPOSES, SIGNERS
from content.models import Post


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Places:
    """The open channels of an organization by key, and those that a post goes to."""

    names: dict[int, str]
    chosen: tuple[int, ...]


class AskForm(forms.Form):
    """One request to one patient; everything that belongs to the post is ticked already."""

    materials = RowsField(
        label="What we ask for",
        queryset=Material.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the picture or the words you ask for."},
    )
    channels = RowsField(
        label="Where it would be shown",
        queryset=Channel.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose where it would be shown."},
    )
    purposes = forms.MultipleChoiceField(
        label="What it is for",
        choices=PURPOSES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it is for."},
    )
    paid_by = forms.CharField(
        label="Who pays us for it",
        max_length=120,
        required=False,
        help_text="Only when somebody does: the form then says who (45 CFR 164.508(a)(3)).",
    )
    signer_kind = forms.ChoiceField(
        label="Who signs",
        choices=SIGNERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who signs."},
    )
    signer_name = forms.CharField(
        label="Name of the person who signs",
        max_length=200,
        error_messages={"required": "Write the name of the person who signs."},
    )
    signer_relation = forms.CharField(
        label="For a representative: how they may decide",
        max_length=60,
        required=False,
        help_text="For example “mother” or “legal guardian”.",
    )
    signer_email = forms.EmailField(
        label="E-mail the link goes to",
        error_messages={
            "required": "Write the e-mail address that the link goes to.",
            "invalid": "This is no e-mail address. It looks like name@example.org.",
        },
    )
    may_be_contacted_since = forms.DateField(
        label="Since when may we write to them?",
        widget=DateInput(),
        help_text="The day the patient, or who decides for them, said so.",
        error_messages={"required": "Nobody has written down yet that this patient may be asked."},
    )

    def __init__(
        self,
        post: Post,
        subject: Subject,
        materials: Sequence[Material],
        labels: dict[int, str],
        places: Places,
        data: Any = None,
    ) -> None:
        super().__init__(
            data, initial=initial(post, subject, materials, places), prefix=str(subject.pk)
        )
        things = {one.pk: labels[one.pk] for one in materials}
        self.choose("materials", Material.objects.of(post.organization_id), things)
        self.choose("channels", Channel.objects.of(post.organization_id), places.names)
        if subject.may_be_contacted_since:
            del self.fields["may_be_contacted_since"]
        if subject.is_minor:
            self.fields["signer_kind"].choices = SIGNERS[1:]  # type: ignore[attr-defined]

    def choose(self, name: str, rows: Any, allowed: dict[int, str]) -> None:
        """Offer these rows; their names are known, so that drawing the form asks nothing."""
        field: Any = self.fields[name]
        field.queryset = rows.filter(pk__in=allowed)
        field.choices = list(allowed.items())


def initial(
    post: Post, subject: Subject, materials: Sequence[Material], places: Places
) -> dict[str, Any]:
    return {
        "materials": [one.pk for one in materials],
        "channels": list(places.chosen),
        "purposes": [post.purpose],
        "paid_by": post.paid_by,
        "signer_kind": "representative" if subject.is_minor else "",
        "signer_name": "" if subject.is_minor else subject.name,
        "signer_email": subject.email,
    }


class PatientForm(forms.Form):
    """What is needed to ask somebody; everything else the patient says."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        validators=[readable_name],
        error_messages={"required": "Write the patient’s name."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_minor = forms.BooleanField(label="Under 18", required=False)
    email = forms.EmailField(
        label="E-mail",
        required=False,
        help_text="Of the patient, or of the person who decides for them.",
        error_messages={"invalid": "This is no e-mail address. It looks like name@example.org."},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    may_be_contacted_since = forms.DateField(
        label="May be asked since",
        required=False,
        widget=DateInput(),
        help_text="The day they said that we may write to them. Without it nobody is asked.",
    )
    language = forms.ChoiceField(label="Reads", choices=(("en", "English"), ("es", "Spanish")))
