"""What people say to each other about a post. Not in the audit log: words must be erasable."""

from accounts import access
from accounts.clock import now
from accounts.models import User
from accounts.plain_text import plain
from compliance.blockers import Refused
from content.models import Note, Post

LONGEST = 2_000


def say(post: Post, by: User, text: str) -> Note:
    """Add a comment. Refused to auditors, who change nothing, and without words."""
    access.forget(by)
    if not access.may(by, "accounts.withdraw_posts", post):
        raise Refused.because("may_not", "You read here; you do not write.")
    words = plain(text).strip()
    if not words:
        raise Refused.because("no_words", "Write something first.", fix_url="#comment")
    if len(words) > LONGEST:
        message = f"That is too long: {len(words):,} characters; {LONGEST:,} are the most."
        raise Refused.because("too_long", message, fix_url="#comment")
    return Note.objects.create(post=post, user=by, text=words, at=now())
