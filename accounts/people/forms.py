from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from accounts import details, profile, time_zones
from accounts.models import Invitation, Membership, Organization, User
from accounts.plain_text import readable_name
from accounts.roles import ROLES

if TYPE_CHECKING:
    OfOrganization = forms.ModelForm[Organization]
    OfUser = forms.ModelForm[User]
else:
    OfOrganization = OfUser = forms.ModelForm


def role_choices() -> list[tuple[str, str]]:
    return [(role.code, f"{role.label}: {role.does}") for role in ROLES]


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=role_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="One person may have several. On one post nobody does two things.",
        error_messages={"required": "Choose at least one role."},
    )


class InviteForm(RolesForm):
    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-mail", max_length=254)
    field_order = ("name", "email", "roles")


class DetailsForm(OfOrganization):
    class Meta:
        model = Organization
        fields = details.FIELDS
        help_texts: ClassVar = {
            "colour": "Marks this organization wherever several stand together.",
            "contact": "Printed on permission forms, with the phone number.",
        }

    time_zone = forms.ChoiceField(label="Time zone", choices=time_zones.choices)


class ProfileForm(OfUser):
    class Meta:
        model = User
        fields = ("name", "credentials", "languages")
        help_texts: ClassVar = {"name": "As it is printed beside your decisions."}

    def clean_name(self) -> str:
        readable_name(self.cleaned_data["name"])
        return str(self.cleaned_data["name"])

    languages = forms.MultipleChoiceField(
        label="Languages you read",
        choices=profile.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Posts in a language the machine does not know are shown to people who read it.",
    )


class NewPersonForm(forms.Form):
    """Name and password of somebody who makes an account, with the rules said beforehand."""

    name = forms.CharField(
        label="Your name",
        max_length=120,
        validators=[readable_name],
        help_text="As it is printed beside your decisions.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        help_text="At least twelve characters; not a common one, nor your name or address.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "again" in given and given.get("password") not in (None, given["again"]):
            self.add_error("again", "The two passwords are not the same.")
        return given


def initial_roles(one: Membership | Invitation) -> dict[str, list[str]]:
    return {"roles": list(one.roles)}
