"""Which exact words a patient is asked about when a finding is “in the permission form”."""

from accounts.models import User
from consents import appearances
from consents.appearances import Said
from consents.materials import for_words
from consents.models import Appearance, Material, Subject
from content.answers import words_at
from content.models import Answer, Post, TextFinding
from content.passages import QUOTED, STORIES, passage
from content.rewriting import occurrences


def material_for(post: Post, finding: TextFinding, by: User) -> Material:
    """The material of the words around the finding: a quote, or a story."""
    places = occurrences(post, finding)
    # The text itself before a title that bears the name as well.
    place = next((one for one in places if one.surface.partition(":")[0] in STORIES), places[0])
    words = passage(finding.category, words_at(post, place.surface), place.start, place.end)
    kind = "quote" if finding.category in QUOTED else "story"
    return for_words(post.organization, words, by, kind)


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
