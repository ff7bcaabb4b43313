"""What two people agreed on is not answered anew where posts are looked at again."""

import pytest
from django.test import Client
from django.urls import reverse

from content import answers, checks, relooking
from content.models import Answer, Occurrence, TextFinding
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


def test_a_reason_is_no_longer_than_there_is_room_for(client: Client) -> None:
    h = road.house()
    post = road.approved(h)
    check = post.checks.filter(reader="rules").latest("pk")
    finding = TextFinding.objects.create(
        post=post, fingerprint="f" * 64, rule="new.rule", category="phi_context",
        severity="warn", message="Newly seen.",
    )  # fmt: skip
    Occurrence.objects.create(found_in=check, finding=finding, surface="text", start=0, end=3)
    client.force_login(cast.person("Ada Admin", h.organization, "admin"))
    said = {"kind": "not_phi", "because": "general advice " * 40}
    assert client.post(reverse("content:again_keep", args=[finding.pk]), said).status_code == 302
    Answer.objects.get(finding=finding).clean_fields(
        exclude=["confirmed_by", "confirmed_at", "superseded_at", "material"]
    )
