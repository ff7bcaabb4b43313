"""The table as a graph: no way past legal, no state without a way out."""

import itertools

import pytest

from accounts.models import Organization
from accounts.roles import ROLES
from content.gates import DECIDED, GATES
from content.lifecycle import EFFECTS
from content.workflow import (
    SAFE,
    STAGES,
    SYSTEM,
    TRANSITIONS,
    Authors,
    State,
    Strength,
    Transition,
    actions,
    reachable,
    transition,
)

DECISIONS = [row for row in TRANSITIONS if row.decision]


def named(row: Transition) -> str:
    return f"{row.action} from {row.sources[0].value}"


@pytest.mark.parametrize("action", [*STAGES, "schedule", "publish"])
def test_nothing_is_published_when_one_step_is_missing(action: str) -> None:
    assert State.PUBLISHED in reachable(State.DRAFT)
    assert State.PUBLISHED not in reachable(State.DRAFT, without=frozenset({action}))


@pytest.mark.parametrize("start", [state for state in State if DECIDED.get(state, 0) < 3])
def test_from_before_legal_there_is_no_way_past_legal(start: State) -> None:
    beyond = {State.APPROVED, State.SCHEDULED, State.PUBLISHED}
    assert not beyond & reachable(start, without=frozenset({"approve"}))


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_way_out_but_withdrawn(state: State) -> None:
    assert bool(actions(state)) is (state is not State.WITHDRAWN)


@pytest.mark.parametrize("state", State)
def test_every_state_is_reached_from_a_draft(state: State) -> None:
    assert state in reachable(State.DRAFT)


def test_an_action_means_one_thing_in_one_state() -> None:
    steps = [(source, row.action) for row in TRANSITIONS for source in row.sources]
    assert len(steps) == len(set(steps))
    assert transition(State.DRAFT, "approve") is None
    assert transition("nonsense", "submit") is None


def test_every_way_out_of_the_decided_states_but_forward_asks_for_everything_anew() -> None:
    """Back is draft or taken down; in draft no decision counts."""
    for row in TRANSITIONS:
        for source in row.sources:
            if DECIDED.get(source, 0) > DECIDED.get(row.target, 0):
                assert row.target in {State.DRAFT, State.ARCHIVED, State.WITHDRAWN}, named(row)


def test_three_decisions_in_their_order_by_ever_fewer_people() -> None:
    assert tuple(row.action for row in DECISIONS) == STAGES
    for number, row in enumerate(DECISIONS):
        assert set(row.not_after) == set(STAGES[:number]), named(row)
        assert (row.authors is Authors.NEVER) is (number > 0), named(row)
        assert set(SAFE) <= set(row.gates), named(row)
        assert DECIDED.get(row.target) == number + 1, named(row)


def test_the_strength_only_grows_along_the_road() -> None:
    order = list(Strength)
    road = ["submit", "endorse", "approve", "schedule", "publish"]
    strengths = [
        order.index(row.strength) for name in road for row in TRANSITIONS if row.action == name
    ]
    assert strengths == sorted(strengths)
    assert strengths[-3:] == [order.index(Strength.CLOSED)] * 3


def test_only_the_approval_is_signed_and_only_the_system_publishes() -> None:
    assert [row.action for row in TRANSITIONS if row.signed] == ["approve"]
    assert [row.action for row in TRANSITIONS if row.permission == SYSTEM] == ["publish"]
    assert not any(row.decision and row.by_system for row in TRANSITIONS)


def test_whoever_stops_a_post_of_others_says_why() -> None:
    back = {"send_back", "recall", "withdraw"}
    assert {row.action for row in TRANSITIONS if row.needs_note} == back


@pytest.mark.parametrize("row", TRANSITIONS, ids=named)
def test_every_name_in_the_table_is_known(row: Transition) -> None:
    assert set(row.gates) <= set(GATES)
    if row.permission != SYSTEM:
        assert row.permission in dict(Organization._meta.permissions)
        assert any(row.permission in role.permissions for role in ROLES)
        assert row.says


def test_every_effect_belongs_to_an_action() -> None:
    assert set(EFFECTS) <= {row.action for row in TRANSITIONS}
    assert all(row.action in EFFECTS for row in DECISIONS)


def test_no_role_carries_two_of_the_three_decisions() -> None:
    rights = {"write_posts", "endorse_posts", "approve_posts"}
    for role, (one, two) in itertools.product(ROLES, itertools.combinations(sorted(rights), 2)):
        assert not {one, two} <= set(role.permissions), role.code
