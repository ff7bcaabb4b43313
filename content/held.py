"""What people decide about deliveries that wait for them: held, failed, unknown.

The organization's lock first, then the right, then one conditional change with its event.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts import access
from accounts.clock import now
from accounts.locks import lock
from accounts.models import User
from compliance.blockers import Blocker, Refused
from content import gates, lifecycle, publishing
from content.loading import load_one
from content.models import Delivery
from content.workflow import State, Strength

FASTER = "Somebody else has dealt with this meanwhile. Here is how it stands now."


def release(delivery: Delivery, by: User, at: datetime) -> Delivery:
    """Let what was held or failed go out at `at`; every gate is asked again when it does.

    Coverage is asked now as well, for that time. A takedown is simply tried again.
    """
    with acting(delivery, by) as row:
        if row.kind == "publish":
            refuse(standing_against(row, at))
        act(row, "release", by, due_at=at, next_try_at=None, attempts=0, why="")
    return row


def cancel(delivery: Delivery, by: User) -> Delivery:
    """Do not send it to this channel. The last one takes the post off the schedule."""
    with acting(delivery, by) as row:
        if row.kind != "publish":
            raise Refused.because("takedown_stays", "What has to come down is not called off.")
        act(row, "cancel", by)
        lifecycle.follow(row.revision.post, row)
    return row


def decide_unknown(delivery: Delivery, by: User, live: bool, url: str = "") -> Delivery:
    """A person has looked at the network: it is there (`live`), or it is not.

    A sending that is there is out from now on, at `url`; one that is not goes out again at once.
    A takedown of something that is still there is tried again. Refused when not unknown.
    """
    with acting(delivery, by) as row:
        if row.state != "unknown":
            raise Refused.because("not_now", FASTER)
        at = now()
        if (row.kind == "publish") == live:
            fields = {"url": url} if url else {}
            act(row, "it_is_live", by, sent_at=at, next_try_at=None, why="", **fields)
        else:
            act(row, "send_again", by, due_at=at, next_try_at=None, why="was_absent")
        lifecycle.follow(row.revision.post, row)
    return row


@contextmanager
def acting(delivery: Delivery, by: User) -> Iterator[Delivery]:
    """The delivery as it is now, under the lock. Raises Refused for those who may not."""
    with transaction.atomic(durable=True):
        organization = lock(delivery.revision.post.organization_id)
        access.forget(by)
        if not access.may(by, "accounts.run_deliveries", organization):
            raise Refused.because("may_not", "This is not yours to do here.")
        yield (
            Delivery.objects.of(organization)
            .select_related("revision__post__organization", "target__channel")
            .get(pk=delivery.pk)
        )


def act(row: Delivery, action: str, by: User, **fields: object) -> None:
    """One change of the table of deliveries. Refused when it is not possible any more."""
    try:
        changed = publishing.change(row, action, by, **fields)
    except Refused:
        raise Refused.because("not_now", FASTER) from None
    if not changed:
        raise Refused.because("not_now", FASTER)


def standing_against(row: Delivery, at: datetime) -> list[Blocker]:
    """Why this may not be planned for `at`: the time, the post, a permission."""
    post = row.revision.post
    if post.state not in (State.SCHEDULED, State.PUBLISHED):
        return [Blocker("not_scheduled", "This post is not scheduled any more.")]
    if row.revision.erased_at is not None:
        return [Blocker("no_version", "The words of this version were erased.")]
    case = replace(load_one(post), planned_at=at)
    found = gates.has_a_time(case, Strength.CLOSED)
    for target in case.targets:
        if (target.channel_id, target.placement) == (row.target.channel_id, row.target.placement):
            found += gates.uncovered(case, target)
    return found


def refuse(blockers: list[Blocker]) -> None:
    if blockers:
        raise Refused(blockers)
