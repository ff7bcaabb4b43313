"""`verify_audit` finds rows that were changed past the triggers."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config import triggers
from content import evidence
from content.models import Decision, Delivery, Post, Revision
from content.tasks import dispatch_due
from tests.content import road

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Any:
    """A published post, in a database whose guards somebody took away."""
    h = road.house()
    post = road.scheduled(h, at=road.now())
    dispatch_due()
    triggers.drop(connection)
    yield post
    triggers.install(connection)


def verify() -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    return out.getvalue()


def test_what_was_done_by_the_verbs_agrees(post: Post) -> None:
    assert "intact" in verify()


def test_a_changed_version_is_found(post: Post) -> None:
    row = Revision.objects.get()
    Revision.objects.filter(pk=row.pk).update(payload=row.payload.replace("twenty", "two"))
    with pytest.raises(CommandError, match=f"version 1 of post {post.pk} was changed"):
        verify()


def test_a_decision_given_to_somebody_else_is_found(post: Post) -> None:
    from tests import cast

    other = cast.person("Otto Other", post.organization, "legal")
    Decision.objects.filter(stage="approve").update(user=other)
    with pytest.raises(CommandError, match="approve"):
        verify()


def test_a_decision_that_was_removed_is_found(post: Post) -> None:
    Decision.objects.filter(stage="endorse").delete()
    with pytest.raises(CommandError, match="endorse"):
        verify()


def test_a_sending_without_decisions_is_found(post: Post) -> None:
    assert not list(evidence.sent_without_decisions(post.organization))
    Decision.objects.filter(stage="endorse").delete()
    assert list(evidence.sent_without_decisions(post.organization)) == [
        f"delivery {Delivery.objects.get().pk} went out without three decisions"
    ]
