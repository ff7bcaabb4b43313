"""Sending: claim, call, settle. The only place that speaks to a network.

`begin_send` is the one moment when every gate is asked for one delivery, in the transaction
that writes `sending`; the call follows outside. A timeout or a crash becomes `unknown`, which
is asked about and never repeated blindly.
"""

import hashlib
import json
import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.clock import now
from accounts.locks import lock
from accounts.models import User
from accounts.presence import present
from channels.connectors import connector
from channels.connectors.base import Connector, NotSent, Outgoing, OutgoingPicture, Receipt, Refused
from compliance.blockers import Blocker
from compliance.models import Rendition
from consents.coverage import covers
from content import checks, further, gates, lifecycle, publishing
from content.case import Case, TargetFacts
from content.loading import load_one
from content.models import CoverageUse, Delivery, Post
from content.models.delivery import UNCERTAIN
from content.models.post import KINDS
from content.workflow import State, transition

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
#: longer than any connector waits for its network: a `sending` older than this lost its worker
LOST_AFTER = timedelta(minutes=2)
#: pauses between questions about an unknown sending, and between polite retries
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60)]


class BytesDiffer(Exception):
    """What is stored is not what the payload names; nothing was sent."""


def outgoing_of(delivery: Delivery) -> Outgoing:
    """Read and hash everything that leaves, from the frozen payload. No lock is held.

    Raises BytesDiffer when a stored picture is not the one that was approved.
    """
    channel = delivery.target.channel
    entry = payload_entry(delivery)
    return Outgoing(
        remote_key=delivery.remote_key,
        account_id=channel.account_id,
        title=str(entry["title"]),
        text=str(entry["text"]),
        label=dict(KINDS)[str(entry["label"])],
        link=str(entry["link"]),
        first_comment=str(entry["first_comment"]),
        tags=tuple(entry["tags"]),
        pictures=tuple(
            outgoing_picture(one["photo"], one["sha256"], one["alt"]) for one in entry["pictures"]
        ),
        credentials=channel.credentials or {},
    )


def payload_entry(delivery: Delivery) -> dict[str, Any]:
    target = delivery.target
    if delivery.revision.erased_at is not None:
        raise BytesDiffer("the version was erased")
    for entry in json.loads(delivery.revision.payload)["targets"]:
        if (entry["channel"], entry["placement"]) == (target.channel_id, target.placement):
            return dict(entry)
    raise BytesDiffer("the payload has no such target")


def outgoing_picture(photo: int, sha256: str, alt_text: str) -> OutgoingPicture:
    row = Rendition.objects.filter(photo=photo, sha256=sha256).first()
    if row is None:
        raise BytesDiffer("a picture is gone")
    with row.file.open("rb") as stored:
        data = stored.read()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BytesDiffer("a picture was changed")
    return OutgoingPicture(data, sha256, row.content_type, alt_text)


def begin_send(delivery: Delivery, outgoing: Outgoing) -> bool:
    """Claim one due delivery: ask every gate and write `sending`, in one transaction.

    `outgoing` was read and hashed before; its digests are in the payload that is compared here.
    False when it is not to be sent now: not due, paused, held or somebody else's.
    """
    with transaction.atomic(durable=True):
        organization = lock(delivery.revision.post.organization_id)
        row = (
            Delivery.objects.of(organization)
            .select_related("revision__post__organization", "target__channel")
            .get(pk=delivery.pk)
        )
        at = now()
        if row.state != "pending" or row.due_at > at or (row.next_try_at and row.next_try_at > at):
            return False
        if row.kind == "publish":
            if organization.paused_at or row.target.channel.paused_at:
                return False
            if not allowed(row, outgoing, at):
                return False
        return publishing.change(
            row, "begin", None, attempts=row.attempts + 1, sending_at=at, next_try_at=None, why=""
        )


def allowed(row: Delivery, outgoing: Outgoing, at: datetime) -> bool:
    """Ask all gates for this delivery; hold it with the first reason when one says no."""
    late = timedelta(minutes=row.target.channel.late_after)
    if at - row.due_at > late:
        publishing.change(row, "hold", None, why="late")
        return False
    case = load_one(row.revision.post)
    blockers = sending_blockers(case, row, outgoing)
    if blockers:
        publishing.change(row, "hold", None, why=blockers[0].code)
        return False
    cover(case, row)
    return True


def sending_blockers(case: Case, row: Delivery, outgoing: Outgoing) -> list[Blocker]:
    """The table's `publish` gates for one target, and that the bytes are the approved ones."""
    step = present(transition(State.SCHEDULED, "publish"))
    found = []
    if case.state not in (State.SCHEDULED, State.PUBLISHED):
        found.append(Blocker("not_scheduled", "The post is not scheduled."))
    if case.revision is None or case.revision.id != row.revision_id:
        found.append(Blocker("other_version", "This is not the version that was approved."))
    names = [name for name in step.gates if name != "coverage"]
    found += gates.ask(names, case, step.strength)
    target = target_facts(case, row)
    found += [Blocker("no_target", "The channel is gone.")] if target is None else []
    if target is not None:
        found += gates.uncovered(case, target)
        found += other_bytes(target, case, outgoing)
    return found


def other_bytes(target: TargetFacts, case: Case, outgoing: Outgoing) -> list[Blocker]:
    approved = [picture.rendition(target.profile) for picture in case.pictures]
    if [picture.sha256 for picture in outgoing.pictures] != approved:
        return [Blocker("other_bytes", "The picture is not the one that was approved.")]
    if (outgoing.text, outgoing.title) != (target.text, case.title):
        return [Blocker("other_words", "The words are not those that were approved.")]
    return []


def target_facts(case: Case, row: Delivery) -> TargetFacts | None:
    for target in case.targets:
        if (target.channel_id, target.placement) == (row.target.channel_id, row.target.placement):
            return target
    return None


def cover(case: Case, row: Delivery) -> None:
    """Write down which grant covers which person, for the database to see at this moment."""
    target = present(target_facts(case, row))
    CoverageUse.objects.filter(delivery=row).delete()
    for use in case.uses(target):
        grant = present(covers(use, case.grants, case.now).grant)
        CoverageUse.objects.create(
            delivery=row, material_id=use.material_id, subject_id=use.subject_id, grant_id=grant.id
        )


def settle(delivery: Delivery, action: str, by: User | None = None, **fields: object) -> bool:
    """Write what became of a sending, and move the post when it is the first or the last.

    `action` is one of DELIVERIES. Locks, so that a withdrawal in between is seen.
    """
    with transaction.atomic(durable=True):
        lock(delivery.revision.post.organization_id)
        row = (
            Delivery.objects.of(delivery.revision.post.organization_id)
            .select_related("revision__post__organization", "target__channel")
            .get(pk=delivery.pk)
        )
        if not publishing.change(row, action, by, **fields):
            return False
        post = Post.objects.select_related("organization").get(pk=row.revision.post_id)
        lifecycle.follow(post, row)
    return True


def dispatch(delivery: Delivery) -> None:
    """Send one due delivery; trouble of our own puts it off, so that others come first."""
    try:
        send(delivery)
    except Exception:
        put_off(fresh(delivery))
        raise


def put_off(delivery: Delivery) -> None:
    """Try again later what was never begun; once it is late a person is asked."""
    if delivery.state != "pending":
        return
    late = timedelta(minutes=delivery.target.channel.late_after)
    if delivery.kind == "publish" and now() - delivery.due_at > late:
        settle(delivery, "hold", why="our_trouble")
        return
    rows = Delivery.objects.filter(pk=delivery.pk, state="pending")
    rows.update(next_try_at=now() + PAUSES[0])


def send(delivery: Delivery) -> str:
    """Send one due delivery, or take one down; say what became of it (a delivery state)."""
    delivery = fresh(delivery)
    if delivery.kind == "takedown":
        return send_takedown(delivery)
    # A changed directory or ruleset is no reason to hold a post: ask anew, then decide.
    checks.renew(delivery.revision.post)
    if not further.ready(delivery.revision.post):
        put_off(delivery)
        return fresh(delivery).state
    try:
        outgoing = outgoing_of(delivery)
    except BytesDiffer:
        settle(delivery, "hold", why="other_bytes")
        return "held"
    if not begin_send(delivery, outgoing):
        return fresh(delivery).state
    try:
        receipt = outside(delivery).publish(outgoing)
    except Exception as trouble:
        return after_trouble(delivery, trouble)
    went_out(delivery, "sent", receipt)
    return "sent"


def went_out(delivery: Delivery, action: str, receipt: Receipt, by: User | None = None) -> None:
    settle(
        delivery, action, by, remote_id=receipt.remote_id, url=receipt.url, sent_at=now(),
        next_try_at=None, why="",
    )  # fmt: skip


def send_takedown(delivery: Delivery) -> str:
    """Take one down; waits while the sending itself is still going on or unknown."""
    twin = Delivery.objects.filter(
        target=delivery.target, kind="publish", occurrence=delivery.occurrence
    ).exclude(state="cancelled")
    if twin.filter(state__in=UNCERTAIN).exists():
        return delivery.state
    if not begin_send(delivery, Outgoing(delivery.remote_key, "", "", "")):
        return fresh(delivery).state
    try:
        outside(delivery).take_down(delivery.remote_key)
    except Exception as trouble:
        return after_trouble(delivery, trouble)
    settle(delivery, "sent", sent_at=now(), why="")
    return "sent"


def outside(delivery: Delivery) -> Connector:
    """The connector; never inside a transaction, where a slow network would hold the lock."""
    # A durable block refuses to be nested: the cheapest proof that none is open.
    with transaction.atomic(durable=True):
        pass
    return connector(delivery.target.channel.kind)


def after_trouble(delivery: Delivery, trouble: Exception) -> str:
    """A no before anything was done may be tried again; anything else is unknown."""
    # A network's message may quote the post: only the class of trouble is kept.
    log.warning("delivery %s: %s", delivery.pk, type(trouble).__name__)
    delivery = fresh(delivery)
    if not isinstance(trouble, Refused | NotSent):
        settle(delivery, "lose", why="no_answer", next_try_at=now() + PAUSES[0])
        return "unknown"
    wait = getattr(trouble, "retry_after", None)
    again = isinstance(trouble, NotSent) or wait is not None
    if not again or delivery.attempts >= MOST_ATTEMPTS:
        settle(delivery, "fail", why=getattr(trouble, "code", "not_sent")[:40])
        return "failed"
    pause = wait or PAUSES[min(delivery.attempts, len(PAUSES)) - 1]
    settle(delivery, "retry", why="retrying", next_try_at=now() + pause)
    return "pending"


def reconcile(delivery: Delivery) -> str:
    """Ask the network about an unknown sending; never send before it says “absent”."""
    delivery = fresh(delivery)
    if delivery.state != "unknown":
        return delivery.state
    network = outside(delivery)
    try:
        receipt = network.find(delivery.remote_key)
    except Exception as trouble:
        log.warning("delivery %s still unknown: %s", delivery.pk, type(trouble).__name__)
        pause = PAUSES[min(delivery.attempts, len(PAUSES)) - 1]
        Delivery.objects.filter(pk=delivery.pk, state="unknown").update(next_try_at=now() + pause)
        return "unknown"
    if delivery.kind == "takedown":
        return settled_takedown(delivery, gone=receipt is None)
    if receipt is not None:
        went_out(delivery, "it_is_live", receipt)
        return "sent"
    action = "send_again" if delivery.attempts < MOST_ATTEMPTS else "give_up"
    settle(delivery, action, next_try_at=None, why="was_absent")
    return fresh(delivery).state


def settled_takedown(delivery: Delivery, *, gone: bool) -> str:
    if gone:
        settle(delivery, "it_is_live", sent_at=now(), why="")
    else:
        settle(delivery, "send_again", next_try_at=None, why="still_there")
    return fresh(delivery).state


def read_back(delivery: Delivery) -> str:
    """Compare what is public with what was approved; a difference is said, never hidden."""
    delivery = fresh(delivery)
    if delivery.state != "sent":
        return delivery.state
    public = outside(delivery).read_back(delivery.remote_key)
    if delivery.kind == "takedown":
        same = public is None
    else:
        same = public == str(payload_entry(delivery)["text"])
    if same:
        settle(delivery, "read_back", confirmed_at=now(), why="")
    elif delivery.kind == "takedown" or not publishing.comes_down(delivery):
        Delivery.objects.filter(pk=delivery.pk).update(why="differs")
    return fresh(delivery).state


def open_takedown(delivery: Delivery, why: str) -> None:
    """A takedown by the system, in a transaction of its own."""
    with transaction.atomic(durable=True):
        lock(delivery.revision.post.organization_id)
        publishing.take_down(delivery, why)


def lost(delivery: Delivery) -> None:
    """A sending whose worker is gone: unknown, and asked about from now on."""
    settle(delivery, "lose", why="worker_gone", next_try_at=now())


def fresh(delivery: Delivery) -> Delivery:
    return (
        Delivery.objects.of(delivery.revision.post.organization_id)
        .select_related("revision__post__organization", "target__channel")
        .get(pk=delivery.pk)
    )
