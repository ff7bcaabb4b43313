"""Every seeded fault of the pure model is noticed by the walks that find none in the product."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from consents import coverage
from consents.coverage import Verdict
from content import freezing, gates, lifecycle, publishing, rights, workflow
from content.case import FindingFacts
from content.publishing import Move
from content.workflow import Authors, Transition
from tests.content import model
from tests.content.walker import walk

Mutant = Callable[[pytest.MonkeyPatch], None]
MUTANTS: dict[str, Mutant] = {}
#: soon noticed, so that every run of the tests can ask for them; `make prove` asks for all
SOON = [
    "a_lawyer_skips_the_second_look",
    "answered_counts_as_confirmed",
    "endorse_takes_answers_unconfirmed",
    "one_person_decides_twice",
    "recall_keeps_the_decisions",
    "submit_does_not_ask_for_permissions",
    "taking_back_stops_nothing",
    "what_is_out_may_be_sent_again",
    "what_was_taken_back_still_covers",
    "withdrawing_takes_nothing_down",
]


def mutant(make: Mutant) -> Mutant:
    MUTANTS[make.__name__] = make
    return make


def row(patch: pytest.MonkeyPatch, action: str, **changes: Any) -> None:
    rows = tuple(
        replace(one, **changes) if one.action == action else one for one in workflow.TRANSITIONS
    )
    assert rows != workflow.TRANSITIONS
    patch.setattr(workflow, "TRANSITIONS", rows)


def without(action: str, gate: str) -> tuple[str, ...]:
    asked = next(one.gates for one in workflow.TRANSITIONS if one.action == action)
    assert gate in asked
    return tuple(name for name in asked if name != gate)


@mutant
def submit_does_not_ask_for_permissions(patch: pytest.MonkeyPatch) -> None:
    row(patch, "submit", gates=without("submit", "coverage"))


@mutant
def endorse_does_not_look_at_the_words(patch: pytest.MonkeyPatch) -> None:
    row(patch, "endorse", gates=without("endorse", "phi"))


@mutant
def endorse_takes_answers_unconfirmed(patch: pytest.MonkeyPatch) -> None:
    row(patch, "endorse", strength=workflow.ANSWERED)


@mutant
def approve_does_not_compare(patch: pytest.MonkeyPatch) -> None:
    row(patch, "approve", gates=without("approve", "same_as_decided"))


@mutant
def approve_does_not_ask_who_is_shown(patch: pytest.MonkeyPatch) -> None:
    row(patch, "approve", gates=without("approve", "people_resolved"))


@mutant
def sending_does_not_compare(patch: pytest.MonkeyPatch) -> None:
    row(patch, "publish", gates=without("publish", "same_as_decided"))


@mutant
def sending_does_not_look_at_pictures(patch: pytest.MonkeyPatch) -> None:
    row(patch, "publish", gates=without("publish", "media_checked"))


@mutant
def sending_does_not_ask_for_permissions(patch: pytest.MonkeyPatch) -> None:
    asked = gates.uncovered
    patch.setattr(
        gates, "uncovered", lambda case, target: [] if case.state == "scheduled" else
        asked(case, target),
    )  # fmt: skip


@mutant
def authors_endorse(patch: pytest.MonkeyPatch) -> None:
    row(patch, "endorse", authors=Authors.ANY, not_after=())


@mutant
def authorship_does_not_matter(patch: pytest.MonkeyPatch) -> None:
    refusals = rights.refusals

    def lenient(case: Any, asked: Transition, by: Any) -> Any:
        return refusals(case, replace(asked, authors=Authors.ANY), by)

    patch.setattr(rights, "refusals", lenient)


@mutant
def one_person_decides_twice(patch: pytest.MonkeyPatch) -> None:
    row(patch, "approve", not_after=())


@mutant
def a_lawyer_skips_the_second_look(patch: pytest.MonkeyPatch) -> None:
    row(patch, "submit", target=workflow.State.LEGAL_REVIEW)
    patch.setattr(gates, "DECIDED", dict.fromkeys(workflow.State, 0))


@mutant
def digests_are_not_compared(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(freezing, "digests", lambda case: ("same", "same"))


@mutant
def words_of_one_channel_are_not_in_the_digest(patch: pytest.MonkeyPatch) -> None:
    leaving = freezing.leaving
    patch.setattr(
        freezing, "leaving", lambda case, target: leaving(case, target) | {"text": case.text}
    )


@mutant
def pictures_are_not_in_the_digest(patch: pytest.MonkeyPatch) -> None:
    leaving = freezing.leaving
    patch.setattr(freezing, "leaving", lambda case, target: leaving(case, target) | {"pictures": 0})


@mutant
def who_is_shown_is_not_in_the_basis(patch: pytest.MonkeyPatch) -> None:
    basis = freezing.basis
    patch.setattr(freezing, "basis", lambda case: basis(replace(case, people={})))


@mutant
def any_version_may_be_approved(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(lifecycle, "missing", lambda step: [])


@mutant
def permissions_are_added_together(patch: pytest.MonkeyPatch) -> None:
    def added(use: Any, grants: Any, at: Any) -> Verdict:
        mine = [one for one in grants if one.subject_id == use.subject_id and not one.stopped_at]
        things = [one for one in mine if one.material_id == use.material_id]
        places = [one for one in mine if one.channel_id == use.channel_id]
        return Verdict(things[0], ()) if things and places else Verdict(None, ("material",))

    patch.setattr(gates, "covers", added)


def blind_to(patch: pytest.MonkeyPatch, *codes: str) -> None:
    faults = coverage._faults
    patch.setattr(
        coverage,
        "_faults",
        lambda use, grant, at: (code for code in faults(use, grant, at) if code not in codes),
    )


@mutant
def what_was_taken_back_still_covers(patch: pytest.MonkeyPatch) -> None:
    blind_to(patch, "taken_back", "stopped")


@mutant
def what_has_ended_still_covers(patch: pytest.MonkeyPatch) -> None:
    blind_to(patch, "ended", "outlasts")


@mutant
def every_channel_is_covered(patch: pytest.MonkeyPatch) -> None:
    blind_to(patch, "channel")


@mutant
def every_purpose_is_covered(patch: pytest.MonkeyPatch) -> None:
    blind_to(patch, "purpose")


@mutant
def answered_counts_as_confirmed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FindingFacts, "confirmed", FindingFacts.answered)


@mutant
def an_answer_holds_for_anything(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(FindingFacts, "answered", property(lambda self: self.answer is not None))


@mutant
def an_old_check_will_do(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(gates, "is_current", lambda case: True)


@mutant
def recall_keeps_the_decisions(patch: pytest.MonkeyPatch) -> None:
    decide = model.World.decide

    def keeping(self: Any, who: Any, stage: str, case: Any, seen: Any) -> None:
        if stage != "submit" or not self.versions:
            decide(self, who, stage, case, seen)

    patch.setattr(model.World, "decide", keeping)


@mutant
def what_got_lost_is_sent_again_blindly(patch: pytest.MonkeyPatch) -> None:
    rows = tuple(
        replace(one, target="pending") if one.action == "lose" else one
        for one in publishing.DELIVERIES
    )
    patch.setattr(publishing, "DELIVERIES", rows)


@mutant
def what_is_out_may_be_sent_again(patch: pytest.MonkeyPatch) -> None:
    again = Move(("sent", "held"), "release", "pending")
    patch.setattr(publishing, "DELIVERIES", (again, *publishing.DELIVERIES))


@mutant
def taking_back_stops_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(model.World, "stop_uses", lambda self, grant: None)


@mutant
def withdrawing_takes_nothing_down(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(model.World, "take_down", lambda self, one: None)


@mutant
def waiting_deliveries_survive_a_withdrawal(patch: pytest.MonkeyPatch) -> None:
    effect = model.World.effect
    patch.setattr(
        model.World,
        "effect",
        lambda self, action: None if action == "withdraw" else effect(self, action),
    )


SEEDS = range(1, 9)


@pytest.fixture
def mutated(request: pytest.FixtureRequest) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        MUTANTS[request.param](patch)
        yield request.param


@pytest.mark.parametrize(
    "mutated", sorted(MUTANTS) if os.environ.get("PROVE") else SOON, indirect=True
)
def test_it_is_noticed(mutated: str) -> None:
    # Always the same walks: a proof that depends on luck would be lost on another day.
    for number in SEEDS:
        try:
            walk(examples=6_000, number=number)
        except AssertionError:
            return
    pytest.fail(f"no walk noticed that {mutated.replace('_', ' ')}")
