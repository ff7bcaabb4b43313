"""The one writer of `Post.state`. Views, the admin, templates and Celery only ask it.

Every step: lock the organization, read the case anew, ask rights and gates, write rows, append
the audit event, then set state and event in one UPDATE.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts import access, audit
from accounts.clock import now
from accounts.locks import lock
from accounts.models import Organization, User
from accounts.plain_text import plain
from accounts.presence import present
from compliance import doorbell
from compliance.blockers import Blocker, Refused
from content import checks, further, gates, publishing, rights
from content.case import Case
from content.loading import load_one
from content.models import Decision, Delivery, Note, Post, Revision
from content.revisions import freeze
from content.signatures import Signature
from content.workflow import STAGES, SYSTEM, State, Transition, actions, transition

LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Seen:
    """The two digests of the version a person looked at when deciding."""

    digest: str
    basis_digest: str


@dataclass(frozen=True, slots=True)
class Step:
    """One attempt: who does what to which post, and what they brought along."""

    post: Post
    case: Case
    row: Transition
    by: User | None
    note: str
    seen: Seen | None
    signature: Signature | None


def perform(
    post: Post,
    action: str,
    *,
    by: User | None,
    note: str = "",
    seen: Seen | None = None,
    signature: Signature | None = None,
    at: datetime | None = None,
) -> Post:
    """Take one step of the table, or raise Refused with every reason and change nothing.

    `by` None is the system. `seen` is required for endorse and approve, `signature` for
    approve; `at` is the time for schedule (without it, the planned one).
    """
    checks.renew(post, action if action in STAGES else "")
    with transaction.atomic(durable=True):
        organization = lock(post.organization_id)
        step = prepare(organization, post, action, by, note, seen, signature, at)
        blockers = refusals(step)
        if blockers:
            raise Refused(blockers)
        EFFECTS.get(action, nothing)(step)
        move(step.post, step.row, by, step.note)
    return step.post


def prepare(
    organization: Organization,
    post: Post,
    action: str,
    by: User | None,
    note: str,
    seen: Seen | None,
    signature: Signature | None,
    at: datetime | None,
) -> Step:
    if by is not None:
        access.forget(by)
    fresh = Post.objects.of(organization).select_related("organization").get(pk=post.pk)
    row = transition(fresh.state, action)
    if row is None or (row.permission == SYSTEM):
        raise Refused.because(
            "not_now",
            f"That cannot be done now: this post is {fresh.get_state_display().lower()}.",
        )
    if at is not None and action == "schedule":
        fresh.planned_at = at
    return Step(fresh, load_one(fresh), row, by, plain(note).strip(), seen, signature)


def refusals(step: Step) -> list[Blocker]:
    """Everything that stands against a step; nothing when it may be taken."""
    return [
        *rights.refusals(step.case, step.row, step.by),
        *missing(step),
        *gates.ask(step.row.gates, step.case, step.row.strength),
    ]


def missing(step: Step) -> list[Blocker]:
    """What the person has to bring: a note, the version seen, a signature."""
    found: list[Blocker] = []
    if step.row.needs_note and step.by is not None and not step.note:
        found.append(Blocker("note_missing", "Please say why, in a sentence.", fix_url="#note"))
    if len(step.note) > LONGEST_NOTE:
        message = f"Please say it shorter: {LONGEST_NOTE:,} characters are the most."
        found.append(Blocker("note_too_long", message, fix_url="#note"))
    if step.row.decision and step.row.action != "submit":
        revision = step.case.revision
        shown = revision and Seen(revision.digest, revision.basis_digest)
        if step.seen is None or step.seen != shown:
            message = "This is not the version you were looking at. Please look again."
            found.append(Blocker("other_version", message, wall=True))
    signature = step.signature
    if step.row.signed and (
        signature is None or step.by is None or signature.user_id != step.by.pk
    ):
        found.append(Blocker("signature_missing", "Your signature is missing.", fix_url="#sign"))
    return found


def move(post: Post, row: Transition, by: User | None, note: str = "") -> None:
    """Append the event and set state and event; the caller holds the lock and has asked."""
    if note and by is not None:
        Note.objects.create(post=post, user=by, action=row.action, text=note, at=now())
    event = audit.record(
        post.organization,
        by,
        row.action,
        post,
        source=post.state,
        target=row.target.value,
        noted=bool(note),
        **version_of(post, row),
    )
    post.state, post.last_event = row.target, event
    post.save(update_fields=["state", "last_event", "planned_at", "changed_at"])


def version_of(post: Post, row: Transition) -> dict[str, int | str]:
    """What an event says about the version: its number, and what a decision was on."""
    newest = post.revisions.only("number", "digest", "basis_digest").first()
    if newest is None:
        return {"version": 0}
    said: dict[str, int | str] = {"version": newest.number}
    if row.decision:
        said |= {"digest": newest.digest, "basis_digest": newest.basis_digest}
    return said


def follow(post: Post, delivery: Delivery) -> None:
    """Move a post after one of its deliveries: published with the first, withdrawn with the last.

    By the system, inside the transaction of the delivery. The gates of `publish` were asked in
    `begin_send`; what is out is out, whatever has changed since.
    """
    if delivery.state == "sent" and delivery.kind == "publish":
        row = transition(post.state, "publish")
        if row is not None:
            move(post, row, None)
        elif post.state == State.WITHDRAWN:
            publishing.take_down(delivery)
        return
    if delivery.kind == "publish" and delivery.state in publishing.WAITING:
        publishing.nothing_went_out(delivery)
        if post.state == State.WITHDRAWN:
            publishing.cancel_waiting(post)
        return
    if delivery.kind == "takedown" and delivery.state in ("sent", "confirmed"):
        row = transition(post.state, "withdraw")
        if row is not None and not publishing.anything_live(post):
            publishing.cancel_waiting(post)
            move(post, row, None)
        return
    if delivery.state == "cancelled" and not publishing.anything_left(post):
        row = transition(post.state, "unschedule")
        if row is not None:
            move(post, row, None)


def offered(post: Post, case: Case, by: User) -> list[Transition]:
    """The actions a page offers this person: theirs by right, whether or not gates hold them."""
    return [row for row in actions(post.state) if not rights.refusals(case, row, by)]


def blockers(case: Case, action: str) -> list[Blocker]:
    """What is still needed before an action, for the panel beside the post."""
    row = transition(case.state, action)
    return gates.ask(row.gates, case, row.strength) if row else []


def schedule_if_planned(post: Post) -> Post:
    """After an approval: the system schedules at once when a time was set and is not past.

    Raises Refused (the approval stands) when the time has passed or a permission ends.
    """
    return perform(post, "schedule", by=None)


# ---- effects: rows that a step writes before its event ----


def nothing(step: Step) -> None:
    """Most steps move the post and write nothing else."""


def submit(step: Step) -> None:
    decide(step, freeze(step.post, step.case, present(step.by)))
    further.ring()


def decision(step: Step) -> None:
    key = present(step.case.revision).id
    decide(step, Revision.objects.of(step.post.organization_id).get(pk=key))


def decide(step: Step, revision: Revision) -> None:
    by, signature = present(step.by), step.signature
    check = present(step.case.check)
    if check.stage != step.row.action:  # the one made for this decision has failed
        raise Refused.because(
            "check_running", "The words could not be checked for this step. Please try once more."
        )
    Decision.objects.create(
        revision=revision,
        stage=step.row.action,
        user=by,
        digest=revision.digest,
        basis_digest=revision.basis_digest,
        text_check_id=check.id,
        at=now(),
        note=step.note,
        meaning=signature.meaning if signature else "",
        printed_name=signature.printed_name if signature else by.name,
        proof=signature.proof if signature else "session",
    )


def schedule(step: Step) -> None:
    doorbell.ring("content.tasks.dispatch_due")
    publishing.plan(present(step.case.revision).id, present(step.case.planned_at))


def cancel(step: Step) -> None:
    publishing.cancel(step.post)


def withdraw(step: Step) -> None:
    publishing.stop_all(step.post)


EFFECTS: dict[str, Callable[[Step], None]] = {
    "submit": submit,
    "endorse": decision,
    "approve": decision,
    "schedule": schedule,
    "unschedule": cancel,
    "recall": cancel,
    "withdraw": withdraw,
}
