"""One sheet for each post to look at again: what is seen today, where, and what may be done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from content import lifecycle, relooking
from content.case import Case
from content.models import Answer, Post
from content.noticed import Noticed
from content.page.bar import Choice, choice
from content.page.look import TITLES, surface_words
from content.page.people import called
from content.relooking import Again, Sight

#: of each button that ends it at once
REASON = "The text check has learned new things, and sees something in these words."


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is seen: the sentence, the places with their words, the answer so far."""

    id: int
    title: str
    message: str
    places: list[tuple[str, str]]  # words, where
    answer: Answer | None
    who: str
    offers: list[tuple[str, str]]
    may_agree: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Sheet:
    post: Post
    version: int
    approved_by: str
    url: str
    found: list[Found]
    stops: list[Choice]
    reason: str = REASON


def sheets(posts: Iterable[Post], user: User) -> list[Sheet]:
    """For N posts the same number of queries as for one."""
    rows = relooking.again(posts)
    keys = [sight.finding.id for row in rows for sight in row.sights]
    live = Answer.objects.filter(finding__in=keys, superseded_at=None)
    answers = {row.finding_id: row for row in live.select_related("answered_by")}
    return [sheet(row, answers, user) for row in rows]


def sheet(row: Again, answers: dict[int, Answer], user: User) -> Sheet:
    steps = lifecycle.offered(row.post, row.case, user)
    return Sheet(
        post=row.post,
        version=row.version,
        approved_by=row.approved_by,
        url=reverse("content:post", args=[row.post.pk]),
        found=[found(row, sight, answers.get(sight.finding.id), user) for sight in row.sights],
        stops=[choice(one, row.post, None) for one in steps if one.action in relooking.STOPS],
    )


def found(row: Again, sight: Sight, answer: Answer | None, user: User) -> Found:
    channels = {target.channel_id: target.channel for target in row.case.targets}
    given = answer if sight.finding.answered else None
    kinds = Noticed(0, sight.finding).offers(row.post.kind)
    why_not = cannot_agree(row, given, user) if given else ""
    return Found(
        id=sight.finding.id,
        title=TITLES.get(sight.finding.category, "Something to look at"),
        message=sight.finding.message,
        places=[
            (words, surface_words(surface, channels) or "In the words")
            for surface, words in sight.places
        ],
        answer=given,
        who=called(given.answered_by, user) if given else "",
        offers=[] if decided(row.case, user) else [one for one in kinds if one[0] != "patient"],
        may_agree=bool(given) and not why_not,
        why_not=why_not,
    )


def cannot_agree(row: Again, given: Answer, user: User) -> str:
    """Why this person is not the second one; "" when they are."""
    if given.answered_by_id == user.pk or user.pk in row.case.authors:
        return "Somebody else has to agree: legal, or the privacy officer."
    if not relooking.may(user, row.post.organization, relooking.MAY_AGREE):
        return "Legal or the privacy officer has to agree."
    return ""


def decided(case: Case, user: User) -> bool:
    """Whoever endorsed or approved this version agrees or stops it, and does not answer."""
    made = case.revision.decisions if case.revision else ()
    return any(one.user_id == user.pk and one.stage != "submit" for one in made)
