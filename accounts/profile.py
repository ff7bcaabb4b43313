"""What a person says of themselves: the printed name beside a signature, and languages read."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from accounts import audit
from accounts.models import Membership, User

LANGUAGES = (
    ("en", "English"),
    ("es", "Spanish"),
    ("zh", "Chinese"),
    ("vi", "Vietnamese"),
    ("tl", "Tagalog"),
    ("ko", "Korean"),
    ("ar", "Arabic"),
    ("ru", "Russian"),
    ("ht", "Haitian Creole"),
    ("fr", "French"),
    ("pt", "Portuguese"),
    ("pl", "Polish"),
    ("de", "German"),
    ("hi", "Hindi"),
    ("ur", "Urdu"),
    ("fa", "Persian"),
    ("so", "Somali"),
)


def change_profile(user: User, name: str, credentials: str, languages: Iterable[str]) -> None:
    """Change one's own printed name, what is printed after it, and the languages one reads.

    Signatures made before keep the name they were made with. Raises ValidationError for an
    empty name and ValueError for a language that is not in the list.
    """
    known = [code for code, _ in LANGUAGES]
    read = sorted(set(languages), key=known.index)
    user.name, user.credentials, user.languages = name.strip(), credentials.strip(), read
    user.full_clean(validate_unique=False)
    with transaction.atomic():
        user.save(update_fields=["name", "credentials", "languages"])
        audit.record(None, user, "profile_changed", user)


def hats(user: User) -> QuerySet[Membership]:
    """What this person does, and where."""
    mine = user.memberships.filter(ended_at=None, organization__closed_at=None)
    return mine.select_related("organization").order_by("organization__name")
