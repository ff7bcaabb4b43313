"""Each gate against plain cases: what passes, what blocks, and how much each step asks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from content import gates
from content.case import Case, CheckFacts, DecisionFacts
from content.workflow import SAFE_AND_TIMED, STAGES, State, Strength
from tests.content import facts
from tests.content.facts import (
    AT,
    GRANT,
    LEX,
    MATERIAL,
    MIA,
    NOBODY,
    OTHER,
    PATIENT,
    PICTURE,
    RITA,
    TARGET,
    WREN,
    answer,
    case,
    finding,
    with_patient,
    with_picture,
)

ANSWERED, CONFIRMED, CLOSED = Strength


def codes(gate: str, of: Case, strength: Strength = CLOSED) -> list[str]:
    return [blocker.code for blocker in gates.ask([gate], of, strength)]


@pytest.mark.parametrize("make", [case, with_picture, with_patient])
@pytest.mark.parametrize("strength", Strength)
def test_nothing_is_missing_when_nothing_is_missing(
    make: Callable[..., Case], strength: Strength
) -> None:
    ready = make(State.APPROVED, WREN, RITA, LEX, planned_at=AT)
    assert gates.ask(SAFE_AND_TIMED, ready, strength) == []


def test_all_blockers_are_told_not_the_first() -> None:
    found = gates.ask(
        SAFE_AND_TIMED,
        with_picture(people={}, findings=(finding(),), targets=(), organization_open=False),
        CLOSED,
    )
    told = {blocker.code for blocker in found}
    expected = {"organization_closed", "phi_open", "people_unresolved", "no_channel", "no_time"}
    assert expected <= told


def test_every_blocker_is_a_sentence() -> None:
    broken = with_patient(
        State.SCHEDULED, people={MATERIAL: ()}, findings=(finding(),), targets=(), grants=()
    )
    for blocker in gates.ask(SAFE_AND_TIMED, broken, CLOSED):
        assert blocker.message[0].isupper(), blocker
        assert blocker.message[-1] in ".?", blocker


def test_a_gate_that_raises_blocks_and_tells_nothing_of_the_post(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(of: Case, strength: Strength) -> list[Any]:
        raise RuntimeError(of.text)

    monkeypatch.setitem(gates.GATES, "phi", broken)
    assert codes("phi", case(), ANSWERED) == ["phi_broken"]
    assert TARGET.text not in caplog.text
    assert codes("no_such_gate", case(), ANSWERED) == ["no_such_gate_broken"]


# ---- words ----


@pytest.mark.parametrize(
    ("findings", "strength", "expected"),
    [
        ([finding()], ANSWERED, ["phi_open"]),
        ([finding(severity="warn")], ANSWERED, ["phi_open"]),
        ([finding(severity="info")], CLOSED, []),
        ([finding(category="testimonial")], ANSWERED, ["testimonial_open"]),
        ([finding(answer())], ANSWERED, []),
        ([finding(answer())], CONFIRMED, ["answers_to_confirm"]),
        ([finding(answer())], CLOSED, ["answers_to_confirm"]),
        ([finding(answer(confirmed_by=RITA))], CLOSED, []),
        ([finding(answer(confirmed_by=RITA)), finding()], CLOSED, ["phi_open"]),
        # an answer holds up to the severity it was given for
        ([finding(answer(for_severity="warn", confirmed_by=RITA))], ANSWERED, ["phi_open"]),
        ([finding(answer(for_severity="block", confirmed_by=RITA), severity="warn")], CLOSED, []),
    ],
)
def test_words(findings: list[Any], strength: Strength, expected: list[str]) -> None:
    assert codes("phi", case(findings=tuple(findings)), strength) == expected


@pytest.mark.parametrize(
    "check",
    [
        None,
        CheckFacts("other words", "rules-1", 1, True),
        CheckFacts("", "rules-0", 1, True),
        CheckFacts("", "rules-1", 2, True),
        CheckFacts("", "rules-1", 1, False),
    ],
    ids=["none", "words", "rules", "directory", "unfinished"],
)
@pytest.mark.parametrize("strength", Strength)
def test_a_check_that_is_not_current_blocks(check: CheckFacts | None, strength: Strength) -> None:
    fresh = case().check
    if check is not None and fresh is not None and not check.text_digest:
        check = replace(check, text_digest=fresh.text_digest)
    assert codes("phi", case(check=check), strength) == ["check_running"]


def test_there_have_to_be_words() -> None:
    assert codes("phi", case(text="  \n"), ANSWERED) == ["no_words"]


# ---- pictures ----


@pytest.mark.parametrize(
    ("changes", "at_submit", "later"),
    [
        ({}, [], []),
        ({"checked": False}, [], ["photo_check_pending"]),
        ({"renditions": ()}, ["rendition_pending"], ["rendition_pending"]),
        ({"renditions": (("max800", "c" * 64),)}, ["rendition_pending"], ["rendition_pending"]),
        ({"alt_text": " "}, ["alt_text_missing"], ["alt_text_missing"]),
        ({"open_findings": 1}, ["photo_open"], ["photo_open"]),
        ({"to_confirm": 1}, [], ["photo_to_confirm"]),
    ],
)
def test_pictures(changes: dict[str, Any], at_submit: list[str], later: list[str]) -> None:
    bent = with_picture(pictures=(replace(PICTURE, **changes),))
    assert codes("media_checked", bent, ANSWERED) == at_submit
    assert codes("media_checked", bent, CONFIRMED) == later
    assert codes("media_checked", bent, CLOSED) == later


# ---- people ----


@pytest.mark.parametrize(
    ("said", "at_submit", "later"),
    [
        ((NOBODY,), [], []),
        ((replace(NOBODY, confirmed_by=None),), [], ["people_to_confirm"]),
        ((NOBODY, replace(PATIENT, confirmed_by=None)), [], ["people_to_confirm"]),
        ((), ["people_unresolved"], ["people_unresolved"]),
    ],
)
def test_people(said: tuple[Any, ...], at_submit: list[str], later: list[str]) -> None:
    bent = with_picture(people={MATERIAL: said})
    assert codes("people_resolved", bent, ANSWERED) == at_submit
    assert codes("people_resolved", bent, CONFIRMED) == later
    assert codes("people_resolved", bent, CLOSED) == later


def test_words_that_a_patient_allowed_are_somebodys() -> None:
    words = finding(answer(kind="patient", material_id=90, confirmed_by=RITA))
    assert codes("people_resolved", case(findings=(words,))) == ["words_of_nobody"]
    assert codes("people_resolved", case(findings=(words,), people={90: (PATIENT,)})) == []


def test_before_and_after_shows_a_patient() -> None:
    assert codes("people_resolved", with_picture(kind="before_after")) == ["before_after_patient"]
    assert codes("people_resolved", with_patient(kind="before_after")) == []


# ---- permissions ----


@pytest.mark.parametrize(
    "grants",
    [
        (),
        (replace(GRANT, channel_id=101),),
        (replace(GRANT, subject_id=MIA + 1),),
        (replace(GRANT, material_id=MATERIAL + 1),),
        (replace(GRANT, sha256="c" * 64),),
        (replace(GRANT, revoked_at=AT),),
        (replace(GRANT, stopped_at=AT),),
        (replace(GRANT, expires_at=AT),),
        (replace(GRANT, purposes=frozenset({"marketing"})),),
        # never added together
        (replace(GRANT, channel_id=101), replace(GRANT, id=1001, material_id=MATERIAL + 1)),
    ],
    ids=[
        "none", "other channel", "other person", "other picture", "other bytes", "taken back",
        "stopped", "ended", "other purpose", "two halves",
    ],
)  # fmt: skip
@pytest.mark.parametrize("strength", Strength)
@pytest.mark.parametrize("state", [State.DRAFT, State.APPROVED])
def test_a_patient_without_permission_blocks_at_every_step(
    grants: tuple[Any, ...], strength: Strength, state: State
) -> None:
    assert codes("coverage", with_patient(state, grants=grants), strength) == ["not_covered"]


def test_each_target_is_asked_for_itself() -> None:
    other = replace(TARGET, id=2, channel_id=101, channel="Notice board")
    found = gates.ask(["coverage"], with_patient(targets=(TARGET, other)), ANSWERED)
    assert [blocker.code for blocker in found] == ["not_covered"]
    assert "Notice board" in found[0].message
    assert "Newsroom" not in found[0].message
    assert found[0].permission == "accounts.request_authorizations"


def test_each_patient_in_the_picture_is_asked_for() -> None:
    both = {MATERIAL: (PATIENT, replace(PATIENT, subject_id=MIA + 1))}
    assert codes("coverage", with_patient(people=both)) == ["not_covered"]


def test_the_permission_holds_at_the_planned_time_too() -> None:
    late = GRANT.expires_at + timedelta(days=1)
    assert codes("coverage", with_patient(planned_at=late)) == ["not_covered"]
    assert codes("coverage", with_patient(until=late)) == ["not_covered"]


def test_words_of_a_patient_need_permission_as_pictures_do() -> None:
    words = finding(answer(kind="patient", material_id=90, confirmed_by=RITA))
    bent = case(findings=(words,), people={90: (PATIENT,)}, material_sha256={90: "w" * 64})
    assert codes("coverage", bent) == ["not_covered"]
    allowed = replace(GRANT, material_id=90, sha256="w" * 64)
    assert codes("coverage", replace(bent, grants=(allowed,))) == []


# ---- channels and time ----


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"targets": ()}, ["no_channel"]),
        ({"targets": (replace(TARGET, channel_open=False),)}, ["channel_closed"]),
        ({"targets": (replace(TARGET, text_limit=5),)}, ["too_long"]),
        ({"targets": (replace(TARGET, picture_limit=0),)}, ["too_many_pictures"]),
    ],
)
def test_channels(changes: dict[str, Any], expected: list[str]) -> None:
    assert codes("channel_limits", with_picture(**changes)) == expected


@pytest.mark.parametrize(
    ("planned", "until", "expected"),
    [
        (None, None, ["no_time"]),
        (AT, None, []),
        (AT - gates.GRACE, None, []),
        (AT - gates.GRACE - timedelta(seconds=1), None, ["time_passed"]),
        (AT + timedelta(days=2), AT + timedelta(days=1), ["after_its_end"]),
    ],
)
def test_time(planned: Any, until: Any, expected: list[str]) -> None:
    assert codes("has_a_time", case(planned_at=planned, until=until)) == expected


def test_a_closed_organization_stands_still() -> None:
    assert codes("organization_active", case(organization_open=False)) == ["organization_closed"]


# ---- the same as decided ----

DECIDED = [(State.SECOND_REVIEW, 1), (State.LEGAL_REVIEW, 2), (State.APPROVED, 3),
           (State.SCHEDULED, 3), (State.PUBLISHED, 3)]  # fmt: skip
PEOPLE = (WREN, RITA, LEX)


@pytest.mark.parametrize(("state", "needed"), DECIDED)
def test_as_many_decisions_as_the_state_stands_for(state: State, needed: int) -> None:
    assert codes("same_as_decided", case(state, *PEOPLE[:needed])) == []
    if needed > 1:
        missing = case(state, *PEOPLE[: needed - 1])
        assert codes("same_as_decided", missing) == ["decision_missing"]
    assert codes("same_as_decided", case(state)) == ["no_version"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": "Another title"}, ["payload_changed"]),
        ({"link": "https://example.org"}, ["payload_changed"]),
        ({"targets": (replace(TARGET, text="Other words."),)}, ["payload_changed"]),
        ({"targets": (replace(TARGET, first_comment="And this."),)}, ["payload_changed"]),
        ({"targets": (replace(TARGET, tags=("hands",)),)}, ["payload_changed"]),
        ({"targets": (replace(TARGET, account_id="elsewhere"),)}, ["payload_changed"]),
        ({"targets": (replace(TARGET, placement="paid"),)}, ["payload_changed"]),
        ({"pictures": (replace(PICTURE, alt_text="A chair"),)}, ["payload_changed"]),
        ({"pictures": (replace(PICTURE, renditions=(("max1600", "d" * 64),)),)},
         ["payload_changed"]),
        ({"kind": "award"}, ["payload_changed", "basis_changed"]),
        ({"purpose": "marketing"}, ["basis_changed"]),
        ({"paid_by": "A maker of soap"}, ["basis_changed"]),
        ({"until": AT + timedelta(days=9)}, ["basis_changed"]),
        ({"people": {MATERIAL: (PATIENT,)}}, ["basis_changed"]),
        ({"people": {MATERIAL: (replace(NOBODY, kind="staff"),)}}, ["basis_changed"]),
        ({"material_sha256": {MATERIAL: "e" * 64}}, ["basis_changed"]),
        # time is in neither
        ({"planned_at": AT + timedelta(days=1)}, []),
        # who confirmed is not what was decided on
        ({"people": {MATERIAL: (replace(NOBODY, confirmed_by=LEX),)}}, []),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("state", "needed"), DECIDED)
def test_what_changed_since_blocks(
    changes: dict[str, Any], expected: list[str], state: State, needed: int
) -> None:
    then = with_picture(state, *PEOPLE[:needed])
    assert codes("same_as_decided", replace(then, **changes)) == expected


def test_a_decision_on_another_version_does_not_count() -> None:
    made = case(State.APPROVED, *PEOPLE)
    assert made.revision is not None
    stale = DecisionFacts("approve", LEX, "0" * 64, made.revision.basis_digest)
    decisions = (*made.revision.decisions[:2], stale)
    bent = replace(made, revision=replace(made.revision, decisions=decisions))
    assert codes("same_as_decided", bent) == ["decision_missing"]


def test_an_erased_version_counts_for_nothing() -> None:
    made = case(State.APPROVED, *PEOPLE)
    assert made.revision is not None
    bent = replace(made, revision=replace(made.revision, erased=True))
    assert codes("same_as_decided", bent) == ["no_version"]


@pytest.mark.parametrize("deciders", [(WREN, RITA, RITA), (WREN, WREN, LEX), (WREN, RITA, WREN)])
def test_nobody_counts_twice(deciders: tuple[int, ...]) -> None:
    assert "decided_twice" in codes("same_as_decided", case(State.APPROVED, *deciders))


@pytest.mark.parametrize("stage", STAGES)
def test_whoever_became_an_author_since_has_not_decided(stage: str) -> None:
    decider = dict(zip(STAGES, PEOPLE, strict=True))[stage]
    made = case(State.APPROVED, *PEOPLE)
    bent = replace(made, authors=frozenset({OTHER, decider}))
    assert codes("same_as_decided", bent) == ([] if stage == "submit" else ["author_decided"])


def test_numbers_are_written_as_people_do() -> None:
    assert gates.count(1, "thing", "things") == "One thing"
    assert gates.count(12, "thing", "things") == "12 things"
    several = gates.ask(["phi"], case(findings=(finding(), finding(id=2))), ANSWERED)
    assert several[0].message == "Two things in the words have no answer."


def test_the_facts_of_these_tests_are_whole() -> None:
    assert facts.with_patient().uses(TARGET)[0].subject_id == MIA


def test_one_form_is_asked_for_once_however_much_it_has_to_cover() -> None:
    people = {MATERIAL: (PATIENT,), MATERIAL + 1: (PATIENT,)}
    pictures = (PICTURE, replace(PICTURE, id=8, photo_id=8, material_id=MATERIAL + 1))
    made = with_patient(people=people, pictures=pictures, grants=())
    assert len(gates.coverage(made, ANSWERED)) == 2
    found = gates.ask(["coverage"], made, ANSWERED)
    assert [blocker.code for blocker in found] == ["not_covered"]
