import random
from typing import Any

import pytest
from django import forms
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from pytest_django import Settings

from accounts.encryption import EncryptedJSONField, EncryptedTextField, Unreadable
from tests.accounts.encryption.conftest import NEW, OLD, overwrite, stored

NAME = "Wilhelmina Okonkwo-Ørsted 🌱"


def test_column_holds_ciphertext_and_model_plain_text(patients: Any) -> None:
    patients.objects.create(name=NAME, phone="555-0142", answers={"who": [NAME, 1, None]})

    (name,), (phone,), (answers,) = (stored(patients, c) for c in ("name", "phone", "answers"))
    assert all(b"Okonkwo" not in value and b"555" not in value for value in (name, phone, answers))
    patient = patients.objects.get()
    assert (patient.name, patient.phone) == (NAME, "555-0142")
    assert patient.answers == {"who": [NAME, 1, None]}


def test_same_text_is_never_the_same_ciphertext(patients: Any) -> None:
    patients.objects.bulk_create(patients(name=NAME) for _ in range(50))
    assert len(set(stored(patients, "name"))) == 50


def test_nothing_stays_null_and_empty_is_hidden(patients: Any) -> None:
    patients.objects.create(name="")
    assert stored(patients, "phone") == [None]
    assert len(stored(patients, "name")[0]) > 16
    patient = patients.objects.get()
    assert (patient.name, patient.phone, patient.answers) == ("", None, None)


def test_bulk_update_and_update_write_ciphertext(patients: Any) -> None:
    patients.objects.bulk_create([patients(name="one"), patients(name="two")])
    rows = list(patients.objects.all())
    for row in rows:
        row.name = f"{NAME} {row.pk}"
    patients.objects.bulk_update(rows, ["name"])
    assert {p.name for p in patients.objects.all()} == {f"{NAME} {row.pk}" for row in rows}
    patients.objects.update(name=NAME)
    assert all(b"Okonkwo" not in value for value in stored(patients, "name"))


def test_history_holds_readable_ciphertext(patients: Any) -> None:
    patient = patients.objects.create(name=NAME)
    patient.name = "Renamed"
    patient.save()

    history = patients.history.model
    assert all(b"Okonkwo" not in value for value in stored(history, "name"))
    assert [h.name for h in patient.history.order_by("history_id")] == [NAME, "Renamed"]


@pytest.mark.parametrize("lookup", ["name", "name__icontains", "name__in", "answers__who", "phone"])
def test_searching_is_refused(patients: Any, lookup: str) -> None:
    with pytest.raises(FieldError, match="only isnull"):
        patients.objects.filter(**{lookup: [NAME]})
    with pytest.raises(FieldError, match="only isnull"):
        patients.objects.exclude(**{lookup: None})


def test_isnull_may_be_asked(patients: Any) -> None:
    patients.objects.create(name=NAME, phone="555-0101")
    assert patients.objects.filter(phone__isnull=False).count() == 1
    assert patients.objects.filter(phone__isnull=True).count() == 0


@pytest.mark.parametrize("expression", [models.F("phone"), models.Value(NAME)])
def test_expressions_are_refused(patients: Any, expression: Any) -> None:
    patients.objects.create(name=NAME, phone="555-0101")
    with pytest.raises(FieldError, match="not expressions"):
        patients.objects.update(name=expression)


@pytest.mark.parametrize("plain", [NAME, NAME.encode(), b"", "", b"x" * 40])
def test_plain_column_is_refused(patients: Any, plain: Any) -> None:
    if isinstance(plain, str) and connection.vendor == "postgresql":
        plain = plain.encode()
    patients.objects.create(name="placeholder")
    overwrite(patients, "name", plain)
    with pytest.raises(Unreadable) as refusal:
        patients.objects.get()
    assert "Okonkwo" not in str(refusal.value)


def test_every_altered_byte_is_noticed(patients: Any) -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    draw = random.Random(seed)
    patients.objects.create(name=NAME)
    (sealed,) = stored(patients, "name")
    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= draw.randrange(1, 256)
        overwrite(patients, "name", bytes(altered))
        with pytest.raises(Unreadable):
            patients.objects.get()
    for cut in (sealed[:-1], sealed[:20], sealed + b"\x00"):
        overwrite(patients, "name", cut)
        with pytest.raises(Unreadable):
            patients.objects.get()


def test_ciphertext_moved_to_another_column_is_refused(patients: Any) -> None:
    patients.objects.create(name=NAME, phone="555-0101")
    overwrite(patients, "name", stored(patients, "phone")[0])
    with pytest.raises(Unreadable, match=r"tests\.patient\.name was altered or moved"):
        patients.objects.get()


def test_old_key_still_reads_and_saving_uses_the_new(patients: Any, keys: Settings) -> None:
    patients.objects.create(name=NAME)
    keys.FIELD_KEYS = (NEW, OLD)
    patient = patients.objects.get()
    assert patient.name == NAME
    patient.save()
    keys.FIELD_KEYS = (NEW,)
    assert patients.objects.get().name == NAME


def test_a_retired_key_is_named_without_the_value(patients: Any, keys: Settings) -> None:
    patients.objects.create(name=NAME)
    keys.FIELD_KEYS = (NEW,)
    with pytest.raises(Unreadable, match="key 1, which is not in FIELD_KEYS"):
        patients.objects.get()


def test_another_secret_under_the_same_number_reads_nothing(patients: Any, keys: Settings) -> None:
    patients.objects.create(name=NAME)
    keys.FIELD_KEYS = ((1, b"x" * 32),)
    with pytest.raises(Unreadable):
        patients.objects.get()


def test_representations_show_nothing(patients: Any) -> None:
    patients.objects.create(name=NAME)
    row = patients.objects.values("name").get()
    assert "Okonkwo" not in repr(row)
    assert "Okonkwo" not in repr(patients.objects.get())
    assert f"{row['name']}" == NAME


def test_form_edits_plain_text(patients: Any) -> None:
    form_class = forms.modelform_factory(patients, fields=["name", "phone", "answers"])
    fields = form_class.base_fields
    assert isinstance(fields["name"].widget, forms.Textarea)
    assert isinstance(fields["phone"].widget, forms.TextInput)
    assert isinstance(fields["answers"], forms.JSONField)

    saved = form_class({"name": NAME, "phone": "", "answers": '{"a": 1}'}).save()
    saved.refresh_from_db()
    assert (saved.name, saved.phone, saved.answers) == (NAME, None, {"a": 1})
    too_long = form_class({"name": NAME, "phone": "5" * 21, "answers": "null"})
    assert "phone" in too_long.errors


def test_fixtures_cannot_be_exported(patients: Any) -> None:
    from django.core import serializers

    patients.objects.create(name=NAME)
    with pytest.raises(FieldError, match="not exported"):
        serializers.serialize("json", patients.objects.all())


def test_migrations_name_the_package_and_the_context() -> None:
    for field in (EncryptedTextField(context="a.b", null=True), EncryptedJSONField(context="a.c")):
        code, _imports = MigrationWriter.serialize(field)
        assert code.startswith(f"accounts.encryption.{type(field).__name__}(")
        assert f"context='{field.context}'" in code
        _, _, args, kwargs = field.deconstruct()
        again = type(field)(*args, **kwargs)
        assert again.deconstruct()[1:] == field.deconstruct()[1:]


@isolate_apps("django.contrib.contenttypes")
def test_checks_ask_for_a_context_and_refuse_unique() -> None:
    class Wrong(models.Model):
        nameless = EncryptedTextField()
        unique = EncryptedTextField(context="tests.wrong.unique", unique=True)
        right = EncryptedTextField(context="tests.wrong.right", default="")

        class Meta:
            app_label = "contenttypes"

    found = {
        (error.id, error.obj.name) for error in Wrong.check() if (error.id or "").startswith("acc")
    }
    assert found == {("accounts.E110", "nameless"), ("accounts.E111", "unique")}


def test_an_old_table_can_get_an_encrypted_column(patients: Any) -> None:
    """The schema editor fills it with b"", which has to be readable as empty text."""
    column = EncryptedTextField(context="tests.patient.note")
    column.set_attributes_from_name("note")
    filled = column.get_prep_value(b"")
    assert filled is not None
    assert column.from_db_value(filled, None, connection) == ""
