"""Doorbells: each task asks the rows what is due. Arguments are keys only, results nowhere."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Lock
from typing import TypeVar

from celery import shared_task
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.clock import now
from compliance import directory
from compliance.blockers import Refused
from content import checks, further, lifecycle, relooking, rules, sending
from content.loading import end_of_day
from content.models import Check, CoverageUse, Delivery, Post
from content.models.delivery import DeliveryQuerySet
from content.models.post import PostQuerySet
from content.workflow import State

T = TypeVar("T")
log = logging.getLogger(__name__)
AT_ONCE = 50
SOON = timedelta(minutes=1)  # whoever approves also schedules; the sweep comes after


@shared_task
def dispatch_due() -> None:
    """Send what is due."""
    each(sending.dispatch, Delivery.objects.due(now())[:AT_ONCE])


@shared_task
def sweep() -> None:
    """Find what hangs: lost and unknown sendings, unread ones, what has to come down or to be
    scheduled, old checks.
    """
    at = now()
    deliveries = Delivery.objects.select_related("revision__post__organization", "target__channel")
    each(
        sending.lost,
        deliveries.filter(state="sending", sending_at__lt=at - sending.LOST_AFTER)[:AT_ONCE],
    )
    rested = Q(next_try_at=None) | Q(next_try_at__lte=at)
    each(sending.reconcile, deliveries.filter(rested, state="unknown")[:AT_ONCE])
    unread = deliveries.filter(
        state="sent", sent_at__gt=at - timedelta(hours=1), revision__erased_at=None
    )
    each(sending.read_back, unread.exclude(why="differs").exclude(coming_down())[:AT_ONCE])
    each(end_of_permission, ended(at)[:AT_ONCE])
    each(end_of_its_day, past_their_day(at))
    each(checks.renew, stale_posts()[:AT_ONCE])
    each(schedule_forgotten, forgotten(at)[:AT_ONCE])


@shared_task
def look_again() -> None:
    """After an update, check what is live by the new rules, as it was frozen."""
    each(checks.renew, relooking.unread()[:AT_ONCE])


#: one reading at a time in a worker, so that a slow service never takes all of its threads
_reading = Lock()


@shared_task
def read_further() -> None:
    """Have further engines read what they have not read yet."""
    if not _reading.acquire(blocking=False):
        return
    try:
        each(further.read, further.due()[:AT_ONCE])
    finally:
        _reading.release()


def coming_down() -> Q:
    """Sendings with a takedown: that they are not public any more is no difference."""
    takedowns = Delivery.objects.filter(
        kind="takedown", target=OuterRef("target"), occurrence=OuterRef("occurrence")
    )
    return Q(Exists(takedowns.exclude(state="cancelled")), kind="publish")


def ended(at: datetime) -> DeliveryQuerySet:
    """Deliveries that are out and rest on a permission that has ended with “take it down”."""
    over = CoverageUse.objects.filter(
        grant__authorization__expires_at__lte=at, grant__authorization__on_expiry="takedown"
    )
    return not_coming_down().filter(pk__in=over.values("delivery"))


def past_their_day(at: datetime) -> list[Delivery]:
    """Deliveries that are out though the last day of their post, in its own zone, is over."""
    begun = (at + timedelta(days=1)).date()  # no zone is further ahead than that
    rows = not_coming_down().filter(revision__post__runs_until__lt=begun)
    return [row for row in rows if (end_of_day(row.revision.post) or at) <= at][:AT_ONCE]


def not_coming_down() -> DeliveryQuerySet:
    """What is or may be out, without a takedown."""
    down = Delivery.objects.filter(kind="takedown").exclude(state="cancelled")
    return (
        Delivery.objects.live()
        .exclude(target__in=down.values("target"))
        .select_related("revision__post__organization", "target__channel")
    )


def end_of_permission(delivery: Delivery) -> None:
    sending.open_takedown(delivery, "permission_ended")


def end_of_its_day(delivery: Delivery) -> None:
    sending.open_takedown(delivery, "day_over")


def stale_posts() -> PostQuerySet:
    """Posts on their way whose check is not current (new rules, another directory: it was
    changed, or a day has begun with which somebody comes or goes).

    Their words cannot have changed. Longest unchecked first, so that one whose check fails
    again and again does not stand before the others.
    """
    every = Check.objects.filter(post=OuterRef("pk"), reader="rules").order_by("-pk")
    newest = every.filter(finished_at__isnull=False)
    states = (State.SECOND_REVIEW, State.LEGAL_REVIEW, State.APPROVED, State.SCHEDULED)
    moving = Post.objects.filter(state__in=states, organization__closed_at=None)
    versions = directory.versions(moving.values_list("organization", flat=True).distinct())
    today = (When(organization=key, then=Value(number)) for key, number in versions.items())
    return (
        moving.annotate(
            rules=Coalesce(Subquery(newest.values("ruleset")[:1]), Value("")),
            directory_then=Coalesce(Subquery(newest.values("directory_version")[:1]), 0),
            directory_now=Case(*today, default=Value(1), output_field=IntegerField()),
            tried=Coalesce(Subquery(every.values("pk")[:1]), 0),
        )
        .exclude(rules=rules.current(), directory_then=F("directory_now"))
        .select_related("organization")
        .order_by("tried")
    )


def forgotten(at: datetime) -> PostQuerySet:
    """Approved posts with a time to come that nobody scheduled: a process ended in between, or
    something stood against it that may be gone. Not those that were taken off the schedule.
    """
    return Post.objects.filter(
        state=State.APPROVED,
        planned_at__gt=at,
        last_event__action="approve",
        last_event__at__lt=at - SOON,
    ).order_by("planned_at")


def schedule_forgotten(post: Post) -> None:
    with suppress(Refused):
        lifecycle.schedule_if_planned(post)


def each(do: Callable[[T], object], rows: Iterable[T]) -> None:
    """One row's trouble is logged by key and does not stop the others."""
    for row in rows:
        try:
            do(row)
        except Exception as trouble:
            log.error("%s failed: %s", getattr(do, "__name__", "a task"), type(trouble).__name__)
