from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import ConnectionHandler

from config.databases import POSTGRESQL, SQLITE, database


def test_nothing_set_means_a_file_of_our_own():
    found = database("", Path("/v"))
    assert found["ENGINE"] == SQLITE
    assert found["NAME"] == Path("/v/chaperone.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["ATOMIC_REQUESTS"] is False


def test_postgresql_connections_are_asked_before_they_are_used_again():
    found = database("postgres://chaperone@db.example/chaperone", Path("/v"))
    assert found["ENGINE"] == POSTGRESQL
    assert found["CONN_HEALTH_CHECKS"] is True


def test_other_engines_are_refused():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must begin with"):
        database("mysql://root@localhost/x", Path("/v"))


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20000)],
)
def test_sqlite_really_runs_with_the_safe_pragmas(tmp_path, django_db_blocker, pragma, value):
    handler = ConnectionHandler({"default": database("", tmp_path)})
    connection = handler["default"]
    with django_db_blocker.unblock():
        connection.connect()
    try:
        row = connection.connection.execute(f"PRAGMA {pragma}").fetchone()
    finally:
        connection.connection.close()
    assert row[0] == value


@pytest.mark.django_db
def test_tests_use_a_database_that_two_connections_can_share():
    assert "memory" not in str(connection.settings_dict["NAME"])
