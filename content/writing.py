"""Writing a draft: words, channels, pictures. Nothing else touches a working copy.

Every verb locks the organization, refuses outside draft, and makes its actor an author for good.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts import access, audit
from accounts.locks import lock
from accounts.models import Organization, User
from accounts.presence import present
from channels.models import Channel
from compliance import renditions
from compliance.blockers import Refused
from compliance.models import Photo
from consents import materials
from content.models import Author, Picture, Post, Target
from content.workflow import State

#: what the editor may change, and nothing else
WORDS = frozenset(
    {"kind", "title", "text", "link", "purpose", "paid_by", "runs_until", "planned_at", "language"}
)
MOST_PICTURES = 10
MOST_CHARACTERS = 20_000


def begin(organization: Organization, by: User, kind: str = "tip", **words: Any) -> Post:
    """A new draft. Raises Refused when `by` may not write here."""
    with transaction.atomic(durable=True):
        organization = lock(organization.pk)
        may_write(by, organization)
        post = Post.objects.create(
            organization=organization, created_by=by, kind=kind, **only_words(words)
        )
        become_author(post, by)
        event = audit.record(organization, by, "post_begun", post, kind=kind)
        Post.objects.of(organization).filter(pk=post.pk).update(last_event=event)
        post.last_event = event
    return post


def write(post: Post, by: User, *, seen: int | None = None, **words: Any) -> Post:
    """Save words of the working copy; no earlier version is kept.

    `seen` is the `copy_number` the writer started from: when somebody else has saved since,
    Refused says so and nothing is overwritten.
    """
    with transaction.atomic(durable=True):
        row = draft(post, by)
        if seen is not None and seen != row.copy_number:
            raise Refused.because(
                "changed_meanwhile",
                "Somebody else changed this post while you were writing. "
                "Your words are still here: copy them, then load the page again.",
            )
        for name, value in only_words(words).items():
            setattr(row, name, value)
        touch(row, by, *words)
    return row


def choose_channels(post: Post, by: User, channels: Iterable[Channel]) -> Post:
    """Set where the post goes; words written for a channel that stays are kept."""
    with transaction.atomic(durable=True):
        row = draft(post, by)
        wanted = list(
            Channel.objects.of(row.organization_id).filter(
                pk__in=[channel.pk for channel in channels], closed_at=None
            )
        )
        Target.objects.filter(post=row).exclude(channel__in=wanted).delete()
        for channel in wanted:
            Target.objects.get_or_create(post=row, channel=channel)
        touch(row, by)
        audit.record(row.organization, by, "channels_chosen", row, channels=[c.pk for c in wanted])
    renditions.ring()
    return row


def write_for_channel(post: Post, by: User, channel: Channel, text: str) -> Post:
    """Words of their own for one channel; empty means the same words as everywhere."""
    with transaction.atomic(durable=True):
        row = draft(post, by)
        if len(text) > MOST_CHARACTERS:
            over = f"The words for {channel.name}: {MOST_CHARACTERS:,} characters are the most."
            raise Refused.because("too_long", over)
        changed = Target.objects.filter(post=row, channel=channel).update(text=text)
        if not changed:
            raise Refused.because("no_such_channel", "That channel is not chosen for this post.")
        touch(row, by)
    return row


def add_picture(post: Post, by: User, photo: Photo, alt_text: str = "") -> Picture:
    """Put a photo of the same organization at the end."""
    with transaction.atomic(durable=True):
        row = draft(post, by)
        if photo.organization_id != row.organization_id:
            raise Refused.because("no_such_photo", "There is no such picture.")
        count = Picture.objects.filter(post=row).count()
        if count >= MOST_PICTURES:
            raise Refused.because("too_many_pictures", f"{MOST_PICTURES} pictures are the most.")
        # Of the same bytes kept twice, the one that permissions name.
        photo = present(materials.for_photo(photo, by).photo)
        picture, _ = Picture.objects.get_or_create(
            post=row, photo=photo, defaults={"order": count, "alt_text": alt_text}
        )
        touch(row, by)
        audit.record(row.organization, by, "picture_added", row, photo=photo.pk)
    renditions.ring()
    return picture


def describe_picture(picture: Picture, by: User, alt_text: str) -> Picture:
    """The words for people who cannot see the picture."""
    with transaction.atomic(durable=True):
        row = draft(picture.post, by)
        Picture.objects.filter(pk=picture.pk, post=row).update(alt_text=alt_text)
        touch(row, by)
    picture.alt_text = alt_text
    return picture


def remove_picture(picture: Picture, by: User) -> None:
    with transaction.atomic(durable=True):
        row = draft(picture.post, by)
        Picture.objects.filter(pk=picture.pk, post=row).delete()
        touch(row, by)
        audit.record(row.organization, by, "picture_removed", row, photo=picture.photo_id)


def draft(post: Post, by: User) -> Post:
    """Lock, and read the draft again. Refused when it is not one, or `by` may not write."""
    organization = lock(post.organization_id)
    may_write(by, organization)
    row = Post.objects.of(organization).select_related("organization").get(pk=post.pk)
    if row.state != State.DRAFT:
        raise Refused.because(
            "not_a_draft",
            f"This post is not a draft any more: {row.get_state_display().lower()}.",
            fix="See it",
        )
    return row


def may_write(by: User, organization: Organization) -> None:
    access.forget(by)
    if not access.may(by, "accounts.write_posts", organization):
        raise Refused.because("may_not_write", f"You do not write for {organization.name}.")


def become_author(post: Post, by: User) -> None:
    Author.objects.get_or_create(post=post, user=by)


def touch(row: Post, by: User, *fields: str) -> None:
    """Save the row, count the change, remember the author."""
    row.copy_number += 1
    row.save(update_fields=["copy_number", "changed_at", *fields])
    become_author(row, by)


def only_words(words: dict[str, Any]) -> dict[str, Any]:
    unknown = set(words) - WORDS
    if unknown:
        raise TypeError(f"not words of a post: {sorted(unknown)}")
    return words
