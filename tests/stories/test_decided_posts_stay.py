"""A post on which somebody has decided cannot be deleted, in no way that Django has."""

import pytest
from django.db import IntegrityError, models, transaction

from content.models import Decision, Delivery, Post, Revision
from tests.content import road

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Post, Revision, Decision, Delivery])
def test_what_was_decided_stays(model: type[models.Model]) -> None:
    h = road.house()
    road.scheduled(h)
    rows = model._default_manager.order_by("pk")
    count, first = rows.count(), rows[0]
    for delete in (first.delete, rows.delete, lambda: rows._raw_delete(rows.db)):
        with pytest.raises((models.ProtectedError, IntegrityError)), transaction.atomic():
            delete()
    assert rows.count() == count
