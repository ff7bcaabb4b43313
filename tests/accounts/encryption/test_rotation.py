from io import StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.encryption import EncryptedFileStorage, rotation
from accounts.encryption.envelope import key_id
from tests.accounts.encryption.conftest import NEW, OLD, overwrite, stored

COMMAND = "accounts.management.commands.rotate_field_keys"


@pytest.fixture
def rotate(patients: Any, files: EncryptedFileStorage, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(rotation, "apps", patients.apps)
    monkeypatch.setattr(f"{COMMAND}.private_storage", lambda: files)

    def run(batch: int = 500) -> str:
        out = StringIO()
        call_command("rotate_field_keys", batch=batch, stdout=out)
        return out.getvalue()

    return run


def key_ids(model: Any, column: str = "name") -> list[int]:
    return [key_id(value) for value in stored(model, column) if value is not None]


def test_rows_history_and_files_get_the_newest_key(
    rotate: Any, patients: Any, files: EncryptedFileStorage, keys: Settings
) -> None:
    for number in range(7):
        patients.objects.create(name=f"Ada {number}", phone="555-0101" if number % 2 else None)
    name = files.save("x", ContentFile(b"pixels"))
    keys.FIELD_KEYS = (NEW, OLD)

    report = rotate(batch=3)

    assert "contenttypes.Patient.name: 7 values" in report
    assert "contenttypes.Patient.phone: 3 values" in report
    assert "contenttypes.HistoricalPatient.name: 7 values" in report
    assert "private files: 1" in report
    keys.FIELD_KEYS = (NEW,)
    assert sorted(p.name for p in patients.objects.all()) == [f"Ada {n}" for n in range(7)]
    assert sorted(h.name for h in patients.history.all()) == [f"Ada {n}" for n in range(7)]
    assert patients.history.count() == 7
    assert files.open(name).read() == b"pixels"


def test_an_interrupted_run_goes_on(rotate: Any, patients: Any, keys: Settings) -> None:
    for number in range(5):
        patients.objects.create(name=f"Ada {number}")
    keys.FIELD_KEYS = (NEW, OLD)
    column = patients._meta.get_field("name")
    assert next(iter(rotation.rotate_column(patients, column, 2))) == 2
    assert sorted(key_ids(patients)) == [1, 1, 1, 2, 2]

    assert "contenttypes.Patient.name: 3 values" in rotate()
    assert "contenttypes.Patient.name: 0 values" in rotate()


def test_a_value_changed_meanwhile_is_not_overwritten(
    rotate: Any, patients: Any, keys: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    patients.objects.create(name="before")
    keys.FIELD_KEYS = (NEW, OLD)
    older = rotation._older

    def and_somebody_saves(*args: Any) -> Any:
        rows = list(older(*args))
        patients.objects.update(name="after")
        return rows

    monkeypatch.setattr(rotation, "_older", and_somebody_saves)
    column = patients._meta.get_field("name")
    rounds = rotation.rotate_column(patients, column, 10)
    assert next(rounds) == 0
    assert patients.objects.get().name == "after"


def test_plain_text_in_a_column_stops_it_unseen(rotate: Any, patients: Any, keys: Settings) -> None:
    patients.objects.create(name="placeholder")
    overwrite(patients, "name", b"Wilhelmina Okonkwo, in plain text since the import of 2019")
    with pytest.raises(CommandError, match="must be encrypted is not") as refusal:
        rotate()
    assert "Okonkwo" not in str(refusal.value)


def test_a_batch_of_nothing_is_refused(rotate: Any) -> None:
    with pytest.raises(CommandError, match="1 or more"):
        rotate(batch=0)


def test_history_tables_of_the_product_are_rotated_too() -> None:
    labels = {model._meta.label for model, _ in rotation.encrypted_fields()}
    assert {"consents.Subject", "consents.HistoricalSubject", "channels.Channel"} <= labels
