"""Further engines: asked by a worker for frozen words, waited for by endorse, tried again."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.clock import now
from compliance import doorbell, engines
from compliance.models import DirectoryVersion
from compliance.phi.base import Finding, Severity
from content import answers, checks, further, lifecycle, publishing, sending, tasks
from content.gates import is_read
from content.loading import load_one
from content.models import Check, Delivery, Post, TextFinding
from tests.content import road

pytestmark = pytest.mark.django_db
WORDS = "twenty seconds"


class Engine:
    """Marks two words of every post of the road, or fails."""

    name = "http"

    def __init__(self) -> None:
        self.version, self.fails, self.sees, self.asked = "1", False, True, 0

    def demand(self) -> None: ...

    def findings(self, text: str, *args: Any) -> Iterable[Finding]:
        self.asked += 1
        if self.fails:
            raise RuntimeError(text)
        at = text.find(WORDS)
        if at >= 0 and self.sees:
            yield Finding(
                at, at + len(WORDS), "other_unique_id", Severity.WARN, "Look.", "engine.http"
            )


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine()
    monkeypatch.setattr(engines, "chosen", lambda: (made,))
    monkeypatch.setattr(engines, "identity", lambda: f"http-{made.version}")
    return made


@pytest.fixture
def h() -> road.House:
    return road.house()


def read(post: Post) -> bool:
    return is_read(load_one(road.again(post)))


def test_nobody_waits_for_an_engine_while_writing_or_deciding(
    h: road.House, engine: Engine
) -> None:
    post = road.draft(h)
    checks.renew(post)
    road.submit(post, h.wren)
    assert road.refused(lambda: road.endorse(post, h.rita)) == {"check_running"}
    assert engine.asked == 0
    assert not further.due().filter(state="draft").exists()


def test_a_worker_reads_the_words_and_what_it_adds_is_answered_as_everything(
    h: road.House, engine: Engine
) -> None:
    post = road.submit(road.draft(h), h.wren)
    assert list(further.due()) == [post]
    tasks.read_further()
    assert not further.due()
    assert engine.asked
    finding = TextFinding.objects.get(post=post, rule="engine.http")
    assert road.refused(lambda: road.endorse(post, h.rita)) == {"phi_open"}
    answers.answer(finding, h.wren, "not_phi", because="a length of time")
    answers.confirm(finding, h.rita)
    road.endorse(post, h.rita)
    asked = engine.asked
    tasks.read_further()
    assert engine.asked == asked, "The same words are read once."
    road.approve(post, h.lex)
    lifecycle.perform(post, "schedule", by=h.wren, at=now())
    tasks.dispatch_due()
    assert road.again(post).state == "published"


def test_submitting_rings_for_a_worker_only_where_there_are_engines(
    h: road.House, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(doorbell, "ring", rung.append)
    road.submit(road.draft(h), h.wren)
    assert "content.tasks.read_further" not in rung
    monkeypatch.setattr(engines, "identity", lambda: "http-1")
    road.submit(road.draft(h), h.wren)
    assert "content.tasks.read_further" in rung


def test_what_engines_saw_in_other_words_counts_no_more(h: road.House, engine: Engine) -> None:
    post = road.submit(road.draft(h), h.wren)
    tasks.read_further()
    road.take_back(post, h.wren)
    from content import writing

    writing.write(post, h.wren, text="Drink a glass of water in the morning.")
    checks.renew(post)
    assert not load_one(road.again(post)).findings
    road.submit(post, h.wren)
    assert not read(post)
    assert list(further.due()) == [post]
    tasks.read_further()
    assert read(post)


@pytest.mark.parametrize("what", ["engine", "directory"])
def test_another_engine_or_directory_reads_anew(h: road.House, engine: Engine, what: str) -> None:
    engine.sees = False
    post = road.submit(road.draft(h), h.wren)
    tasks.read_further()
    assert read(post)
    if what == "engine":
        engine.version = "2"
    else:
        DirectoryVersion.objects.update_or_create(
            organization=h.organization, defaults={"number": 9}
        )
    assert not read(post)
    tasks.read_further()
    assert read(post)


def test_a_failing_engine_blocks_with_its_sentence_and_is_tried_again(
    h: road.House, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    engine.fails = True
    post = road.submit(road.draft(h), h.wren)
    tasks.read_further()
    row = Check.objects.get(post=post, reader="engines")
    assert (row.trouble, row.attempts) == ("http", 1)
    assert WORDS not in caplog.text
    found = load_one(road.again(post)).findings
    assert {one.rule for one in found} == {"engine.failed"}
    assert "tried again" in found[0].message
    assert road.refused(lambda: road.endorse(post, h.rita)) == {"phi_open"}
    tasks.read_further()
    assert Check.objects.get(post=post, reader="engines").attempts == 1, "It rests first."
    with time_machine.travel(now() + timedelta(minutes=2)):
        tasks.read_further()
        assert Check.objects.get(post=post, reader="engines").attempts == 2
    engine.fails, engine.sees = False, False
    with time_machine.travel(now() + timedelta(minutes=9)):
        tasks.read_further()
    assert not load_one(road.again(post)).findings
    road.endorse(post, h.rita)


def test_a_process_that_ended_half_way_is_tried_again_after_the_others(
    h: road.House, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = road.submit(road.draft(h), h.wren), road.submit(road.draft(h), h.wren)
    with monkeypatch.context() as patch:
        patch.setattr(further, "keep", lambda *args: 1 / 0)
        patch.setattr(tasks, "AT_ONCE", 1)
        tasks.read_further()
    assert Check.objects.get(reader="engines").finished_at is None
    assert [post.pk for post in further.due()] == [second.pk, first.pk]
    tasks.read_further()
    assert not further.due()
    assert Check.objects.filter(reader="engines").count() == 2


def test_words_that_are_gone_meanwhile_leave_nothing(
    h: road.House, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = road.submit(road.draft(h), h.wren)
    real = further.keep

    def late(check: Check, seen: Any) -> None:
        road.take_back(post, h.wren)
        Post.objects.filter(pk=post.pk).update(text="Other words.")
        real(check, seen)

    monkeypatch.setattr(further, "keep", late)
    further.read(post)
    assert not Check.objects.filter(reader="engines").exists()


def test_engines_that_are_gone_block_nothing(
    h: road.House, engine: Engine, monkeypatch: Any
) -> None:
    engine.fails = True
    post = road.submit(road.draft(h), h.wren)
    tasks.read_further()
    monkeypatch.setattr(engines, "chosen", lambda: ())
    monkeypatch.setattr(engines, "identity", lambda: "")
    assert list(further.due()) == [post]
    tasks.read_further()
    assert not further.due()
    road.endorse(post, h.rita)


def ready_to_go(h: road.House, engine: Engine) -> Delivery:
    engine.sees = False
    post = road.submit(road.draft(h), h.wren)
    tasks.read_further()
    road.endorse(post, h.rita)
    road.approve(post, h.lex)
    lifecycle.perform(post, "schedule", by=h.wren, at=now())
    return Delivery.objects.get(revision__post=post)


def test_a_service_that_is_away_puts_a_sending_off_and_then_holds_it(
    h: road.House, engine: Engine
) -> None:
    row = ready_to_go(h, engine)
    DirectoryVersion.objects.update_or_create(organization=h.organization, defaults={"number": 9})
    engine.fails = True
    tasks.dispatch_due()
    row = sending.fresh(row)
    assert row.state == "pending"
    assert row.next_try_at is not None
    with time_machine.travel(now() + timedelta(hours=2)):
        tasks.dispatch_due()
    row = sending.fresh(row)
    assert (row.state, row.why) == ("held", "our_trouble")


def test_a_changed_directory_is_read_before_sending(h: road.House, engine: Engine) -> None:
    row = ready_to_go(h, engine)
    DirectoryVersion.objects.update_or_create(organization=h.organization, defaults={"number": 9})
    tasks.dispatch_due()
    assert sending.fresh(row).state == "sent"


def test_the_database_knows_what_engines_have_found(h: road.House, engine: Engine) -> None:
    row = ready_to_go(h, engine)
    engine.sees, engine.version = True, "2"
    further.read(row.revision.post)
    with pytest.raises(IntegrityError, match="sending_needs_its_check"), transaction.atomic():
        publishing.change(row, "begin", None, sending_at=now())


def test_one_reading_at_a_time_in_a_worker(h: road.House, engine: Engine) -> None:
    road.submit(road.draft(h), h.wren)
    with tasks._reading:
        tasks.read_further()
    assert engine.asked == 0
    tasks.read_further()
    assert engine.asked
