"""Triggers as data: what the database refuses by itself, on SQLite and on PostgreSQL.

They are taken out before a migration and put back after it: SQLite remakes a table to alter it,
loses the triggers of that table on the way and stumbles over those of others.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger, written out as full CREATE statements.

    `postgresql` includes its function. An empty statement: that database needs none (SQLite
    has no TRUNCATE).
    """

    name: str
    table: str
    sqlite: str
    postgresql: str

    def statement(self, vendor: str) -> str:
        return self.sqlite if vendor == "sqlite" else self.postgresql


def refusal(name: str, table: str, event: str, message: str, when: str = "") -> Trigger:
    """A trigger that refuses `event` (such as "UPDATE"), always or `when` a condition holds.

    The condition is SQL over NEW and OLD that both databases understand. The refusal reaches
    Python as IntegrityError; `message` names the rule, never the row.
    """
    return Trigger(
        name, table, _sqlite(name, table, event, message, when),
        _postgresql(name, table, event, message, when),
    )  # fmt: skip


def refuse_truncate(name: str, table: str, message: str) -> Trigger:
    """PostgreSQL only: TRUNCATE empties a table past every row trigger."""
    body = _function(name, f"{_raise(name, message)} RETURN NULL;")
    return Trigger(
        name, table, "",
        f"{body} CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}();",
    )  # fmt: skip


def install(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> None:
    """Put the triggers in, replacing those of the same name; skips tables not yet made."""
    tables = set(connection.introspection.table_names())
    present = [trigger for trigger in triggers if trigger.table in tables]
    with transaction.atomic(using=connection.alias):
        drop(connection, present)
        with connection.cursor() as cursor:
            for trigger in present:
                if statement := trigger.statement(connection.vendor):
                    cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> None:
    """Take the triggers out by name; one that is not there is no error."""
    on_table = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for trigger in triggers:
            place = f" ON {trigger.table}" if on_table else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{place}")


def missing(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> list[str]:
    """Names of the triggers that ought to be there and are not, or are switched off."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        present = set(cursor.fetchall())
    return [
        trigger.name
        for trigger in triggers
        if trigger.table in tables
        and trigger.statement(connection.vendor)
        and (trigger.name, trigger.table) not in present
    ]


PRESENT = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    # tgenabled D (disabled) and R (replica only) count as not there
    "postgresql": (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') "
        "AND pg_table_is_visible(c.oid)"
    ),
}


def _sqlite(name: str, table: str, event: str, message: str, when: str) -> str:
    condition = f"WHEN {when} " if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{name}: {message}'); END;"
    )


def _postgresql(name: str, table: str, event: str, message: str, when: str) -> str:
    # A WHEN clause of PostgreSQL takes no subquery, so the condition stands in the function.
    refuse = _raise(name, message)
    body = f"IF {when} THEN {refuse} END IF;" if when else refuse
    row = "OLD" if event == "DELETE" else "NEW"
    return (
        f"{_function(name, f'{body} RETURN {row};')} CREATE TRIGGER {name} BEFORE {event} "
        f"ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();"
    )


def _function(name: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} END $$;"
    )


def _raise(name: str, message: str) -> str:
    return f"RAISE EXCEPTION '{name}: {message}' USING ERRCODE = 'integrity_constraint_violation';"
