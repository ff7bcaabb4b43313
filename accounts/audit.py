"""The audit log: append and verify. Reference: 45 CFR 164.312(b), (c)(1); RFC 8785 in spirit.

Every verb appends its event last but one statement, so that the head of the chain is locked
for as short as can be.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.clock import now
from accounts.locks import lock_installation
from accounts.models import AuditChain, AuditEvent, Organization, User


def record(
    organization: Organization | None,
    actor: User | None,
    action: str,
    about: Model,
    **payload: Any,
) -> AuditEvent:
    """Append one event to the organization's chain (or the installation's) and return it.

    `actor` None is the system. Payload values are ids, numbers, codes and digests, never words
    of a person. Must run inside the transaction that makes the change; the caller holds the
    organization's lock, which is what keeps the chain from forking (the installation's is taken
    here).
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit event belongs into the transaction of its change.")
    chain = _chain(organization)
    event = AuditEvent(
        chain=chain,
        seq=chain.seq + 1,
        at=now(),
        actor=actor,
        action=action,
        object_kind=about._meta.model_name or "",
        object_id=str(about.pk),
        payload=payload,
        prev=chain.head,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    chain.seq, chain.head = event.seq, event.hash
    chain.save(update_fields=["seq", "head"])
    return event


def _chain(organization: Organization | None) -> AuditChain:
    if organization is None:
        return lock_installation()
    return AuditChain.objects.get_or_create(organization=organization)[0]


def digest(event: AuditEvent) -> str:
    """SHA-256 (hex) over the previous hash and the event's canonical JSON."""
    body = {
        "seq": event.seq,
        "at": micros(event.at),
        "actor": event.actor_id,
        "action": event.action,
        "object": [event.object_kind, event.object_id],
        "payload": event.payload,
    }
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(event.prev.encode() + canonical.encode()).hexdigest()


def micros(at: datetime) -> int:
    """Microseconds since the epoch, exactly: a float would round."""
    delta = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


#: what other rooms compare with the log: functions of an organization, filled when apps are ready
CROSS_CHECKS: list[Callable[[Organization], Iterator[str]]] = []


def faults(chain: AuditChain) -> Iterator[str]:
    """What is wrong with a chain, first fault first; nothing when it is intact."""
    seq, head = 0, ""
    for event in chain.events.order_by("seq").iterator(chunk_size=2000):
        seq += 1
        if event.seq != seq:
            yield f"event {seq} is missing"
            return
        if event.prev != head:
            yield f"event {seq} does not follow event {seq - 1}"
            return
        if digest(event) != event.hash:
            yield f"event {seq} was changed"
            return
        head = event.hash
    if (chain.seq, chain.head) != (seq, head):
        yield f"the chain says {chain.seq} events, {seq} are there"
