"""Doorbells: each task asks the rows what is due. Arguments are keys only, results nowhere."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from celery import shared_task
from django.db.models import Q

from accounts.clock import now
from content import checks, sending
from content.models import CoverageUse, Delivery, Post
from content.models.delivery import DeliveryQuerySet
from content.workflow import State

T = TypeVar("T")
log = logging.getLogger(__name__)
AT_ONCE = 50


@shared_task
def dispatch_due() -> None:
    """Send what is due."""
    each(sending.send, Delivery.objects.due(now())[:AT_ONCE])


@shared_task
def sweep() -> None:
    """Find what hangs: lost and unknown sendings, unread ones, ended permissions, old checks."""
    at = now()
    deliveries = Delivery.objects.select_related("revision__post__organization", "target__channel")
    each(
        sending.lost,
        deliveries.filter(state="sending", sending_at__lt=at - sending.LOST_AFTER)[:AT_ONCE],
    )
    rested = Q(next_try_at=None) | Q(next_try_at__lte=at)
    each(sending.reconcile, deliveries.filter(rested, state="unknown")[:AT_ONCE])
    each(
        sending.read_back,
        deliveries.filter(state="sent", sent_at__gt=at - timedelta(hours=1)).exclude(why="differs")[
            :AT_ONCE
        ],
    )
    each(end_of_permission, ended(at)[:AT_ONCE])
    each(checks.renew, stale_posts())


def ended(at: datetime) -> DeliveryQuerySet:
    """Deliveries that are out and rest on a permission that has ended with “take it down”."""
    over = CoverageUse.objects.filter(
        grant__authorization__expires_at__lte=at, grant__authorization__on_expiry="takedown"
    )
    down = Delivery.objects.filter(kind="takedown").exclude(state="cancelled")
    return (
        Delivery.objects.live()
        .filter(pk__in=over.values("delivery"))
        .exclude(target__in=down.values("target"))
        .select_related("revision__post__organization", "target__channel")
    )


def end_of_permission(delivery: Delivery) -> None:
    sending.open_takedown(delivery, "permission_ended")


def stale_posts() -> Iterable[Post]:
    """Posts on their way whose check is not current (new rules, a changed directory)."""
    # A fixed number a sweep; what is left over is found by the next one.
    moving = (State.SECOND_REVIEW, State.LEGAL_REVIEW, State.APPROVED, State.SCHEDULED)
    posts = Post.objects.filter(state__in=moving).select_related("organization")[:200]
    return checks.stale(posts)


def each(do: Callable[[T], object], rows: Iterable[T]) -> None:
    """One row's trouble is logged by key and does not stop the others."""
    for row in rows:
        try:
            do(row)
        except Exception as trouble:
            log.error("%s failed: %s", getattr(do, "__name__", "a task"), type(trouble).__name__)
