"""A new draft from an old post: a copy of a withdrawn one, or a correction of a published one.

Words, channels and pictures come along; answers, decisions and times do not.
"""

from django.db import transaction

from accounts import access, audit
from accounts.locks import lock
from accounts.models import User
from compliance import renditions
from compliance.blockers import Refused
from content.models import Picture, Post, Target
from content.workflow import State
from content.writing import become_author, may_write

COPIED = ("kind", "title", "text", "link", "purpose", "paid_by", "runs_until", "language")
#: from which states, and whether the new post then corrects the old one
CORRECTS = {State.WITHDRAWN: False, State.PUBLISHED: True}


def copy(post: Post, by: User) -> Post:
    """A new draft by `by`. What is published stays as it is; a correction is linked to it.

    Raises Refused when the post is neither published nor withdrawn, or `by` may not write here.
    """
    with transaction.atomic(durable=True):
        organization = lock(post.organization_id)
        may_write(by, organization)
        old = Post.objects.of(organization).get(pk=post.pk)
        if old.state not in CORRECTS:
            raise Refused.because(
                "not_to_copy", "Only a published or a withdrawn post is copied to a new draft."
            )
        new = Post.objects.create(
            organization=organization,
            created_by=by,
            corrects=old if CORRECTS[State(old.state)] else None,
            **{name: getattr(old, name) for name in COPIED},
        )
        carry_over(old, new)
        become_author(new, by)
        event = audit.record(organization, by, "post_copied", new, source=old.pk)
        Post.objects.of(organization).filter(pk=new.pk).update(last_event=event)
        renditions.ring()
    new.last_event = event
    return new


def carry_over(old: Post, new: Post) -> None:
    """Channels that are still connected, with their own words, and the pictures."""
    for target in old.targets.filter(channel__closed_at=None):
        Target.objects.create(
            post=new,
            channel=target.channel,
            placement=target.placement,
            text=target.text,
            first_comment=target.first_comment,
            tags=target.tags,
        )
    for picture in old.pictures.all():
        Picture.objects.create(
            post=new, photo=picture.photo, order=picture.order, alt_text=picture.alt_text
        )


def offered(post: Post, user: User) -> str:
    """The button's words for this person, or nothing."""
    if post.state not in CORRECTS or not access.may(user, "accounts.write_posts", post):
        return ""
    return "Write a correction" if CORRECTS[State(post.state)] else "Copy to a new draft"
