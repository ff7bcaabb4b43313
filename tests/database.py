"""Transactional tests end by emptying tables, which the product's own triggers refuse.

The triggers are taken out for that moment only, by name, and put back before the next test.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from accounts import database_triggers
from accounts.database_triggers import Trigger
from config import triggers


@contextmanager
def unguarded(some: Iterable[Trigger]) -> Iterator[None]:
    """Without these guards, for writing what they refuse and seeing that others refuse it too."""
    database_triggers.drop(connection, some)
    try:
        yield
    finally:
        database_triggers.install(connection, some)


@pytest.fixture(autouse=True, scope="session")
def _triggers_step_aside_for_flush() -> Iterator[None]:
    original = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(self: Any) -> None:
        triggers.drop(connection)
        try:
            original(self)
        finally:
            triggers.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
