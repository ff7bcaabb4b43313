from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts import founding, time_zones
from accounts.models import User
from accounts.models.organization import COLOURS
from accounts.people.forms import NewPersonForm
from config.start.answers import Answers, read
from config.start.layouts import LATER, ME, OTHER, QUESTIONS, Layout, Question


class FirstPersonForm(NewPersonForm):
    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="Chaperone printed it when it started.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        help_text="You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("code", "name", "email", "password", "again")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if "password" in given:
            try:
                validate_password(
                    given["password"],
                    User(email=given.get("email", ""), name=given.get("name", "")),
                )
            except ValidationError as reason:
                self.add_error("password", reason)
        return given


class OrganizationForm(forms.Form):
    """What a new organization is called, and the four questions."""

    name = forms.CharField(label="Name", max_length=120)
    slug = forms.RegexField(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        label="Short name for the public page",
        required=False,
        max_length=60,
        help_text="Stands in the address of your newsroom and stays. Left empty, it is made "
        "from the name.",
        error_messages={"invalid": "Use small letters, digits and single hyphens."},
    )
    time_zone = forms.ChoiceField(label="Time zone", choices=time_zones.choices)
    colour = forms.ChoiceField(
        label="Colour",
        choices=COLOURS,
        help_text="Marks this organization wherever several stand together.",
    )

    def __init__(self, *args: Any, user: User, layout: Layout, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.layout, self.answers = user, layout, Answers()
        self.fields["colour"].initial = founding.next_colour(user)
        for question in QUESTIONS:
            self._ask(question)

    def _ask(self, question: Question) -> None:
        self.fields[f"{question.role}_who"] = forms.ChoiceField(
            label=question.asks,
            help_text=question.hint,
            choices=((ME, "I do"), (OTHER, "Somebody else"), (LATER, "Later")),
            widget=forms.RadioSelect,
            initial=self.layout.answers[question.role],
        )
        self.fields[f"{question.role}_name"] = forms.CharField(
            label="Name", max_length=120, required=False
        )
        self.fields[f"{question.role}_email"] = forms.EmailField(
            label="E-mail", max_length=254, required=False
        )

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or founding.free_slug(self.cleaned_data.get("name", ""))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.answers = read(given, self.user.email)
        for place, fault in self.answers.faults:
            if place not in self.errors:
                self.add_error(place, fault)
        return given

    def about(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "slug", "time_zone", "colour")]

    def questions(self) -> Iterator[dict[str, forms.BoundField]]:
        """For the page: each question with the two fields for somebody else."""
        for question in QUESTIONS:
            yield {part: self[f"{question.role}_{part}"] for part in ("who", "name", "email")}
