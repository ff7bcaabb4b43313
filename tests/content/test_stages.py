"""Each decision has a check of its own, of exactly the words that were decided on."""

import pytest
from django.db.models import ProtectedError

from accounts.clock import now
from content import checks, freezing, lifecycle, rules, tasks, writing
from content.gates import is_current
from content.loading import load_one
from content.models import Check, Decision, Post, Revision, Target
from content.workflow import STAGES
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db


@pytest.fixture
def h() -> road.House:
    return road.house()


def test_each_stage_checks_once_more_and_its_decision_names_that_check(h: road.House) -> None:
    post = road.approved(h)
    revision = post.revisions.get()
    decisions = {row.stage: row for row in Decision.objects.filter(revision=revision)}
    assert set(decisions) == set(STAGES)
    for stage, row in decisions.items():
        check = row.text_check
        assert check is not None
        assert (check.stage, check.ruleset, check.text_digest) == (
            stage, rules.current(), revision.text_digest,
        )  # fmt: skip
        assert check.finished_at is not None
    assert len({row.text_check_id for row in decisions.values()}) == 3
    check = decisions["approve"].text_check
    assert check is not None
    assert check.revision_id == revision.pk


def test_a_ruleset_between_two_stages_is_the_one_of_the_later(
    h: road.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = road.submit(road.draft(h), h.wren)
    monkeypatch.setattr(rules, "current", lambda: "2027.1")
    road.endorse(post, h.rita)
    used = dict(Decision.objects.values_list("stage", "text_check__ruleset"))
    assert used["submit"] != used["endorse"] == "2027.1"


def test_a_refused_step_leaves_one_check_however_often_it_is_tried(h: road.House) -> None:
    post = road.draft(h, "Odessa Brandt had surgery with us on May 3.")
    for _ in range(3):
        road.refused(lambda: road.submit(post, h.wren))
    assert Check.objects.filter(post=post, stage="submit").count() == 1
    road.refused(lambda: lifecycle.perform(post, "endorse", by=h.rita))
    assert not Check.objects.filter(post=post, stage="endorse").exists()


def test_a_check_that_decisions_rest_on_is_not_deleted(h: road.House) -> None:
    post = road.submit(road.draft(h), h.wren)
    with pytest.raises(ProtectedError):
        Check.objects.filter(post=post, stage="submit").delete()


def test_the_frozen_words_are_read_and_not_the_working_copy(h: road.House) -> None:
    """Should the copy of something decided on ever differ, the version is what is checked."""
    post = road.approved(h)
    Post.objects.filter(pk=post.pk).update(text="Odessa Brandt had surgery on May 3.")
    post = road.again(post)
    assert checks.renew(post)
    check = Check.objects.filter(post=post).latest("pk")
    revision = Revision.objects.get(post=post)
    assert (check.text_digest, check.revision_id) == (revision.text_digest, revision.pk)
    assert not check.occurrences.exists()
    assert not is_current(load_one(post))


def test_frozen_words_bear_the_names_of_the_working_copy(h: road.House) -> None:
    other = cast.channel(h.organization, "Town page")
    post = road.draft(h, link="https://fairhaven.example/a", photos=[cast.photo(h.organization)])
    writing.choose_channels(post, h.wren, [h.newsroom, other, cast.channel(h.organization, "C")])
    writing.write_for_channel(post, h.wren, other, "Other words for the town.")
    Target.objects.filter(post=post, channel=other).update(first_comment="First", tags=["a", "b"])
    case = load_one(road.again(post))
    frozen = freezing.frozen_surfaces(freezing.payload(case))
    assert dict(frozen) == dict(freezing.surfaces(case))
    assert freezing.frozen_surfaces("") == []


def test_after_an_update_the_sweeps_renew_what_is_approved_scheduled_and_live(
    h: road.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = [road.approved(h), road.scheduled(h), road.scheduled(h, at=now())]
    tasks.dispatch_due()
    assert [road.again(post).state for post in posts] == ["approved", "scheduled", "published"]
    monkeypatch.setattr(rules, "current", lambda: "2027.1")
    tasks.sweep()
    tasks.look_again()
    for post in posts:
        check = Check.objects.filter(post=post).latest("pk")
        assert (check.ruleset, check.text_digest) == (
            "2027.1", post.revisions.get().text_digest,
        )  # fmt: skip
        assert check.finished_at is not None
    before = Check.objects.count()
    tasks.sweep()
    tasks.look_again()
    assert Check.objects.count() == before


def test_a_stage_whose_check_failed_is_not_decided_on_another(
    h: road.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = road.submit(road.draft(h), h.wren)

    def fail(*args: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(checks, "look", fail)
        assert "check_running" in road.refused(lambda: road.endorse(post, h.rita))
    assert not Decision.objects.filter(stage="endorse").exists()
    road.endorse(post, h.rita)
