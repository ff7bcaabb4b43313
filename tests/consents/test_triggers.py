"""Raw SQL that rewrites what a patient signed, or undoes its end, is refused by the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from accounts.clock import now
from accounts.encryption.rotation import rotate_column
from consents.models import Authorization, FormVersion, Grant
from consents.taking_back import take_back
from consents.triggers import TRIGGERS
from tests import cast

pytestmark = pytest.mark.django_db


@contextmanager
def refused_by(name: str) -> Iterator[None]:
    with pytest.raises(IntegrityError, match=f"^{name}: "), transaction.atomic():
        yield


def sql(statement: str, *values: Any) -> None:
    connection.cursor().execute(statement, values)


@pytest.fixture
def signed() -> Authorization:
    return cast.sign(cast.request(cast.subject(cast.organization())))


@pytest.mark.parametrize(
    "change",
    [
        "record_sha256 = 'another'",
        "signed_at = '2020-01-01 00:00:00+00:00'",
        "expires_at = '2090-01-01 00:00:00+00:00'",
        "on_expiry = 'leave'",
        "paid_by = 'somebody'",
        "purposes = '[\"fundraising\"]'",
        "name_level = 'full'",
    ],
)
def test_what_was_signed_stays_as_it_was_signed(signed: Authorization, change: str) -> None:
    with refused_by("authorization_never_changes"):
        sql(f"UPDATE consents_authorization SET {change}")


@pytest.mark.parametrize("column", ["record", "signature"])
def test_the_record_is_not_written_again(signed: Authorization, column: str) -> None:
    setattr(signed, column, {"content": "other"} if column == "record" else "Somebody Else")
    with refused_by("authorization_never_changes"):
        signed.save(update_fields=[column])


def test_keys_can_still_be_changed(signed: Authorization, settings: Any) -> None:
    record, old = signed.record, settings.FIELD_KEYS
    with override_settings(FIELD_KEYS=((9, b"n" * 32), *old)):
        for name in ("record", "signature"):
            column: Any = Authorization._meta.get_field(name)
            assert list(rotate_column(Authorization, column, 10)) == [1]
        assert Authorization.objects.get().record == record


def test_taken_back_is_taken_back(signed: Authorization) -> None:
    take_back(signed, actor=None, via="link")
    for change in ("revoked_at = NULL", "revoked_at = '2090-01-01 00:00:00+00:00'",
                   "revoked_via = 'phone'"):  # fmt: skip
        with refused_by("authorization_ends_for_good"):
            sql(f"UPDATE consents_authorization SET {change}")
    for change in ("stopped_at = NULL", "stopped_why = ''"):
        with refused_by("grant_ends_for_good"):
            sql(f"UPDATE consents_grant SET {change}")


def test_nothing_is_allowed_after_it_was_taken_back(signed: Authorization) -> None:
    grant = Grant.objects.get()
    take_back(signed, actor=None, via="link")
    grant.pk, grant.channel = None, cast.channel(signed.subject.organization)
    with refused_by("grant_not_after_taking_back"):
        grant.save(force_insert=True)


@pytest.mark.parametrize(
    "change", ["placement = 'paid'", "sha256 = 'another'", "channel_id = channel_id + 1"]
)
def test_a_grant_stays_what_was_chosen(signed: Authorization, change: str) -> None:
    with refused_by("grant_never_changes"):
        sql(f"UPDATE consents_grant SET {change}")


@pytest.mark.parametrize(("table", "name"), [
    ("consents_grant", "grant_stays"), ("consents_authorization", "authorization_stays"),
])  # fmt: skip
def test_records_are_not_deleted(signed: Authorization, table: str, name: str) -> None:
    with refused_by(name):
        sql(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        with refused_by(name.replace("stays", "not_truncated")):
            sql(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("model", [Authorization, Grant])
def test_no_row_takes_the_place_of_a_record(signed: Authorization, model: Any) -> None:
    row = model.objects.get()
    name = "authorization" if model is Authorization else "grant"
    for key in (row.pk, None):
        row.pk = key
        with refused_by(f"{name}_replaces_nothing"):
            row.save(force_insert=True)


@pytest.mark.parametrize("change", ["statements = '{}'", "approved_at = NULL", "number = 9"])
def test_an_approved_form_never_changes(change: str) -> None:
    FormVersion.objects.filter(organization=None).update(withdrawn_at=now() + timedelta(days=1))
    with refused_by("form_version_never_changes"):
        sql(f"UPDATE consents_formversion SET {change}")


def test_the_guards_are_among_those_that_are_demanded() -> None:
    from config.triggers import every

    assert set(TRIGGERS) <= set(every())
