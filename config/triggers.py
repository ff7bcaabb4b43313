"""All triggers of the product: out before a migration, in after it, demanded at every start."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseTrouble
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts import database_triggers
from accounts.database_triggers import Trigger
from accounts.triggers import TRIGGERS as OF_ACCOUNTS


def every() -> tuple[Trigger, ...]:
    """All triggers, read when asked: the rooms above accounts may still be loading."""
    from consents.triggers import TRIGGERS as OF_CONSENTS  # noqa: PLC0415
    from content.triggers import TRIGGERS as OF_CONTENT  # noqa: PLC0415

    return OF_ACCOUNTS + OF_CONSENTS + OF_CONTENT


def install(connection: BaseDatabaseWrapper) -> None:
    database_triggers.install(connection, every())


def drop(connection: BaseDatabaseWrapper) -> None:
    tables = set(connection.introspection.table_names())
    database_triggers.drop(connection, [t for t in every() if t.table in tables])


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    return database_triggers.missing(connection, every())


def demand() -> None:
    """Refuse to work on a database that lost its guards: web and workers ask as they start."""
    for connection in connections.all():
        if gone := missing(connection):
            raise ImproperlyConfigured(_sentence(gone))


def demand_and_let_go() -> None:
    """The same before a process forks: what it opened for the question is closed again."""
    try:
        demand()
    finally:
        connections.close_all()


def demand_of_worker(**kwargs: Any) -> None:
    """The same for a worker: Celery swallows what a signal raises, except for this."""
    try:
        demand_and_let_go()
    except ImproperlyConfigured as trouble:
        raise SystemExit(str(trouble)) from None
    except DatabaseTrouble:
        raise SystemExit("The database could not be asked for what protects it.") from None


def before_migrating(using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    # Without a migration to run nothing is remade, and there need be no moment without guards.
    if plan:
        drop(connections[using])


def after_migrating(using: str, **kwargs: Any) -> None:
    install(connections[using])


@register(Tags.database)
def triggers_present(
    app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """An error for a database that lacks a trigger; a warning for `migrate`, which mends it."""
    kind = Warning if sys.argv[1:2] == ["migrate"] else Error
    return [
        kind(_sentence(gone), hint="Run manage.py migrate.", id="config.E201")
        for alias in databases or ()
        if (gone := missing(connections[alias]))
    ]


def _sentence(gone: list[str]) -> str:
    return f"The database lacks what protects it: {', '.join(gone)}. Run manage.py migrate."
