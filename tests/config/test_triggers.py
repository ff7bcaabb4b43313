"""The guards of the database are put in by every migration and demanded at every start."""

import sys

import pytest
from django.core.checks import ERROR, WARNING
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, models
from django.db.migrations import Migration

from accounts.models import AuditEvent
from config import triggers


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
