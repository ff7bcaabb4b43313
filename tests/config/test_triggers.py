"""The guards of the database are put in by every migration and demanded at every start."""

import importlib
import sys

import pytest
from celery.signals import worker_init
from django.core.checks import ERROR, WARNING
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import OperationalError, connection, models
from django.db.migrations import Migration

from accounts.models import AuditEvent
from config import triggers
from config.management.commands import run


@pytest.mark.django_db
def test_a_start_without_guards_is_refused() -> None:
    triggers.demand()
    triggers.drop(connection)
    with pytest.raises(ImproperlyConfigured, match="audit_event_never_changes"):
        triggers.demand()
    triggers.install(connection)
    triggers.demand()


@pytest.mark.django_db
def test_the_check_is_an_error_but_lets_migrate_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    triggers.drop(connection)
    monkeypatch.setattr(sys, "argv", ["manage.py", "check"])
    assert [m.level for m in triggers.triggers_present(None, ["default"])] == [ERROR]
    monkeypatch.setattr(sys, "argv", ["manage.py", "migrate"])
    assert [m.level for m in triggers.triggers_present(None, ["default"])] == [WARNING]
    assert triggers.triggers_present(None, None) == []
    call_command("migrate", verbosity=0, interactive=False)
    assert triggers.triggers_present(None, ["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_a_table_is_remade_and_guarded_again() -> None:
    old, new = models.CharField(max_length=60), models.CharField(max_length=61)
    for field in (old, new):
        field.set_attributes_from_name("action")
        field.model = AuditEvent
    for one, other in ((old, new), (new, old)):
        emit_pre_migrate_signal(
            0, False, "default", plan=[(Migration("remake", "accounts"), False)]
        )
        assert len(triggers.missing(connection)) >= 6
        with connection.schema_editor() as editor:
            editor.alter_field(AuditEvent, one, other)
        emit_post_migrate_signal(0, False, "default")
        assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_without_a_migration_to_run_the_guards_stay() -> None:
    emit_pre_migrate_signal(0, False, "default", plan=[])
    assert triggers.missing(connection) == []


@pytest.mark.django_db
@pytest.mark.parametrize("server", ["wsgi", "asgi"])
def test_the_web_process_does_not_serve_without_guards(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    monkeypatch.setattr("config.triggers.connections.close_all", lambda: closed.append(True))
    module = importlib.import_module(f"config.{server}")
    triggers.drop(connection)
    with pytest.raises(ImproperlyConfigured, match="audit_event_never_changes"):
        importlib.reload(module)
    triggers.install(connection)
    importlib.reload(module)
    assert len(closed) >= 2  # a connection is not taken along into a fork


@pytest.mark.django_db
def test_a_worker_does_not_start_without_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    monkeypatch.setattr("config.triggers.connections.close_all", lambda: closed.append(True))
    worker_init.send(sender="worker@here")
    triggers.drop(connection)
    with pytest.raises(SystemExit, match="audit_event_never_changes"):
        worker_init.send(sender="worker@here")
    assert len(closed) == 2  # a connection is not taken along into a fork


def test_a_worker_that_cannot_ask_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(database: object) -> list[str]:
        raise OperationalError("connection to db.internal refused")

    monkeypatch.setattr(triggers, "missing", away)
    with pytest.raises(SystemExit, match="could not be asked") as told:
        worker_init.send(sender="worker@here")
    assert "internal" not in str(told.value)


def test_the_whole_product_does_not_start_without_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise ImproperlyConfigured("The database lacks what protects it.")

    done: list[str] = []
    monkeypatch.setattr(triggers, "demand", gone)
    monkeypatch.setattr(run, "call_command", lambda name, **options: done.append(name))
    monkeypatch.setattr(run, "Product", lambda *args: pytest.fail("it was started"))
    monkeypatch.setattr("config.startup.refuse_taken_port", lambda *args: None)
    monkeypatch.setattr("config.startup.lock_var", lambda *args: None)
    with pytest.raises(CommandError, match="lacks what protects it") as told:
        call_command(run.Command())
    assert (done, told.value.returncode) == (["migrate"], 2)
