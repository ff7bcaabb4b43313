"""A case in which nothing is missing; tests bend one thing at a time. No database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from consents.coverage import GrantFacts
from content import freezing
from content.case import (
    AnswerFacts,
    Case,
    CheckFacts,
    DecisionFacts,
    FindingFacts,
    PictureFacts,
    RevisionFacts,
    Said,
    TargetFacts,
)
from content.workflow import STAGES, State

AT = datetime(2026, 5, 3, 13, 0, tzinfo=UTC)
WREN, RITA, LEX, OTHER = 1, 2, 3, 4
MIA = 50
MATERIAL, BYTES = 70, "b" * 64

TARGET = TargetFacts(
    id=1,
    channel_id=100,
    channel="Newsroom",
    kind="newsroom",
    account_id="fairhaven",
    placement="organic",
    text="Wash your hands.",
)
PICTURE = PictureFacts(
    id=7,
    photo_id=7,
    material_id=MATERIAL,
    sha256="a" * 64,
    order=0,
    alt_text="A table with flowers",
    place="event",
    checked=True,
    renditions=(("max1600", BYTES),),
)
NOBODY = Said("nobody", None, WREN, RITA)
PATIENT = Said("patient", MIA, WREN, RITA)
FINDING = FindingFacts(1, "name", "name", "block", "This looks like a name.")
ANSWER = AnswerFacts(1, "staff", WREN, "block")
GRANT = GrantFacts(
    id=1000,
    authorization_id=500,
    subject_id=MIA,
    material_id=MATERIAL,
    sha256="a" * 64,
    channel_id=100,
    placement="organic",
    purposes=frozenset({"education"}),
    paid_by="",
    signed_at=AT - timedelta(days=3),
    expires_at=AT + timedelta(days=300),
    on_expiry="takedown",
    revoked_at=None,
    stopped_at=None,
)


def case(state: str = State.DRAFT, *deciders: int, **changes: Any) -> Case:
    """A post of words only; its check is current unless `check` is given.

    `deciders` decided, in the order of the stages, on exactly this.
    """
    made = replace(
        Case(
            post_id=1,
            organization_id=1,
            organization="Fairhaven Clinic",
            state=state,
            kind="tip",
            title="Clean hands",
            text=TARGET.text,
            now=AT,
            authors=frozenset({WREN}),
            targets=(TARGET,),
            ruleset="rules-1",
        ),
        **changes,
    )
    if "check" not in changes:
        made = checked(made)
    return decided(made, *deciders) if deciders else made


def checked(made: Case) -> Case:
    facts = CheckFacts(freezing.text_digest(made), made.ruleset, made.directory_version, True)
    return replace(made, check=facts)


def decided(made: Case, *deciders: int) -> Case:
    digests = freezing.digests(made)
    decisions = tuple(
        DecisionFacts(stage, user, *digests) for stage, user in zip(STAGES, deciders, strict=False)
    )
    return replace(made, revision=RevisionFacts(1, 1, *digests, False, decisions))


def with_picture(state: str = State.DRAFT, *deciders: int, **changes: Any) -> Case:
    """The same with one picture that shows nobody, checked and confirmed."""
    fields: dict[str, Any] = {
        "pictures": (PICTURE,),
        "people": {MATERIAL: (NOBODY,)},
        "material_sha256": {MATERIAL: PICTURE.sha256},
    }
    return case(state, *deciders, **fields | changes)


def with_patient(state: str = State.DRAFT, *deciders: int, **changes: Any) -> Case:
    """The same with a picture of a patient who has signed for the newsroom."""
    fields: dict[str, Any] = {
        "people": {MATERIAL: (PATIENT,)},
        "grants": (GRANT,),
        "names": {MIA: "Mia T."},
    }
    return with_picture(state, *deciders, **fields | changes)


def finding(answer: AnswerFacts | None = None, **changes: Any) -> FindingFacts:
    return replace(FINDING, answer=answer, **changes)


def answer(**changes: Any) -> AnswerFacts:
    return replace(ANSWER, **changes)
