"""Raw SQL that would send what is not approved, or rewrite what happened, is refused.

The promise in short; every guard by itself is in `tests/content/test_triggers.py` and
`tests/accounts/test_triggers.py`. It runs on SQLite and on PostgreSQL.
"""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import audit
from accounts.clock import now
from accounts.models import AuditChain, AuditEvent
from content.models import Decision, Delivery
from tests.content import road
from tests.content.road import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def h() -> House:
    return road.house()


def refused(statement: str, *values: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(statement, values)


def test_what_legal_has_not_approved_is_not_sent(h: House) -> None:
    post = road.endorsed(h)
    revision = post.revisions.get()
    row = Delivery.objects.create(
        revision=revision, target=revision.targets.get(), kind="publish", due_at=now(),
        remote_key="key",
    )  # fmt: skip
    refused("UPDATE content_delivery SET state = 'sending', sending_at = %s", now())
    refused("UPDATE content_delivery SET state = 'sent', sent_at = %s", now())
    row.refresh_from_db()
    assert row.state == "pending"


def test_a_patient_who_took_it_back_is_not_sent(h: House) -> None:
    road.scheduled_now(h, road.permitted(h))
    refused("UPDATE content_delivery SET state = 'sending', sending_at = %s", now())


def test_nobody_approves_by_sql_alone(h: House) -> None:
    post = road.submit(road.draft(h), h.wren)
    refused("UPDATE content_post SET state = 'approved' WHERE id = %s", post.pk)
    for who in (h.wren, h.lex):
        refused(
            "INSERT INTO content_decision (revision_id, stage, user_id, digest, basis_digest, at,"
            " note, meaning, printed_name, proof) SELECT id, 'approve', %s, digest, basis_digest,"
            " created_at, '', 'm', 'n', 'p' FROM content_revision",
            who.pk,
        )
    assert Decision.objects.count() == 1


def test_what_happened_is_not_rewritten(h: House) -> None:
    road.approved(h)
    for statement in (
        "UPDATE accounts_auditevent SET actor_id = NULL",
        "DELETE FROM accounts_auditevent",
        "UPDATE accounts_auditchain SET seq = 0, head = ''",
        "UPDATE content_decision SET at = at",
        "DELETE FROM content_decision",
        "UPDATE content_revision SET payload = 'other'",
    ):
        refused(statement)
    assert AuditEvent.objects.count() > 5
    assert [list(audit.faults(chain)) for chain in AuditChain.objects.all()] == [[]]
