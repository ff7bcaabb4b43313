"""Two people, or two workers, at the same moment: one comes first, and nothing is broken.

`RACES` says how many of each (20 unless told otherwise); the seed of the small delays is printed.
"""

import os
import random
import time
from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from accounts import audit
from accounts.models import AuditChain, User
from channels.models import NewsroomEntry
from compliance.blockers import Refused
from consents import taking_back
from consents.models import Authorization
from content import lifecycle, sending
from content.models import CoverageUse, Decision, Delivery, Post
from content.workflow import State
from tests import cast
from tests.content import road
from tests.content.road import House

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = int(os.environ.get("RACES", "20"))
#: seconds by which one may come after the other
DELAYS = (0, 0, 0.002, 0.005, 0.02, 0.04)
Runner = Callable[[], Any]


@pytest.fixture
def h() -> House:
    return road.house()


@pytest.fixture
def dice() -> random.Random:
    seed = int(os.environ.get("RACES_SEED", random.randrange(2**32)))
    print(f"RACES_SEED={seed}")
    return random.Random(seed)


def race(dice: random.Random, *runners: Runner) -> list[Any]:
    """Run all at once; what each returned, None for a refusal. Any other trouble is raised."""
    barrier = Barrier(len(runners))
    results: list[Any] = [None] * len(runners)
    troubles: list[BaseException] = []

    def run(number: int, runner: Runner, delay: float) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(10)
            time.sleep(delay)
            results[number] = runner()
        except Refused:
            results[number] = None
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [
        Thread(target=run, args=(number, runner, dice.choice(DELAYS)))
        for number, runner in enumerate(runners)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    if troubles:
        raise troubles[0]
    return results


def own(user: User) -> User:
    """Each person comes with a request, and a user object, of their own."""
    return User.objects.get(pk=user.pk)


def chain_is_whole(h: House) -> bool:
    return list(audit.faults(AuditChain.objects.get(organization=h.organization))) == []


def test_approve_against_recall_and_take_back(h: House, dice: random.Random) -> None:
    ends = set()
    for _ in range(TIMES):
        post = road.endorsed(h)
        wren, lex, rita = own(h.wren), own(h.lex), own(h.rita)
        approved, recalled, taken = race(
            dice,
            partial(road.approve, post, lex),
            partial(lifecycle.perform, post, "recall", by=rita, note="Wait."),
            partial(road.take_back, post, wren),
        )
        state = State(road.again(post).state)
        assert bool(approved) is not bool(taken)
        assert not recalled or approved
        assert state == (State.APPROVED if approved and not recalled else State.DRAFT)
        assert Decision.objects.filter(revision__post=post).count() == (3 if approved else 2)
        ends.add(state)
    assert chain_is_whole(h)
    print("ends:", sorted(ends))


def test_approve_against_approve(h: House, dice: random.Random) -> None:
    lea = cast.person("Lea Legal", h.organization, "legal")
    for _ in range(TIMES):
        post = road.endorsed(h)
        one, two = own(h.lex), own(lea)
        results = race(dice, partial(road.approve, post, one), partial(road.approve, post, two))
        assert [bool(result) for result in results].count(True) == 1
        assert Decision.objects.filter(revision__post=post, stage="approve").count() == 1
        assert road.again(post).state == State.APPROVED
    assert chain_is_whole(h)


def due(h: House, post: Post | None = None) -> Delivery:
    made = road.scheduled_now(h, post)
    return Delivery.objects.get(revision__post=made)


def test_two_workers_claim_one_delivery(h: House, dice: random.Random) -> None:
    for _ in range(TIMES):
        row = due(h)
        outgoing = sending.outgoing_of(row)
        claim = partial(sending.begin_send, row, outgoing)
        results = race(dice, claim, claim)
        assert sorted(results) == [False, True]
        row.refresh_from_db()
        assert (row.state, row.attempts) == ("sending", 1)
    assert chain_is_whole(h)


def test_a_permission_is_taken_back_while_it_is_claimed(h: House, dice: random.Random) -> None:
    mia = cast.subject(h.organization, by=h.cory)
    ends = set()
    for _ in range(TIMES):
        post = road.shows_patient(h, mia)
        permission = road.permit(h, post, mia)
        row = due(h, post)
        _, state = race(
            dice,
            partial(taking_back.take_back, permission, actor=None, via="link"),
            partial(sending.send, row),
        )
        ends.add(state)
        entry = NewsroomEntry.objects.filter(remote_key=row.remote_key).first()
        takedown = Delivery.objects.filter(kind="takedown", target=row.target)
        claimed = sending.fresh(row).sending_at
        assert Authorization.objects.get(pk=permission.pk).revoked_at is not None
        if entry is None:
            assert claimed is None
            assert sending.fresh(row).state == "held"
        else:
            assert claimed is not None
            assert takedown.filter(state="pending").exists()
            assert sending.send(takedown.get()) == "sent"
            assert NewsroomEntry.objects.get(pk=entry.pk).taken_down_at is not None
        stopped = CoverageUse.objects.filter(delivery=row, grant__stopped_at__isnull=False)
        assert stopped.exists() is (claimed is not None)
    assert chain_is_whole(h)
    print("ends:", sorted(ends))
