"""Other words, proposed in review and accepted in draft with one click."""

from django.db import transaction
from django.db.models import QuerySet

from accounts import access, audit
from accounts.clock import now
from accounts.models import User
from accounts.plain_text import plain
from compliance.blockers import Refused
from content.answers import CONFIRMS, confirmable
from content.models import Picture, Post, Proposal, Target
from content.workflow import State
from content.writing import draft, touch


def propose(post: Post, by: User, words: str, instead: str, why: str = "") -> Proposal:
    """Propose `instead` for `words` of a post in review; empty `instead` means “take it out”.

    Raises Refused when it is not this person's turn, or the words stand nowhere in the post.
    """
    words, instead = plain(words).strip(), plain(instead).strip()
    with transaction.atomic(durable=True):
        row = confirmable(post, by)
        if not words or words == instead:
            raise Refused.because("nothing_proposed", "Say which words, and what instead.")
        surface = place_of(row, words)
        if not surface:
            raise Refused.because(
                "words_not_there", "These words do not stand in the post, letter for letter."
            )
        proposal = Proposal.objects.create(
            post=row,
            surface=surface,
            words=words,
            instead=instead,
            why=plain(why).strip(),
            by=by,
            at=now(),
        )
        audit.record(row.organization, by, "words_proposed", row, proposal=proposal.pk)
    return proposal


def accept(proposal: Proposal, by: User) -> None:
    """Write the proposed words into the draft. Refused when the old ones are gone already."""
    with transaction.atomic(durable=True):
        row = draft(proposal.post, by)
        mine = unsettled(row).filter(pk=proposal.pk).first()
        if mine is None:
            raise Refused.because("settled", "This proposal has been settled already.")
        if mine.words not in text_at(row, mine.surface):
            raise Refused.because(
                "words_gone", "These words are not there any more. Leave it, or write it yourself."
            )
        replace(row, mine)
        touch(row, by, *({mine.surface} & {"title", "text"}))
        settle(row, mine, by, accepted=True)


def leave(proposal: Proposal, by: User) -> None:
    """Leave the words as they are; the reviewer sees that it was left."""
    with transaction.atomic(durable=True):
        row = draft(proposal.post, by)
        mine = unsettled(row).filter(pk=proposal.pk).first()
        if mine is not None:
            settle(row, mine, by, accepted=False)


def unsettled(post: Post) -> QuerySet[Proposal]:
    return Proposal.objects.of(post.organization_id).filter(post=post, settled_at=None)


def may_propose(post: Post, user: User, authors: frozenset[int]) -> bool:
    """Is it this person's turn to look at the post?"""
    permission = CONFIRMS.get(State(post.state))
    turn = permission is not None and access.may(user, permission, post)
    return bool(turn and user.pk not in authors)


def place_of(post: Post, words: str) -> str:
    """The first surface of the post in which these words stand, or nothing."""
    for surface in surfaces(post):
        if words in text_at(post, surface):
            return surface
    return ""


def surfaces(post: Post) -> list[str]:
    targets = [f"target:{key}" for key in post.targets.values_list("channel", flat=True)]
    pictures = [f"alt:{key}" for key in post.pictures.values_list("photo", flat=True)]
    return ["title", "text", *targets, *pictures]


def text_at(post: Post, surface: str) -> str:
    kind, _, key = surface.partition(":")
    if kind == "target":
        return post.targets.filter(channel=int(key)).values_list("text", flat=True).first() or ""
    if kind == "alt":
        return post.pictures.filter(photo=int(key)).values_list("alt_text", flat=True).first() or ""
    return str(getattr(post, kind))


def replace(post: Post, proposal: Proposal) -> None:
    kind, _, key = proposal.surface.partition(":")
    old = text_at(post, proposal.surface)
    new = old.replace(proposal.words, proposal.instead, 1)
    if kind == "target":
        Target.objects.filter(post=post, channel=int(key)).update(text=new)
    elif kind == "alt":
        Picture.objects.filter(post=post, photo=int(key)).update(alt_text=new)
    else:
        setattr(post, kind, new)


def settle(post: Post, proposal: Proposal, by: User, *, accepted: bool) -> None:
    proposal.settled_by, proposal.settled_at, proposal.accepted = by, now(), accepted
    proposal.save(update_fields=["settled_by", "settled_at", "accepted"])
    action = "proposal_accepted" if accepted else "proposal_left"
    audit.record(post.organization, by, action, post, proposal=proposal.pk)
