"""Keys of the test's own, and a table with its history that exists for one test only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps
from pytest_django import Settings

from accounts.encryption import EncryptedFileStorage, EncryptedJSONField, EncryptedTextField
from accounts.encryption.private_files import PrivateFiles

OLD = (1, b"1" * 32)
NEW = (2, b"2" * 32)


@pytest.fixture(autouse=True)
def keys(settings: Settings) -> Settings:
    settings.FIELD_KEYS = (OLD,)
    settings.FINGERPRINT_KEY = b"f" * 32
    return settings


@pytest.fixture
def patients(db: None) -> Iterator[Any]:
    """A model with encrypted columns and a django-simple-history table; `.apps` is its registry."""
    from simple_history.models import HistoricalRecords

    with isolate_apps("django.contrib.contenttypes") as registry:

        class Patient(models.Model):
            name = EncryptedTextField(context="tests.patient.name")
            phone = EncryptedTextField(
                context="tests.patient.phone", null=True, blank=True, max_length=20
            )
            answers = EncryptedJSONField(context="tests.patient.answers", null=True)
            history = HistoricalRecords(
                history_user_id_field=models.CharField(max_length=9, null=True),
                history_user_getter=lambda historical_instance: None,
                history_user_setter=lambda historical_instance, user: None,
            )

            class Meta:
                app_label = "contenttypes"

        _create(Patient)
        _create(Patient.history.model)
        Patient.apps = registry  # type: ignore[attr-defined]
        yield Patient


def _create(model: type[models.Model]) -> None:
    # Entered as a context, SQLite's editor refuses to work inside the test's transaction.
    sql, params = connection.schema_editor().table_sql(model)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def stored(model: type[models.Model], column: str) -> list[Any]:
    """What is really in the column, past the field."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} ORDER BY 1")
        return [None if row[0] is None else bytes(row[0]) for row in cursor.fetchall()]


def overwrite(model: type[models.Model], column: str, value: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = %s", [value])


@pytest.fixture
def files(tmp_path: Path) -> EncryptedFileStorage:
    return EncryptedFileStorage(PrivateFiles(tmp_path / "private"))
