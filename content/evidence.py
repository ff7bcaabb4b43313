"""What `verify_audit` asks beyond the chain: do decisions, versions and deliveries agree with it?

For the day when somebody went past the triggers: a row that was changed has no event that says
the same.
"""

from collections.abc import Iterator

from accounts.canonical import digest_of_text
from accounts.models import AuditEvent, Organization
from content.models import Decision, Delivery, Revision
from content.workflow import STAGES


def faults(organization: Organization) -> Iterator[str]:
    """The disagreements of one organization, in words without a word of a post."""
    yield from changed_versions(organization)
    yield from unwitnessed_decisions(organization)
    yield from sent_without_decisions(organization)


def changed_versions(organization: Organization) -> Iterator[str]:
    """A version whose texts do not give its digests; an erased one keeps them without texts."""
    rows = Revision.objects.of(organization).filter(erased_at=None)
    for row in rows.order_by("pk").iterator(chunk_size=200):
        if (digest_of_text(row.payload), digest_of_text(row.basis)) != (
            row.digest,
            row.basis_digest,
        ):
            yield f"version {row.number} of post {row.post_id} was changed"


def unwitnessed_decisions(organization: Organization) -> Iterator[str]:
    """A decision without its event, and an event without its decision."""
    events = {
        (int(event.object_id), event.action, event.actor_id, event.payload.get("digest"),
         event.payload.get("basis_digest"))
        for event in AuditEvent.objects.of(organization).filter(
            object_kind="post", action__in=STAGES
        )
    }  # fmt: skip
    decisions = {
        (row.revision.post_id, row.stage, row.user_id, row.digest, row.basis_digest)
        for row in Decision.objects.of(organization).select_related("revision")
    }
    for post, stage, *_ in sorted(decisions - events, key=str):
        yield f"a decision ({stage}) on post {post} is not in the log"
    for post, stage, *_ in sorted(events - decisions, key=str):
        yield f"a decision ({stage}) on post {post} is in the log and not in its table"


def sent_without_decisions(organization: Organization) -> Iterator[str]:
    """What went out has three decisions on its version, by three people."""
    sent = Delivery.objects.of(organization).filter(kind="publish", sent_at__isnull=False)
    for row in sent.prefetch_related("revision__decisions").order_by("pk"):
        decisions = row.revision.decisions.all()
        if len({one.stage for one in decisions}) < 3 or len({one.user_id for one in decisions}) < 3:
            yield f"delivery {row.pk} went out without three decisions"
