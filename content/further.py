"""The reading by a site's own engines: what is due, done by a worker, and tried again.

The rules check at once, wherever somebody writes or decides; engines may take seconds, so a
worker asks them once the words are frozen. Until then the check counts as running. A post with
words that they have not read is what says that it is due; the sweep finds it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.clock import now
from accounts.locks import lock
from compliance import directory, doorbell, engines
from compliance.phi.engines.together import FAILED, Together
from content import checks
from content.gates import is_read
from content.loading import load_one
from content.models import Check, Post
from content.models.post import PostQuerySet
from content.workflow import State

#: where the words are frozen and not yet out: what is read
READ = (State.SECOND_REVIEW, State.LEGAL_REVIEW, State.APPROVED, State.SCHEDULED)
LONGEST_PAUSE = timedelta(minutes=15)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
Seen = Sequence[checks.Sight]


def ring() -> None:
    """Have a worker read at once what was just sent on, where there are engines."""
    if engines.identity():
        doorbell.ring("content.tasks.read_further")


def due() -> PostQuerySet:
    """Posts whose frozen words the engines of today have not read, or failed to; rested first."""
    of_post = Check.objects.filter(post=OuterRef("pk")).order_by("-pk")
    words = of_post.filter(reader="rules", finished_at__isnull=False).values("text_digest")
    tried = of_post.filter(reader="engines")
    done = tried.filter(finished_at__isnull=False)
    moving = Post.objects.filter(state__in=READ, organization__closed_at=None)
    versions = directory.versions(moving.values_list("organization", flat=True).distinct())
    today = (When(organization=key, then=Value(number)) for key, number in versions.items())
    rows = moving.annotate(
        words=Coalesce(Subquery(words[:1]), Value("")),
        words_read=Coalesce(Subquery(done.values("text_digest")[:1]), Value("")),
        by=Coalesce(Subquery(done.values("engines")[:1]), Value("")),
        directory_then=Coalesce(Subquery(done.values("directory_version")[:1]), 0),
        directory_now=Case(*today, default=Value(1), output_field=IntegerField()),
        trouble_then=Coalesce(Subquery(done.values("trouble")[:1]), Value("")),
        next_try=Subquery(done.values("next_try_at")[:1]),
        tried_at=Coalesce(Subquery(tried.values("started_at")[:1]), Value(LONG_AGO)),
    )
    current = Q(by=engines.identity(), words_read=F("words"), directory_then=F("directory_now"))
    if not engines.identity():
        # Nobody has to read: only what engines that are gone have left behind is renewed.
        current |= Q(words_read="") | ~Q(words_read=F("words")) | Q(by="")
    failed = Q(trouble_then__gt="", next_try__lte=now())
    return rows.filter(~current | failed).select_related("organization").order_by("tried_at")


def read(post: Post) -> bool:
    """Have the engines read the post's words; say whether all of them have.

    In a worker only: it may wait for a service. Must not run inside a transaction.
    """
    post = Post.objects.select_related("organization").get(pk=post.pk)
    case = load_one(post)
    words = checks.words_of(post, case)
    check = begun(post, words.digest)
    facts = directory.of(post.organization)
    together = Together(engines.chosen())
    seen = [
        (place, text, finding)
        for place, text in words.surfaces
        for finding in together.added(text, "draft", facts, post.language or None)
    ]
    check.trouble = ",".join(sorted(together.failed))
    keep(check, seen)
    return not together.failed


def begun(post: Post, digest: str) -> Check:
    """The row of this reading: one for the same words, engines and directory until it is done."""
    same = Check(
        post=post,
        reader="engines",
        stage=post.state,
        language=post.language,
        text_digest=digest,
        engines=engines.identity(),
        directory_version=directory.version(post.organization_id),
    )
    names = ("post_id", "reader", "text_digest", "engines", "directory_version")
    again = Q(finished_at=None) | Q(trouble__gt="")
    known = Check.objects.filter(again, **{name: getattr(same, name) for name in names})
    row = known.order_by("-pk").first() or same
    row.started_at = now()
    row.save()
    return row


def keep(check: Check, seen: Seen) -> None:
    """Store what was seen, unless the words have gone meanwhile.

    Under the lock of the organization, as every check: a verb must not read half of it. A row
    that is tried again is written over: it said only that something had failed.
    """
    with transaction.atomic(durable=True):
        organization = lock(check.post.organization_id)
        post = Post.objects.of(organization).select_related("organization").get(pk=check.post_id)
        case = load_one(post)
        if checks.words_of(post, case).digest != check.text_digest:
            check.delete()
            return
        check.occurrences.all().delete()
        check.finished_at = now()
        check.attempts += 1
        pause = min(timedelta(minutes=1) * 2 ** (check.attempts - 1), LONGEST_PAUSE)
        check.next_try_at = check.finished_at + pause if check.trouble else None
        check.save()
        checks.store(check, seen)


def ready(post: Post) -> bool:
    """Before a sending: have the words read if they are not; False when that did not work.

    A changed directory is no reason to hold a post, nor is a service that is away for a minute.
    """
    fresh = Post.objects.select_related("organization").get(pk=post.pk)
    case = load_one(fresh)
    failed = any(one.rule == FAILED and not one.confirmed for one in case.findings)
    return (is_read(case) and not failed) or read(fresh)
