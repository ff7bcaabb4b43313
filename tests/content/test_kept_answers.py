"""What two people agreed on is not answered anew where posts are looked at again."""

import pytest

from content import answers, checks, relooking
from content.models import Answer, TextFinding
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db

NAMED = "Our gardener Julius Farrow has planted roses. Come and see them."


def test_an_answer_that_holds_is_not_taken_back_by_another() -> None:
    h = road.house()
    post = road.draft(h, NAMED)
    checks.renew(post)
    finding = TextFinding.objects.get(post=post, category="name")
    kept = answers.answer(finding, h.wren, "not_phi", because="the name of a rose")
    road.submit(post, h.wren)
    answers.confirm(finding, h.rita)
    road.endorse(post, h.rita)
    road.approve(post, h.lex)
    ada = cast.person("Ada Admin", h.organization, "admin")
    refused = road.refused(lambda: relooking.keep(finding, ada, "staff"))
    assert refused == {"not_open"}
    assert Answer.objects.get(finding=finding, superseded_at=None) == kept
