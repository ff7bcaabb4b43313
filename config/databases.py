"""Which database: a file of our own, or what DATABASE_URL names."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

# IMMEDIATE: a transaction that reads first and writes later would otherwise fail at once with
# "database is locked", whatever the timeout. FULL: after a power cut a send that was begun must
# still be known, or it could be sent twice.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;"
    ),
}


def database(url: str, var: Path) -> dict[str, Any]:
    """Django's settings of the one database; refuses engines that Chaperone is not tested on."""
    if not url:
        found: dict[str, Any] = {"ENGINE": SQLITE, "NAME": var / "chaperone.sqlite3"}
    else:
        found = dict(environ.Env.db_url_config(url))
    found["ATOMIC_REQUESTS"] = False
    if found.get("ENGINE") == SQLITE:
        # Tests use a file too: a database in memory has one connection and hides every race.
        return found | {"OPTIONS": SQLITE_OPTIONS, "TEST": {"NAME": var / "test.sqlite3"}}
    if found.get("ENGINE") == POSTGRESQL:
        return found | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
