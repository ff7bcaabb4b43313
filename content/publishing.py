"""Deliveries: what is planned to go out, and what has to come down.

The database is the schedule. `content.sending` executes it; the broker is only a doorbell.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from accounts import audit
from accounts.clock import now
from accounts.models import User
from compliance.blockers import Refused
from content.models import Delivery, Post, RevisionTarget


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table of deliveries."""

    sources: tuple[str, ...]
    action: str
    target: str


#: What may happen to a delivery, like `TRANSITIONS` for a post.
DELIVERIES: tuple[Move, ...] = (
    Move(("pending",), "begin", "sending"),
    Move(("pending",), "hold", "held"),
    Move(("pending", "held", "failed"), "cancel", "cancelled"),
    Move(("held", "failed"), "release", "pending"),
    Move(("sending",), "sent", "sent"),
    Move(("sending",), "retry", "pending"),
    Move(("sending",), "fail", "failed"),
    Move(("sending",), "lose", "unknown"),
    Move(("unknown",), "it_is_live", "sent"),
    Move(("unknown",), "send_again", "pending"),
    Move(("unknown",), "give_up", "failed"),
    Move(("sent",), "read_back", "confirmed"),
)


def target_of(state: str, action: str) -> str:
    for row in DELIVERIES:
        if row.action == action and state in row.sources:
            return row.target
    raise Refused.because("not_now", "That cannot be done with this delivery now.")


def change(delivery: Delivery, action: str, by: User | None, **fields: object) -> bool:
    """A conditional update with its audit event; False when somebody else was faster.

    Runs in the caller's transaction, under the organization lock.
    """
    source, target = delivery.state, target_of(delivery.state, action)
    changed = Delivery.objects.filter(pk=delivery.pk, state=source).update(state=target, **fields)
    if not changed:
        return False
    for name, value in {"state": target, **fields}.items():
        setattr(delivery, name, value)
    audit.record(
        delivery.revision.post.organization,
        by,
        f"delivery_{action}",
        delivery,
        post=delivery.revision.post_id,
        kind=delivery.kind,
        why=delivery.why,
    )
    return True


def of_post(post: Post) -> "list[Delivery]":
    rows = Delivery.objects.of(post.organization_id).filter(revision__post=post)
    return list(rows.select_related("revision__post__organization", "target__channel"))


def plan(revision_id: int, due_at: datetime) -> list[Delivery]:
    """One pending delivery for each target of a revision, its remote key fixed now."""
    targets = RevisionTarget.objects.filter(revision=revision_id)
    return [
        Delivery.objects.create(
            revision_id=revision_id,
            target=target,
            kind="publish",
            occurrence=1 + target.deliveries.filter(kind="publish").count(),
            due_at=due_at,
            remote_key=secrets.token_hex(16),
        )
        for target in targets
    ]


def cancel(post: Post) -> None:
    """Cancel what waits. Refused while anything is going out, unknown or out."""
    rows = of_post(post)
    if any(row.kind == "publish" and row.state in UNSETTLED for row in rows):
        raise Refused.because(
            "already_out", "It is out, or on its way. Withdraw it, or write a correction."
        )
    cancel_waiting(post)


def cancel_waiting(post: Post) -> None:
    for row in of_post(post):
        if row.kind == "publish" and row.state in WAITING:
            change(row, "cancel", None)


def anything_live(post: Post) -> bool:
    """Is anything out, or maybe out, and not taken down?"""
    return any(
        row.kind == "publish" and row.state in UNSETTLED and not is_down(row)
        for row in of_post(post)
    )


def anything_left(post: Post) -> bool:
    """Is any sending of the post not cancelled?"""
    return any(row.kind == "publish" and row.state != "cancelled" for row in of_post(post))


UNSETTLED = ("sending", "unknown", "sent", "confirmed")
WAITING = ("pending", "held", "failed")


def stop_all(post: Post) -> None:
    """Withdraw: what waits is cancelled, what is out or may be gets a takedown."""
    for row in of_post(post):
        if row.kind != "publish":
            continue
        if row.state in WAITING:
            change(row, "cancel", None)
        elif row.state in UNSETTLED:
            take_down(row)


def take_down(delivery: Delivery, why: str = "", by: User | None = None) -> Delivery:
    """A takedown for a delivery that is out or may be; one at a time, never waiting for a yes."""
    row, made = Delivery.objects.exclude(state="cancelled").get_or_create(
        target=delivery.target,
        kind="takedown",
        occurrence=delivery.occurrence,
        defaults={
            "revision": delivery.revision,
            "due_at": now(),
            "remote_key": delivery.remote_key,
            "remote_id": delivery.remote_id,
            "url": delivery.url,
            "why": why,
        },
    )
    if made:
        post = delivery.revision.post
        audit.record(post.organization, by, "takedown_opened", row, post=post.pk, why=why)
    return row


def nothing_went_out(delivery: Delivery) -> None:
    """A sending turned out not to have happened: what was to take it down is called off.

    Otherwise that takedown would be done with nothing, and a later sending never come down. A
    sending that should have come down does not go out by itself any more either.
    """
    twins = Delivery.objects.filter(
        target=delivery.target, kind="takedown", occurrence=delivery.occurrence
    )
    for twin in twins.filter(state__in=WAITING).select_related("revision__post__organization"):
        change(twin, "cancel", None)
        if delivery.state == "pending":
            change(delivery, "hold", None, why=twin.why or "taken_down")


def comes_down(delivery: Delivery) -> bool:
    """Is there a takedown for this sending, done or not? Then nothing has to be public."""
    twin = Delivery.objects.filter(
        target=delivery.target, kind="takedown", occurrence=delivery.occurrence
    )
    return twin.exclude(state="cancelled").exists()


def is_down(delivery: Delivery) -> bool:
    """A publish delivery whose takedown is done."""
    return Delivery.objects.filter(
        target=delivery.target,
        kind="takedown",
        occurrence=delivery.occurrence,
        state__in=["sent", "confirmed"],
    ).exists()
