"""What can show or quote a person, named so exactly that a permission can name it too."""

import unicodedata

from accounts.encryption import fingerprint
from accounts.models import Organization, User
from compliance.blockers import Refused
from compliance.models import Photo
from consents.models import Material

QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'"})


def for_photo(photo: Photo, by: User) -> Material:
    """The material of a picture; the same bytes are the same material, whoever uploaded them."""
    material, _ = Material.objects.get_or_create(
        organization_id=photo.organization_id,
        kind="photo",
        sha256=photo.sha256,
        defaults={"photo": photo, "added_by": by},
    )
    return material


def for_words(organization: Organization, words: str, by: User, kind: str = "quote") -> Material:
    """The material of exact words: a quote, or a story. Raises Refused when there are none."""
    if not same_words(words):
        raise Refused.because("no_words", "Write the words exactly as they will be shown.")
    material, _ = Material.objects.get_or_create(
        organization=organization,
        kind=kind,
        sha256=mark(words),
        defaults={"words": words.strip(), "added_by": by},
    )
    return material


def mark(words: str) -> str:
    """The keyed fingerprint that names exact words; it gives nothing of them away."""
    return fingerprint("consents.material.words", same_words(words))


def same_words(words: str) -> str:
    """Words without what does not change them: width of letters, spaces, shape of quote marks."""
    folded = unicodedata.normalize("NFKC", words).translate(QUOTES)
    return unicodedata.normalize("NFC", " ".join(folded.split())).strip('"').strip()
