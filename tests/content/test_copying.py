"""A correction is a new post linked to the old one; a withdrawn post can be copied."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.clock import now
from compliance.blockers import Refused
from content import copying, lifecycle
from content.models import Post
from content.tasks import dispatch_due
from content.workflow import State
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db


def published(h: road.House) -> Post:
    photo = cast.photo(h.organization, h.wren, place="graphic")
    post = road.draft(h, photos=[photo])
    road.say(post, h.wren, road.Said("nobody"))
    road.scheduled(h, post, at=now())
    dispatch_due()
    return road.again(post)


def test_a_correction_is_a_new_draft_linked_to_what_is_public() -> None:
    h = road.house()
    old = published(h)
    new = copying.copy(old, h.wren)
    assert (new.state, new.corrects, new.text) == (State.DRAFT, old, old.text)
    assert new.pictures.count() == old.pictures.count() == 1
    assert new.targets.count() == 1
    assert not new.revisions.exists()
    assert road.again(old).state == State.PUBLISHED


def test_a_copy_needs_its_own_three_decisions() -> None:
    h = road.house()
    new = copying.copy(published(h), h.wren)
    with pytest.raises(Refused):
        lifecycle.perform(new, "schedule", by=h.wren, at=now())


def test_a_withdrawn_post_is_copied_and_corrects_nothing(client: Client) -> None:
    h = road.house()
    old = published(h)
    lifecycle.perform(old, "withdraw", by=h.rita, note="A mistake.")
    client.force_login(h.wren)
    page = client.get(reverse("content:post", args=[old.pk]))
    assert "Copy to a new draft" in page.content.decode()
    answer = client.post(reverse("content:copy", args=[old.pk]))
    new = Post.objects.latest("pk")
    assert answer["Location"] == reverse("content:editor", args=[new.pk])
    assert new.corrects is None


def test_only_writers_copy_and_only_what_is_out_or_withdrawn() -> None:
    h = road.house()
    with pytest.raises(Refused) as draft:
        copying.copy(road.draft(h), h.wren)
    assert draft.value.blockers[0].code == "not_to_copy"
    with pytest.raises(Refused) as reader:
        copying.copy(published(h), h.rita)
    assert reader.value.blockers[0].code == "may_not_write"
