"""The audit log: every kind of tampering is found and named, and chains never fork."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts import audit, locks
from accounts.models import AuditChain, AuditEvent, Organization
from config import triggers
from tests import cast


@pytest.fixture
def chain(db: None) -> AuditChain:
    """A chain of some twenty events."""
    organization = cast.organization(slug="harbor-light")
    admin = cast.admin_of(organization)
    for number in range(20):
        with transaction.atomic():
            locks.lock(organization.pk)
            audit.record(organization, admin, "counted", organization, number=number)
    return AuditChain.objects.get(organization=organization)


@pytest.fixture
def without_triggers(db: None) -> Iterator[None]:
    """Whoever owns the database can take the guards out: the chain must still tell."""
    triggers.drop(connection)
    yield
    triggers.install(connection)


def test_an_untouched_chain_is_intact(chain: AuditChain) -> None:
    assert list(audit.faults(chain)) == []
    assert chain.seq >= 20
    call_command("verify_audit")
    call_command("verify_audit", organization="harbor-light")


def event(chain: AuditChain, seq: int) -> Any:
    return AuditEvent.objects.filter(chain=chain, seq=seq)


def _close_the_gap(chain: AuditChain, seq: int) -> None:
    event(chain, seq).delete()
    for later in AuditEvent.objects.filter(chain=chain, seq__gt=seq).order_by("seq"):
        event(chain, later.seq).update(seq=later.seq - 1)
    AuditChain.objects.filter(pk=chain.pk).update(seq=chain.seq - 1)


def _swap(chain: AuditChain, seq: int) -> None:
    event(chain, seq).update(seq=10_000)
    event(chain, seq + 1).update(seq=seq)
    event(chain, 10_000).update(seq=seq + 1)


def _recompute(chain: AuditChain, seq: int) -> None:
    changed = event(chain, seq).get()
    changed.action = "nothing"
    event(chain, seq).update(action="nothing", hash=audit.digest(changed))


TAMPERING: dict[str, Callable[[AuditChain, int], Any]] = {
    "action": lambda chain, seq: event(chain, seq).update(action="nothing"),
    "payload": lambda chain, seq: event(chain, seq).update(payload={"number": 99}),
    "time": lambda chain, seq: event(chain, seq).update(
        at=event(chain, seq).get().at + timedelta(microseconds=1)
    ),
    "actor": lambda chain, seq: event(chain, seq).update(actor=None),
    "object kind": lambda chain, seq: event(chain, seq).update(object_kind="post"),
    "object id": lambda chain, seq: event(chain, seq).update(object_id="999999"),
    "hash": lambda chain, seq: event(chain, seq).update(hash="0" * 64),
    "previous hash": lambda chain, seq: event(chain, seq).update(prev="0" * 64),
    "deleted": lambda chain, seq: event(chain, seq).delete(),
    "deleted and closed up": _close_the_gap,
    "swapped": _swap,
    "recomputed in itself": _recompute,
    "tail cut off": lambda chain, seq: AuditEvent.objects.filter(
        chain=chain, seq__gte=seq
    ).delete(),
    "head forgotten": lambda chain, seq: AuditChain.objects.filter(pk=chain.pk).update(head=""),
}


@pytest.mark.usefixtures("without_triggers")
@pytest.mark.parametrize("kind", list(TAMPERING))
def test_tampering_is_found_and_named(chain: AuditChain, kind: str) -> None:
    seed = random.randrange(2**32)
    seq = random.Random(seed).randint(2, chain.seq - 1)
    print(f"seed {seed}: event {seq}")
    TAMPERING[kind](chain, seq)
    chain.refresh_from_db()
    (fault,) = audit.faults(chain)
    if kind in {"tail cut off", "head forgotten"}:
        assert "the chain says" in fault
    elif kind == "recomputed in itself":
        assert fault == f"event {seq + 1} does not follow event {seq}"
    else:
        assert str(seq) in fault
    with pytest.raises(CommandError, match="harbor-light: ") as refused:
        call_command("verify_audit")
    assert refused.value.returncode == 1
    assert fault in str(refused.value)


@pytest.mark.usefixtures("without_triggers")
def test_a_chain_that_is_gone_is_named(chain: AuditChain) -> None:
    AuditEvent.objects.filter(chain=chain).delete()
    AuditChain.objects.filter(pk=chain.pk).delete()
    with pytest.raises(CommandError, match="harbor-light: the chain is missing") as refused:
        call_command("verify_audit", organization="harbor-light")
    assert refused.value.returncode == 1


def test_a_slug_that_is_not_there_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="no organization with this slug") as refused:
        call_command("verify_audit", organization="nowhere")
    assert refused.value.returncode == 2


def test_an_event_needs_the_transaction_of_its_change(transactional_db: None) -> None:
    organization = cast.organization()
    with pytest.raises(RuntimeError, match="transaction"):
        audit.record(organization, None, "counted", organization)


@pytest.mark.parametrize("of_an_organization", [True, False])
@pytest.mark.django_db(transaction=True)
def test_concurrent_appends_do_not_fork(of_an_organization: bool) -> None:
    organization = cast.organization()
    target = organization if of_an_organization else None

    def append(number: int) -> None:
        try:
            with transaction.atomic():
                if target is not None:
                    locks.lock(target.pk)
                audit.record(target, None, "counted", organization, number=number)
        finally:
            connection.close()

    before = _seq(target)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(append, range(48)))
    assert _seq(target) == before + 48
    assert list(audit.faults(AuditChain.objects.get(organization=target))) == []
    numbers = AuditEvent.objects.filter(chain__organization=target, action="counted")
    assert {one.payload["number"] for one in numbers} == set(range(48))


def _seq(organization: Organization | None) -> int:
    chain = AuditChain.objects.filter(organization=organization).first()
    return chain.seq if chain else 0
