"""A check that fails blocks, is remembered once, and is tried again."""

from typing import Any

import pytest

from compliance.blockers import Refused
from content import checks
from content.models import Check
from tests.content import road

pytestmark = pytest.mark.django_db


def test_a_failing_check_blocks_and_leaves_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    h = road.house()
    post = road.draft(h)

    def broken(*_: Any) -> list[Any]:
        raise RuntimeError("words of a patient")

    with monkeypatch.context() as patch:
        patch.setattr(checks, "scan", broken)
        for _ in range(3):
            checks.renew(post)
        assert Check.objects.filter(post=post, finished_at=None).count() == 1
        with pytest.raises(Refused) as refused:
            road.submit(post, h.wren)
        assert refused.value.blockers[0].code == "check_running"
    assert road.submit(post, h.wren).state == "second_review"
