"""Legal's approval is a signature: who, when, what it means, and proof of presence.

21 CFR 11.50 (printed name, time, meaning) and 11.200(a)(1) (proof at each signing) in spirit.
"""

from dataclasses import dataclass

from accounts.models import User
from compliance.blockers import Refused
from content.models import Post, Revision


@dataclass(frozen=True, slots=True)
class Signature:
    """Proof that this person was there: made by `sign` only, outside every lock."""

    user_id: int
    printed_name: str
    meaning: str
    proof: str


def meaning(post: Post, revision: Revision, channels: list[str]) -> str:
    """The sentence that is signed; it names no patient and no words of the post."""
    places = ", ".join(channels)
    return (
        f"I have read version {revision.number} and looked at its pictures. I approve exactly "
        f"these words and pictures for {post.organization.name} on {places}, at the planned time "
        f"or later, while the permissions it rests on hold."
    )


def sign(user: User, password: str, says: str) -> Signature:
    """Check the password once more (a slow hash: never inside a transaction of a verb).

    Raises Refused when it is wrong.
    """
    if not password or not user.check_password(password):
        raise Refused.because("wrong_password", "That is not your password. Nothing was signed.")
    printed = ", ".join(filter(None, [user.name, user.credentials]))
    return Signature(user.pk, printed, says, "password")
