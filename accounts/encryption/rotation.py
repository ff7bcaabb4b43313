"""Encrypting again with the newest key what older keys encrypted: columns and files."""

from collections.abc import Iterator
from typing import cast

from django.apps import apps
from django.db import models
from django.db.models import BinaryField, ExpressionWrapper, F, Func

from accounts.encryption.envelope import HEADER, newest_header
from accounts.encryption.fields import EncryptedField
from accounts.encryption.keys import newest_key
from accounts.encryption.storage import EncryptedFileStorage

Older = models.QuerySet[models.Model, tuple[object, bytes, object]]


def encrypted_fields() -> Iterator[tuple[type[models.Model], EncryptedField]]:
    """Every encrypted column of every table, those of history models included."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for column in model._meta.local_concrete_fields:
                if isinstance(column, EncryptedField):
                    yield model, column


def rotate_column(model: type[models.Model], column: EncryptedField, batch: int) -> Iterator[int]:
    """Re-encrypt one column, yielding how many values each batch changed.

    Only values with an older key are read, so an interrupted run goes on where it stopped. A value
    somebody changed in between is left: their writing already used the newest key.
    """
    last = None
    while rows := _older(model, column, last)[:batch]:
        changed = 0
        for pk, old, plain in list(rows):
            same = _raw(model, column).filter(pk=pk, raw=bytes(old))
            changed += same.update(**{column.name: plain})
            last = pk
        yield changed


def _raw(model: type[models.Model], column: EncryptedField) -> models.QuerySet[models.Model]:
    raw = ExpressionWrapper(F(column.name), output_field=BinaryField())
    return model._base_manager.annotate(raw=raw)


def _older(model: type[models.Model], column: EncryptedField, last: object) -> "Older":
    head = Func(F("raw"), 1, HEADER.size, function="SUBSTR", output_field=BinaryField())
    rows = _raw(model, column).filter(**{f"{column.name}__isnull": False}).annotate(head=head)
    rows = rows.exclude(head=newest_header()).order_by("pk")
    if last is not None:
        rows = rows.filter(pk__gt=last)
    return cast("Older", rows.values_list("pk", "raw", column.name))


def rotate_files(storage: EncryptedFileStorage) -> Iterator[str]:
    """Re-encrypt every private file an older key encrypted, yielding its random name."""
    newest = newest_key().id
    for name in file_names(storage):
        if storage.key_id(name) != newest:
            storage.rekey(name)
            yield name


def file_names(storage: EncryptedFileStorage, directory: str = "") -> Iterator[str]:
    directories, files = storage.listdir(directory)
    prefix = f"{directory}/" if directory else ""
    yield from (prefix + name for name in sorted(files))
    for name in sorted(directories):
        yield from file_names(storage, prefix + name)
