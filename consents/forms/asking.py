"""What a patient is asked for: these things, in these places, and who signs."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.text import Truncator

from accounts.models import User
from accounts.row_keys import RowsField
from channels.models import Channel
from consents import appearances, requests
from consents.appearances import Said
from consents.forms.options import AnyOf
from consents.materials import for_words, mark
from consents.models import Appearance, Material, Request, Subject
from consents.models.request import PURPOSES, SIGNERS

SENTENCES = {
    "materials": "Choose the picture or the words, or write the words below.",
    "channels": "Choose where it would be shown.",
    "purposes": "Choose what it is for.",
    "signer_kind": "Choose who signs.",
    "signer_name": "Write the name of the person who signs.",
    "signer_email": "Write the e-mail address that the link goes to.",
}
SOMEBODY_ELSES = "Somebody said that these words are not this patient’s. Ask the writer first."


class AskForm(forms.Form):
    """Offers what shows this patient, and room for the patient's exact words."""

    materials = RowsField(
        Material.objects.none(),
        label="What would be shown",
        widget=AnyOf,
        help_text="Pictures, words and stories that this patient is in.",
    )
    words = forms.CharField(
        label="Exact words to add",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As the patient said or wrote them. They are shown exactly like this.",
    )
    channels = RowsField(Channel.objects.none(), label="Where", widget=AnyOf)
    purposes = forms.MultipleChoiceField(label="What it is for", choices=PURPOSES, widget=AnyOf)
    paid_by = forms.CharField(
        label="Who pays us for this post",
        required=False,
        max_length=120,
        help_text="Leave it empty if nobody does. The patient reads it.",
    )
    signer_kind = forms.ChoiceField(label="Who signs", choices=SIGNERS, widget=forms.RadioSelect)
    signer_name = forms.CharField(label="Full name of the person who signs", max_length=120)
    signer_relation = forms.CharField(
        label="How this person may decide",
        required=False,
        max_length=60,
        help_text="When somebody else signs: mother, legal guardian, health care proxy …",
    )
    signer_email = forms.CharField(
        label="E-mail that the link goes to",
        max_length=254,
        widget=forms.EmailInput,
        help_text="The mail says only that a form is ready. It names nobody.",
    )

    def __init__(self, subject: Subject, **options: Any) -> None:
        super().__init__(**options)
        self.subject = subject
        for name, sentence in SENTENCES.items():
            self.fields[name].error_messages["required"] = sentence
        shown = Appearance.objects.filter(subject=subject, superseded_at=None).values("material")
        mine = Material.objects.of(subject.organization_id).filter(pk__in=shown)
        mine = mine.select_related("photo").order_by("pk")
        materials, channels = self.fields["materials"], self.fields["channels"]
        materials.queryset = mine  # type: ignore[attr-defined]
        materials.label_from_instance = told  # type: ignore[attr-defined]
        materials.required = bool(not self.is_bound or not self.data.get("words", "").strip())
        channels.queryset = Channel.objects.of(  # type: ignore[attr-defined]
            subject.organization_id
        ).filter(closed_at=None)

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"]).strip()
        said = Appearance.objects.filter(
            material__in=self._same(words), superseded_at=None
        ).values_list("subject", flat=True)
        if words and said and self.subject.pk not in said:
            raise forms.ValidationError(SOMEBODY_ELSES)
        return words

    def ask(self, by: User) -> Request:
        """Make the request of what was filled in. Raises Refused with every reason."""
        asked = dict(self.cleaned_data)
        words = asked.pop("words")
        materials = list(asked.pop("materials"))
        if words:
            material = self._words_of(words, by)
            materials += [material] if material not in materials else []
        channels = list(asked.pop("channels"))
        return requests.ask(
            subject=self.subject, materials=materials, channels=channels, by=by, **asked
        )

    def _words_of(self, words: str, by: User) -> Material:
        with transaction.atomic():
            material = for_words(self.subject.organization, words, by)
            if not material.appearances.filter(subject=self.subject, superseded_at=None).exists():
                appearances.say(material, [Said("patient", self.subject)], by)
        return material

    def _same(self, words: str) -> Any:
        return Material.objects.of(self.subject.organization_id).filter(
            kind="quote", sha256=mark(words)
        )


def told(material: Material) -> str:
    """A thing in one line: the words themselves, or which picture."""
    if material.kind == "photo":
        return f"Picture {material.pk}"
    return f"“{Truncator(material.words.strip('“”')).chars(90)}”"
