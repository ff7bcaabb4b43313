"""What rows of the desk need to know about their posts: the same number of queries for any."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from content.case import Case
from content.loading import load
from content.models import Author, Decision, Delivery, Note, Post, Revision
from content.page.people import Hats, hats


@dataclass(frozen=True, slots=True)
class PostFacts:
    """One post with everything a row says about it."""

    post: Post
    case: Case
    authors: frozenset[int]
    decisions: tuple[Decision, ...]
    deliveries: tuple[Delivery, ...]
    last_note: Note | None


@dataclass(frozen=True, slots=True)
class Desk:
    """The posts of one page, by key, and who could look at them."""

    posts: dict[int, PostFacts]
    could: Hats


def facts(posts: Iterable[Post], user: User) -> Desk:
    """Read everything for these posts; `user` may see them all."""
    posts = list(posts)
    cases = load(posts)
    authors, decisions, sendings, notes = (
        authors_of(posts),
        decisions_of(posts, user),
        deliveries_of(posts, user),
        notes_of(posts, user),
    )
    return Desk(
        {
            post.pk: PostFacts(
                post,
                cases[post.pk],
                frozenset(authors[post.pk]),
                tuple(decisions[post.pk]),
                tuple(sendings[post.pk]),
                notes.get(post.pk),
            )
            for post in posts
        },
        hats(user, {post.organization_id for post in posts}),
    )


def authors_of(posts: Sequence[Post]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    pairs = Author.objects.filter(post__in=posts).values_list("post_id", "user_id")
    for post, user in pairs:
        found[post].append(user)
    return found


def decisions_of(posts: Sequence[Post], user: User) -> dict[int, list[Decision]]:
    """The decisions on the newest version of each post."""
    newest: dict[int, int] = {}
    rows = Revision.objects.visible_to(user).filter(post__in=posts).order_by("number")
    for post, key in rows.values_list("post_id", "pk"):
        newest[post] = key
    found: dict[int, list[Decision]] = defaultdict(list)
    decisions = Decision.objects.visible_to(user).filter(revision__in=newest.values())
    for row in decisions.select_related("user", "revision").defer(
        "revision__payload", "revision__basis"
    ):
        found[row.revision.post_id].append(row)
    return found


def deliveries_of(posts: Sequence[Post], user: User) -> dict[int, list[Delivery]]:
    """What is planned, out or coming down, with its channel; the cancelled ones left out."""
    found: dict[int, list[Delivery]] = defaultdict(list)
    rows = Delivery.objects.visible_to(user).filter(revision__post__in=posts)
    rows = rows.exclude(state="cancelled").select_related("target__channel", "revision")
    for row in rows.defer("revision__payload", "revision__basis").order_by("pk"):
        found[row.revision.post_id].append(row)
    return found


def notes_of(posts: Sequence[Post], user: User) -> dict[int, Note]:
    """The newest reason that somebody gave for a step of each post."""
    rows = Note.objects.visible_to(user).filter(post__in=posts).exclude(action="")
    return {row.post_id: row for row in rows.select_related("user").order_by("at", "pk")}
