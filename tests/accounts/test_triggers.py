"""The audit log refuses raw SQL, on whichever database the tests run."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import database_triggers
from accounts.models import AuditChain, AuditEvent
from accounts.triggers import CHAINS, EVENTS, TRIGGERS
from config import triggers as installed
from tests import cast

pytestmark = pytest.mark.django_db

RAW = {
    "an event is changed": f"UPDATE {EVENTS} SET action = 'nothing'",
    "an event is deleted": f"DELETE FROM {EVENTS}",
    "a chain is deleted": f"DELETE FROM {CHAINS}",
    "a chain is shortened": f"UPDATE {CHAINS} SET seq = seq - 1",
    "a chain is given another head": f"UPDATE {CHAINS} SET head = 'f00d'",
    "a chain is promised more": f"UPDATE {CHAINS} SET seq = seq + 1, head = 'f00d'",
    "a chain is given away": f"UPDATE {CHAINS} SET organization_id = NULL",
    "an event is put beside its chain": (
        f"INSERT INTO {EVENTS} (chain_id, seq, at, action, object_kind, object_id, payload, prev,"
        f" hash) SELECT chain_id, seq + 7, at, action, object_kind, object_id, payload, 'x', 'y'"
        f" FROM {EVENTS} WHERE seq = 1"
    ),
    "a chain begins in the middle": f"INSERT INTO {CHAINS} (seq, head) VALUES (3, 'f00d')",
}


@pytest.mark.parametrize("sql", RAW.values(), ids=list(RAW))
def test_raw_sql_is_refused(sql: str) -> None:
    cast.organization()
    before = list(AuditEvent.objects.values()), list(AuditChain.objects.values())
    with pytest.raises(IntegrityError, match="audit_"), transaction.atomic():
        connection.cursor().execute(sql)
    assert (list(AuditEvent.objects.values()), list(AuditChain.objects.values())) == before


@pytest.mark.parametrize("table", [EVENTS, CHAINS])
def test_a_table_is_not_emptied_at_once(table: str) -> None:
    cast.organization()
    sql = f"DELETE FROM {table}"
    if connection.vendor == "postgresql":
        # it refuses to empty a table with open ends before it asks any trigger
        sql = f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE"
    with pytest.raises(IntegrityError, match="audit_"), transaction.atomic():
        connection.cursor().execute(sql)


def test_a_replaced_row_does_not_slip_past_the_delete_trigger() -> None:
    """SQLite's INSERT OR REPLACE removes a row without its DELETE trigger."""
    cast.organization()
    event = AuditEvent.objects.latest("pk")
    chain = event.chain
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    for sql in (
        f"{verb} INTO {EVENTS} (id, chain_id, seq, at, action, object_kind, object_id, payload,"
        f" prev, hash) SELECT id, chain_id, {chain.seq + 1}, at, action, object_kind, object_id,"
        f" payload, '{chain.head}', 'y' FROM {EVENTS} WHERE id = {event.pk}",
        f"{verb} INTO {CHAINS} (id, seq, head) VALUES ({chain.pk}, 0, '')",
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.cursor().execute(sql)
    assert AuditEvent.objects.filter(pk=event.pk, seq=chain.seq).exists()


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: trigger.name)
def test_one_that_is_gone_is_named(trigger: database_triggers.Trigger) -> None:
    assert installed.missing(connection) == []
    database_triggers.drop(connection, [trigger])
    expected = [trigger.name] if trigger.statement(connection.vendor) else []
    assert installed.missing(connection) == expected
    installed.install(connection)
    assert installed.missing(connection) == []
