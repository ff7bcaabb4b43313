"""What the rules of today would refuse though it was approved by those of another day.

After an update everything that is approved, scheduled or live is checked again, as it was
frozen. What is found then is answered here: it stays, because …, and another person agrees; or
the post is called back or withdrawn, as always.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accounts import access
from accounts.access import organization_ids
from accounts.models import Organization, User
from accounts.presence import present
from compliance.blockers import Refused
from content import answers, checks, rules
from content.case import Case, FindingFacts
from content.loading import load, load_one
from content.models import Answer, Check, Decision, Occurrence, Post, TextFinding
from content.models.post import PostQuerySet
from content.workflow import State, actions

#: what people have approved, and nobody has taken down
STANDING = (State.APPROVED, State.SCHEDULED, State.PUBLISHED)
#: how it ends without an answer
STOPS = ("recall", "withdraw")
#: who looks again: legal, the privacy officer, the organization admin
MAY_LOOK = ("accounts.approve_posts", "accounts.erase_revisions", "accounts.manage_people")
#: who agrees with an answer
MAY_AGREE = ("accounts.approve_posts", "accounts.erase_revisions")


@dataclass(frozen=True, slots=True)
class Sight:
    """One thing that is seen now: what, and each place with its words."""

    finding: FindingFacts
    places: tuple[tuple[str, str], ...]  # surface, words


@dataclass(frozen=True, slots=True)
class Again:
    """A post to look at again: what is seen in it today, and the rules that let it pass."""

    post: Post
    case: Case
    version: int
    approved_by: str
    sights: tuple[Sight, ...]


def unread(states: Sequence[str] = (State.PUBLISHED,)) -> PostQuerySet:
    """Live posts (or those in other states) that the rules of today have not read.

    Longest unread first. What is on its way is renewed by the sweep of its checks; a directory
    that changed is no reason to read again everything that was ever published.
    """
    every = Check.objects.filter(post=OuterRef("pk"), reader="rules").order_by("-pk")
    newest = every.filter(finished_at__isnull=False)
    return (
        Post.objects.filter(state__in=states, organization__closed_at=None)
        .annotate(
            rules=Coalesce(Subquery(newest.values("ruleset")[:1]), Value("")),
            tried=Coalesce(Subquery(every.values("pk")[:1]), 0),
        )
        .exclude(rules=rules.current())
        .select_related("organization")
        .order_by("tried")
    )


def read_now(organizations: Iterable[int]) -> None:
    """Have everything that stands read by the rules of today, without waiting for a sweep."""
    for post in unread(STANDING).filter(organization__in=list(organizations)):
        checks.renew(post)


def to_look_at(organizations: Iterable[int]) -> PostQuerySet:
    """Approved, scheduled and live posts in which something is open today."""
    good = Answer.objects.filter(superseded_at=None, confirmed_at__isnull=False).filter(
        Q(for_severity="block") | ~Q(finding__severity="block")
    )
    seen = Occurrence.objects.exclude(finding__severity="info").filter(
        ~Exists(good.filter(finding=OuterRef("finding")))
    )
    # Few posts have anything open at all: only of those the newest checks are looked for.
    keys = list(organizations)
    unanswered = (
        TextFinding.objects.filter(post__organization__in=keys, post__state__in=STANDING)
        .exclude(severity="info")
        .filter(~Exists(good.filter(finding=OuterRef("pk"))))
    )
    done = Check.objects.filter(post=OuterRef("pk"), finished_at__isnull=False).order_by("-pk")
    by_rules, by_engines = done.filter(reader="rules"), done.filter(reader="engines")
    return (
        Post.objects.filter(
            state__in=STANDING,
            organization__in=keys,
            organization__closed_at=None,
            pk__in=unanswered.values("post"),
        )
        .annotate(
            by_rules=Subquery(by_rules.values("pk")[:1]),
            words=Subquery(by_rules.values("text_digest")[:1]),
            by_engines=Subquery(by_engines.values("pk")[:1]),
            words_read=Subquery(by_engines.values("text_digest")[:1]),
        )
        .filter(
            Exists(seen.filter(found_in=OuterRef("by_rules")))
            | Q(
                Exists(seen.filter(found_in=OuterRef("by_engines"))),
                words_read=F("words"),
            )
        )
        .select_related("organization", "last_event")
        .order_by("planned_at", "pk")
    )


def mine(user: User) -> set[int]:
    """The organizations in which this person looks again."""
    return {key for name in MAY_LOOK for key in organization_ids(user, name)}


def waiting(organizations: Iterable[int]) -> int:
    """How many posts the rules of today have not read yet."""
    return unread(STANDING).filter(organization__in=list(organizations)).count()


def again(posts: Iterable[Post]) -> list[Again]:
    """Everything that a page or a script says of these posts, in a constant number of queries."""
    posts = list(posts)
    cases = load(posts)
    approvals = Decision.objects.filter(
        stage="approve",
        revision__in=[case.revision.id for case in cases.values() if case.revision],
    )
    approved_by = {
        post: ruleset or ""
        for post, ruleset in approvals.values_list("revision__post", "text_check__ruleset")
    }
    return [
        Again(
            post=post,
            case=cases[post.pk],
            version=present(cases[post.pk].revision).number,
            approved_by=approved_by.get(post.pk, ""),
            sights=sights(post, cases[post.pk]),
        )
        for post in posts
    ]


def sights(post: Post, case: Case) -> tuple[Sight, ...]:
    """What is open, with the words as they were frozen."""
    texts = dict(checks.words_of(post, case).surfaces)
    return tuple(
        Sight(
            one,
            tuple(
                (surface, texts.get(surface, "")[start:end]) for surface, start, end in one.places
            ),
        )
        for one in case.findings
        if is_open(one)
    )


def is_open(one: FindingFacts) -> bool:
    return one.counts and not one.confirmed


def ways_out(one: Again) -> list[str]:
    """What may be done with a post that would not pass any more."""
    ways = [row.action for row in actions(one.post.state) if row.action in STOPS]
    return [*ways, "answer that it stays, and have another person agree"]


def keep(finding: TextFinding, by: User, kind: str, because: str = "") -> Answer:
    """It stays, and why. Refused for a patient's words: they come down, or are called back.

    Not by somebody who decided on this version: whoever answers is an author from then on.
    """
    with transaction.atomic(durable=True):
        post = standing(finding.post, by, MAY_LOOK)
        if kind == "patient":
            raise Refused.because(
                "patient_after_submit",
                "Nobody has signed for these words. Withdraw the post, or call it back.",
            )
        if finding.pk not in {one.id for one in load_one(post).findings if is_open(one)}:
            raise Refused.because("not_open", "There is nothing to answer here any more.")
        if decided(post, by):
            raise Refused.because(
                "you_decided", "You decided on this version. Somebody else answers; you can agree."
            )
        return answers.write_answer(post, finding, by, kind, because)


def agree(finding: TextFinding, by: User, seen: int | None = None) -> Answer:
    """The second person: “That’s right”. Neither the answerer nor an author."""
    with transaction.atomic(durable=True):
        post = standing(finding.post, by, MAY_AGREE)
        answers.not_an_author(post, by)
        row = answers.confirm_answer(post, finding, by, seen)
    checks.renew(post)
    return row


def standing(post: Post, by: User, permissions: Iterable[str]) -> Post:
    row = answers.locked(post, by)
    if row.state not in STANDING:
        raise Refused.because("not_now", "This post is not approved or out any more.")
    if not may(by, row.organization, permissions):
        raise Refused.because("may_not", "This is not yours to do here.")
    return row


def may(user: User, organization: Organization, permissions: Iterable[str]) -> bool:
    return any(access.may(user, name, organization) for name in permissions)


def decided(post: Post, by: User) -> bool:
    """Did this person endorse or approve the version that stands?"""
    newest = post.revisions.values("pk")[:1]
    rows = Decision.objects.filter(revision__in=list(newest.values_list("pk", flat=True)), user=by)
    return rows.exclude(stage="submit").exists()
