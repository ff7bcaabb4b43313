"""One grant covers the whole of a use, or nothing does."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consents.coverage import REASONS, GrantFacts, Use, covers
from consents.words import reason_sentence
from tests.consents.facts import AT, GRANT, USE, grant, use

DAY = timedelta(days=1)
BLINK = timedelta(microseconds=1)


def test_a_grant_of_exactly_this_covers_it() -> None:
    verdict = covers(USE, [GRANT], AT)
    assert (verdict.allowed, verdict.grant, verdict.reasons) == (True, GRANT, ())


@pytest.mark.parametrize(
    ("asked", "given_", "reasons"),
    [
        ({"subject_id": 2}, {}, ("no_permission",)),
        ({"material_id": 11}, {}, ("material",)),
        ({"sha256": "b" * 64}, {}, ("changed",)),
        ({"sha256": ""}, {"sha256": ""}, ("changed",)),
        ({"channel_id": 101}, {}, ("channel",)),
        ({"placement": "story"}, {}, ("placement",)),
        ({"placement": ""}, {"placement": ""}, ("placement",)),
        ({"purpose": "fundraising"}, {}, ("purpose",)),
        ({"purpose": ""}, {}, ("purpose",)),
        ({"purpose": "marketing"}, {"purposes": frozenset()}, ("purpose",)),
        ({"paid_by": "Acme Supplies"}, {}, ("paid",)),
        ({"paid_by": "Acme Supplies"}, {"paid_by": "Other Supplies"}, ("paid",)),
        ({}, {"revoked_at": AT - DAY}, ("taken_back",)),
        ({}, {"revoked_at": AT - DAY, "stopped_at": AT - DAY}, ("taken_back",)),
        ({}, {"revoked_at": AT + DAY}, ("taken_back",)),
        ({}, {"stopped_at": AT}, ("stopped",)),
        ({}, {"signed_at": AT + BLINK}, ("not_yet",)),
        ({}, {"expires_at": AT}, ("ended",)),
        ({"until": AT + DAY}, {"expires_at": AT + DAY}, ("outlasts",)),
        ({"until": AT + 2 * DAY}, {"expires_at": AT + DAY}, ("outlasts",)),
        ({}, {"on_expiry": ""}, ("end_unknown",)),
        ({"channel_id": 101, "purpose": ""}, {"stopped_at": AT}, ("channel", "purpose", "stopped")),
    ],
)
def test_each_thing_that_does_not_fit_is_told(
    asked: dict[str, Any], given_: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    verdict = covers(use(**asked), [grant(**given_)], AT)
    assert (verdict.grant, verdict.reasons) == (None, reasons)


@pytest.mark.parametrize(
    ("asked", "given_"),
    [
        ({"paid_by": "Acme Supplies"}, {"paid_by": "Acme Supplies"}),
        ({"paid_by": ""}, {"paid_by": "Acme Supplies"}),
        ({"until": None}, {"on_expiry": "leave"}),
        ({"until": AT + DAY - BLINK}, {"expires_at": AT + DAY}),
        ({}, {"signed_at": AT}),
        ({}, {"expires_at": AT + BLINK}),
    ],
)
def test_what_fits_to_the_last_moment_is_covered(
    asked: dict[str, Any], given_: dict[str, Any]
) -> None:
    assert covers(use(**asked), [grant(**given_)], AT).allowed


def test_nothing_signed_covers_nothing() -> None:
    assert covers(USE, [], AT).reasons == ("no_permission",)


def test_the_reasons_are_those_of_the_grant_that_comes_closest() -> None:
    far = grant(id=1, channel_id=7, purposes=frozenset(), expires_at=AT)
    near = grant(id=2, channel_id=7)
    assert covers(USE, [far, near], AT).reasons == ("channel",)


def test_the_grant_that_lasts_longest_is_chosen() -> None:
    short, long = grant(id=1, expires_at=AT + DAY), grant(id=2, expires_at=AT + 2 * DAY)
    assert covers(USE, [long, short], AT).grant == long
    assert covers(USE, [grant(id=3, on_expiry="leave"), long], AT).ends_at is None


def test_a_takedown_is_due_at_the_end_only_when_the_patient_said_so() -> None:
    assert covers(USE, [GRANT], AT).ends_at == GRANT.expires_at
    assert covers(USE, [grant(on_expiry="leave")], AT).ends_at is None
    assert covers(use(channel_id=5), [GRANT], AT).ends_at is None


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_is_a_sentence_for_people(code: str) -> None:
    sentence = reason_sentence(code, "Mia", "LinkedIn")
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "Mia" in sentence or code == "changed"


moments = st.integers(-3, 3).map(lambda days: AT + days * DAY)
maybe = st.one_of(st.none(), moments)
uses = st.builds(
    Use,
    subject_id=st.integers(1, 2),
    material_id=st.integers(1, 2),
    sha256=st.sampled_from(["a", "b", ""]),
    channel_id=st.integers(1, 2),
    placement=st.sampled_from(["organic", "story", ""]),
    purpose=st.sampled_from(["marketing", "education", ""]),
    paid_by=st.sampled_from(["", "Acme"]),
    until=maybe,
)
grants = st.builds(
    GrantFacts,
    id=st.integers(1, 9),
    authorization_id=st.integers(1, 3),
    subject_id=st.integers(1, 2),
    material_id=st.integers(1, 2),
    sha256=st.sampled_from(["a", "b", ""]),
    channel_id=st.integers(1, 2),
    placement=st.sampled_from(["organic", "story", ""]),
    purposes=st.frozensets(st.sampled_from(["marketing", "education"])),
    paid_by=st.sampled_from(["", "Acme"]),
    signed_at=moments,
    expires_at=moments,
    on_expiry=st.sampled_from(["takedown", "leave", ""]),
    revoked_at=maybe,
    stopped_at=maybe,
)
some = st.lists(grants, max_size=4)


@given(uses, some, moments, st.data())
def test_removing_a_grant_never_unblocks(
    use: Use, held: list[GrantFacts], at: Any, data: Any
) -> None:
    fewer = [one for one in held if data.draw(st.booleans())]
    assert covers(use, held, at).allowed or not covers(use, fewer, at).allowed


@given(uses, some, moments, st.data())
def test_weakening_a_grant_never_unblocks(
    use: Use, held: list[GrantFacts], at: Any, data: Any
) -> None:
    weaker = [
        data.draw(
            st.sampled_from(
                [
                    replace(one, stopped_at=at),
                    replace(one, revoked_at=at),
                    replace(one, expires_at=one.expires_at - DAY),
                    replace(one, signed_at=one.signed_at + DAY),
                    replace(one, purposes=frozenset()),
                    replace(one, on_expiry=""),
                ]
            )
        )
        for one in held
    ]
    assert covers(use, held, at).allowed or not covers(use, weaker, at).allowed


@given(uses, some, moments)
def test_two_halves_never_add_up(use: Use, held: list[GrantFacts], at: Any) -> None:
    """Together they cover exactly when one of them does so alone."""
    alone = [covers(use, [one], at).allowed for one in held]
    together = covers(use, held, at)
    assert together.allowed == any(alone)
    assert bool(together.reasons) != together.allowed


@given(st.sampled_from(fields(GrantFacts)), st.sampled_from(fields(GrantFacts)))
def test_two_grants_that_each_lack_one_thing_do_not_cover(one: Any, other: Any) -> None:
    wrong = {
        "subject_id": 2, "material_id": 2, "sha256": "b", "channel_id": 2, "placement": "story",
        "purposes": frozenset(), "signed_at": AT + DAY, "expires_at": AT, "on_expiry": "",
        "revoked_at": AT, "stopped_at": AT,
    }  # fmt: skip
    pair = [grant(**{name.name: wrong[name.name]}) for name in (one, other) if name.name in wrong]
    assert not covers(USE, pair, AT).allowed
