"""Which exact words a patient is asked about when a finding is “in the permission form”."""

from accounts.models import User
from consents import appearances
from consents.appearances import Said
from consents.materials import for_words
from consents.models import Appearance, Material, Subject
from content.answers import words_at
from content.models import Answer, Post, TextFinding
from content.rewriting import occurrences

#: these are the patient's own words: named to the letter, not with what stands around them
QUOTED = frozenset({"testimonial"})


def material_for(post: Post, finding: TextFinding, by: User) -> Material:
    """The quote itself, or the paragraph that says something about the patient.

    A name or a day alone says nothing that somebody could allow; its paragraph does.
    """
    place = occurrences(post, finding)[0]
    text = words_at(post, place.surface)
    if finding.category in QUOTED:
        return for_words(post.organization, text[place.start : place.end], by)
    return for_words(post.organization, paragraph(text, place.start, place.end), by, "story")


def paragraph(text: str, start: int, end: int) -> str:
    """The whole lines between empty ones that hold these code points."""
    before = text.rfind("\n\n", 0, start)
    after = text.find("\n\n", end)
    return text[0 if before < 0 else before + 2 : len(text) if after < 0 else after].strip()


def say_whose(
    post: Post, finding: TextFinding, material: Material, subject: Subject, by: User
) -> None:
    """Say that these words show this patient, beside those that other answers name in them."""
    others = Answer.objects.of(post.organization_id).filter(material=material, superseded_at=None)
    said = [subject]
    if others.exclude(finding=finding).exists():
        said += [one for one in patients_in(material) if one.pk != subject.pk]
    appearances.say(material, [Said("patient", one) for one in said], by)


def patients_in(material: Material) -> list[Subject]:
    live = Appearance.objects.of(material.organization_id).filter(
        material=material, superseded_at=None, subject__isnull=False
    )
    return [one.subject for one in live.select_related("subject") if one.subject]
