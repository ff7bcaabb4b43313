"""Taking a post along its road, every step by the person whose step it is."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.clock import day_in, now
from compliance import photo_checks, renditions, uploads
from compliance.models import Photo
from config.demo.people import Cast
from config.demo.pictures import Shot
from consents.models import Material
from content import answers, checks, lifecycle, signatures, writing
from content.lifecycle import Seen
from content.loading import load_one
from content.models import Picture, Post, TextFinding
from content.workflow import STAGES

INVENTED = "Invented for the demonstration; nobody real is meant"


def write(cast: Cast, kind: str, title: str, text: str, **words: str) -> Post:
    """A new draft for the newsroom."""
    post = writing.begin(cast.organization, cast.writer, kind, title=title, text=text, **words)
    return writing.choose_channels(post, cast.writer, [cast.newsroom])


def upload(cast: Cast, shot: Shot) -> Photo:
    return uploads.upload(
        cast.organization, cast.writer, shot.data, place=shot.place, source=shot.source
    )


def prepare_pictures() -> None:
    """What the photo worker does; harmless when it does the same at this moment."""
    renditions.make_missing()
    for check in photo_checks.due():
        photo_checks.run(check)


def answer(cast: Cast, post: Post, kind: str, because: str, words: Material | None = None) -> None:
    """The writer answers everything that was found in the words."""
    checks.renew(post)
    for facts in load_one(post).findings:
        if facts.counts and not facts.answered:
            finding = TextFinding.objects.of(cast.organization).get(pk=facts.id)
            said = "staff" if facts.category == "testimonial" and words is None else kind
            answers.answer(finding, cast.writer, said, because=because, material=words)


def submit(cast: Cast, post: Post) -> Post:
    return lifecycle.perform(post, "submit", by=cast.writer)


def endorse(cast: Cast, post: Post) -> Post:
    """The second reviewer confirms each answer, one by one, and sends it to legal."""
    for picture in Picture.objects.filter(post=post):
        answers.confirm_who(picture, cast.reviewer)
    for facts in load_one(post).findings:
        if facts.answer and facts.answer.confirmed_by is None:
            finding = TextFinding.objects.of(cast.organization).get(pk=facts.id)
            answers.confirm(finding, cast.reviewer)
    return lifecycle.perform(post, "endorse", by=cast.reviewer, seen=seen(post))


def approve(cast: Cast, post: Post, password: str) -> Post:
    """Legal signs with the password, as in the admin."""
    says = signatures.meaning(post, post.revisions.latest("number"), [cast.newsroom.name])
    signature = signatures.sign(cast.legal, password, says)
    return lifecycle.perform(post, "approve", by=cast.legal, seen=seen(post), signature=signature)


def schedule(cast: Cast, post: Post, at: datetime) -> Post:
    return lifecycle.perform(post, "schedule", by=cast.writer, at=at)


def seen(post: Post) -> Seen:
    revision = post.revisions.latest("number")
    return Seen(revision.digest, revision.basis_digest)


def plan(cast: Cast, post: Post, in_days: int) -> None:
    """Plan a draft for nine o'clock in so many days, as people at the organization see it."""
    if in_days:
        writing.write(post, cast.writer, planned_at=at_nine(cast, in_days))


def at_nine(cast: Cast, in_days: int) -> datetime:
    zone = cast.organization.time_zone
    day = day_in(zone, now()) + timedelta(days=in_days)
    return datetime.combine(day, datetime.min.time().replace(hour=9), ZoneInfo(zone))


#: how many of the three decisions a stage has behind it
DECISIONS = {
    "draft": 0,
    "second_review": 1,
    "legal_review": 2,
    "approved": 3,
    "scheduled": 3,
}


def bring(cast: Cast, post: Post, stage: str, password: str) -> Post:
    """Take a draft, all answered, to a stage of `DECISIONS`."""
    steps = (submit, endorse, lambda cast, post: approve(cast, post, password))
    assert len(steps) == len(STAGES)  # noqa: S101 (one function per decision)
    for step in steps[: DECISIONS[stage]]:
        post = step(cast, post)
    if stage == "scheduled":
        post = schedule(cast, post, post.planned_at or at_nine(cast, 1))
    return post
