"""Random walks through the world of `tests.content.model`: people do what they like."""

import os
import random

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from content.gates import DECIDED
from content.workflow import TRANSITIONS, State
from tests.content import model
from tests.content.model_known import OUT, PEOPLE, WORDS

people = st.sampled_from(sorted(PEOPLE))
pick = st.integers(0, 95)
SHOWS = ("nothing", "staff", "patient", "patient", *sorted(WORDS))
ROAD = (State.SECOND_REVIEW, State.LEGAL_REVIEW, State.APPROVED, State.SCHEDULED)
ACTIONS = sorted({row.action for row in TRANSITIONS})
OUTCOMES = ("ok", "ok", "refused", "silent", "silent_there")


class Walk(RuleBasedStateMachine):
    """One walk. Few rules with many turns each, so that a trap soon follows its bait."""

    def __init__(self) -> None:
        super().__init__()
        self.world = model.World()

    @initialize(
        shows=st.sampled_from(SHOWS),
        as_far_as=st.sampled_from([State.DRAFT, *ROAD, ROAD[-1], State.PUBLISHED]),
        more=st.booleans(),
        signed=st.sampled_from(["all", "one place", "halves", "not"]),
        again=st.sampled_from([False, False, True]),
    )
    def begin(self, shows: str, as_far_as: State, more: bool, signed: str, again: bool) -> None:
        """Most walks begin somewhere along the road, where promises can be broken."""
        if more:
            self.world.writes("wren", "choose_channel", 2)
        if as_far_as == State.DRAFT:
            self.world.show(shows)
            self.world.make_ready(self.world.people["wren"], signed)
            return
        if again:
            self.straight_on("nothing", State.APPROVED)
            self.world.act("wren", "recall", "A mistake.")
            self.world.show("Come and see us.")
        self.straight_on(shows, as_far_as)
        if as_far_as == State.PUBLISHED:
            self.world.send_all("ok", released=False)

    @rule(who=people, what=st.sampled_from(sorted(model.WRITES)), turn=pick)
    def somebody_writes(self, who: str, what: str, turn: int) -> None:
        self.world.writes(who, what, turn)

    @rule(what=st.sampled_from(sorted(model.MEANWHILE)), turn=pick)
    def meanwhile(self, what: str, turn: int) -> None:
        model.MEANWHILE[what](self.world, turn)

    @rule(what=st.sampled_from(sorted(model.MEANWHILE)), turn=pick, released=st.booleans())
    def and_all_go_on(self, what: str, turn: int, released: bool) -> None:
        self.meanwhile(what, turn)
        # A worker may be faster than people, whose steps have the words checked anew.
        if turn % 2:
            self.world.send_all("ok", released=released)
        self.everybody_presses(turn, turn)
        self.world.send_all("ok", released=released)

    @rule(who=people, what=st.sampled_from(sorted(model.WRITES)), turn=pick)
    def writes_and_all_go_on(self, who: str, what: str, turn: int) -> None:
        self.world.writes(who, what, turn)
        self.everybody_presses(turn, turn)

    @rule(who=people, turn=pick)
    def somebody_answers(self, who: str, turn: int) -> None:
        for key in self.world.findings():
            self.world.answer(self.world.people[who], key, ("staff", "patient")[turn % 2])

    @rule(who=people, action=st.sampled_from(ACTIONS), note=st.sampled_from(["", "Because."]))
    def act(self, who: str, action: str, note: str) -> None:
        self.world.act(who, action, note)

    @rule(first=pick, turn=pick)
    def everybody_presses(self, first: int, turn: int) -> None:
        """Whoever is there tries the next step without looking, perhaps at an old page."""
        names = sorted(PEOPLE)
        versions = self.world.versions
        old = versions[turn % len(versions)] if versions and turn % 3 == 0 else None
        for place in range(len(names)):
            who = names[(first + place * (1 + turn % 4)) % len(names)]
            self.world.act(who, self.world.next_action(), seen=old)

    @rule(who=people)
    def onward(self, who: str) -> None:
        """Somebody does all that the next step asks for, as far as it is theirs to do."""
        self.world.make_ready(self.world.people[who])
        self.world.act(who, self.world.next_action())

    @rule(shows=st.sampled_from(SHOWS), as_far_as=st.sampled_from(ROAD))
    def straight_on(self, shows: str, as_far_as: State) -> None:
        """The short way: everybody does what is theirs, and nothing is in the way."""
        self.world.show(shows)
        for who, reached in zip(("wren", "rita", "lex", "wren"), ROAD, strict=True):
            self.onward(who)
            if as_far_as == reached:
                return

    @rule(outcome=st.sampled_from(OUTCOMES), released=st.booleans())
    def the_time_comes(self, outcome: str, released: bool) -> None:
        self.world.send_all(outcome, released=released)

    @rule()
    def sweep(self) -> None:
        self.world.sweep()

    # ---- what always holds ----

    @invariant()
    def nothing_was_broken(self) -> None:
        assert not self.world.violations, self.world.violations

    @invariant()
    def decisions_stand_behind_a_state(self) -> None:
        needed = DECIDED.get(self.world.state, 0)
        assert not needed or len(self.world.versions[-1].facts.decisions) == needed

    @invariant()
    def nothing_planned_is_forgotten(self) -> None:
        """I3: every place of a scheduled post has a delivery that is not cancelled."""
        world = self.world
        if world.state == State.SCHEDULED:
            mine = [one for one in world.sendings if one.version is world.versions[-1]]
            waiting = {one.channel for one in mine if one.state != "cancelled"}
            assert waiting == set(world.versions[-1].looks["submit"][1]), "I3: a place is forgotten"

    @invariant()
    def what_was_taken_back_comes_down(self) -> None:
        """I4: what is out on a permission that ended since has its takedown."""
        for grant in self.world.grants:
            for one in self.world.sendings:
                if grant.stopped_at and one.rests_on(grant) and one.state in OUT:
                    assert one.takedown or (one.began and one.began > grant.stopped_at), "I4"

    @invariant()
    def what_is_withdrawn_comes_down(self) -> None:
        if self.world.state == State.WITHDRAWN:
            for one in self.world.sendings:
                assert one.state not in ("pending", "held"), "I4: it may still go out"
                assert one.state not in OUT or one.takedown, "I4: it stays up"


def walk(examples: int = 900, steps: int = 12, number: int | None = None) -> None:
    """Walk; raises on the first promise that is broken. Prints the seed of the run."""
    given = os.environ.get("MODEL_SEED")
    if number is None:
        number = int(given) if given else random.randrange(2**32)
    print(f"MODEL_SEED={number}")
    run_state_machine_as_test(
        seed(number)(Walk),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            phases=[Phase.generate],
            deadline=None,
            database=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
