"""What there is in the pure model: one post, five people, two channels, two patients. No database.

It keeps a second book of what people really saw, made without digests and gates, and writes
every promise that is broken into `violations`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.models import User
from accounts.roles import permissions_of
from channels.connectors.base import Outgoing
from compliance.blockers import Refused
from consents.coverage import GrantFacts
from content import freezing, publishing
from content.case import (
    AnswerFacts,
    Case,
    CheckFacts,
    FindingFacts,
    PictureFacts,
    RevisionFacts,
    Said,
    TargetFacts,
)
from content.models import Delivery, Revision, RevisionTarget
from content.workflow import STAGES, State

HOUSE = 1
START = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
MIA, NOA = 50, 51
PHOTOS = (70, 80)
QUOTE = 90  # the material of a patient's words
NEWSROOM, BOARD = 100, 101
#: hats overlap on purpose: the separation is per post, not per person
PEOPLE: dict[str, tuple[str, ...]] = {
    "wren": ("writer", "community"),
    "will": ("writer", "reviewer", "legal"),
    "rita": ("reviewer", "legal"),
    "lex": ("legal",),
    "pia": ("privacy", "reviewer"),
}
#: words, and what the text check finds in them: (id, category, severity)
WORDS: dict[str, tuple[tuple[int, str, str], ...]] = {
    "Wash your hands.": (),
    "Come and see us.": (),
    "Ask for Robin.": ((1, "name", "warn"),),
    "Call 555-0142.": ((2, "phone", "block"),),
    "“You saved my life.”": ((3, "testimonial", "block"),),
}
LATE = timedelta(minutes=15)
OUT = publishing.UNSETTLED


def user(key: int, roles: tuple[str, ...]) -> User:
    """Somebody whose grants are in memory, so that the real `access.may` asks no database."""
    made = User(pk=key, name=f"Person {key}")
    made.__dict__["_organization_grants"] = {name: {HOUSE} for name in permissions_of(roles)}
    return made


@dataclass
class Version:
    """A frozen version, and what each decider really looked at."""

    facts: RevisionFacts
    payload: str
    looks: dict[str, Any] = field(default_factory=dict)  # stage -> look


@dataclass
class Sending:
    """A delivery and its takedown; `calls` counts how often the network took it."""

    version: Version
    channel: int
    due: datetime
    state: str = "pending"
    calls: int = 0
    takedown: str = ""
    began: datetime | None = None
    resting: tuple[tuple[int, int], ...] = ()  # (subject, material) shown

    def row(self) -> Delivery:
        revision = Revision(pk=self.version.facts.id, payload=self.version.payload)
        target = RevisionTarget(channel_id=self.channel, placement="organic")
        return Delivery(revision=revision, target=target, kind="publish", state=self.state)

    def rests_on(self, grant: GrantFacts) -> bool:
        shown = (grant.subject_id, grant.material_id) in self.resting
        return shown and grant.channel_id == self.channel

    def move(self, action: str) -> bool:
        try:
            self.state = publishing.target_of(self.state, action)
        except Refused:
            return False
        return True


@dataclass
class Known:
    """All values, the case that the product would read, and the second book."""

    now: datetime = START
    state: State = State.DRAFT
    words: dict[str, Any] = field(
        default_factory=lambda: {
            "kind": "tip", "title": "Clean hands", "text": "Wash your hands.", "link": "",
            "purpose": "education", "paid_by": "", "until": None,
        }
    )  # fmt: skip
    own_words: dict[int, str] = field(default_factory=lambda: {NEWSROOM: ""})
    closed: set[int] = field(default_factory=set)
    pictures: dict[int, PictureFacts] = field(default_factory=dict)
    said: dict[int, tuple[Said, ...]] = field(default_factory=dict)
    answers: dict[int, AnswerFacts] = field(default_factory=dict)
    worse: set[int] = field(default_factory=set)  # findings whose severity has risen
    grants: list[GrantFacts] = field(default_factory=list)
    planned_at: datetime | None = None
    checked: tuple[CheckFacts | None, dict[int, tuple[str, str]]] = (None, {})
    ruleset: int = 1
    authors: set[int] = field(default_factory=set)
    versions: list[Version] = field(default_factory=list)
    sendings: list[Sending] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    people: dict[str, User] = field(
        default_factory=lambda: {
            name: user(key, roles) for key, (name, roles) in enumerate(PEOPLE.items(), start=1)
        }
    )

    # ---- what is there ----

    def targets(self) -> tuple[TargetFacts, ...]:
        return tuple(
            TargetFacts(
                id=channel, channel_id=channel, channel=f"Channel {channel}", kind="newsroom",
                account_id=f"account-{channel}", placement="organic",
                text=own or self.words["text"], own_text=own,
                channel_open=channel not in self.closed,
            )
            for channel, own in sorted(self.own_words.items())
        )  # fmt: skip

    def findings(self) -> dict[int, tuple[str, str]]:
        """What is truly in the words that leave: category and severity by key."""
        texts = {self.words["text"], *self.own_words.values()} - {""}
        return {
            key: (category, "block" if key in self.worse else severity)
            for text in texts
            for key, category, severity in WORDS[text]
        }

    def case(self) -> Case:
        facts, seen = self.checked
        materials = {p.material_id: p.sha256 for p in self.pictures.values()} | {QUOTE: "q" * 64}
        return Case(
            post_id=1,
            organization_id=HOUSE,
            organization="Fairhaven Clinic",
            state=self.state,
            now=self.now,
            planned_at=self.planned_at,
            ruleset=f"rules-{self.ruleset}",
            authors=frozenset(self.authors),
            targets=self.targets(),
            pictures=tuple(self.pictures.values()),
            people=dict(self.said),
            material_sha256=materials,
            check=facts,
            findings=tuple(
                FindingFacts(key, category, category, severity, "", self.answers.get(key))
                for key, (category, severity) in seen.items()
            ),
            grants=tuple(self.grants),
            revision=self.versions[-1].facts if self.versions else None,
            **self.words,
        )

    def renew(self) -> None:
        """The text check of the words as they are now."""
        case = self.case()
        facts = CheckFacts(freezing.text_digest(case), case.ruleset, case.directory_version, True)
        self.checked = (facts, self.findings())

    def look(self) -> tuple[Any, ...]:
        """All that a decision is about, written down without any digest."""
        shown = [(p.renditions, p.alt_text, p.sha256) for p in self.pictures.values()]
        who = {
            material: sorted((one.kind, one.subject_id or 0) for one in self.said.get(material, ()))
            for material in self.materials()
        }
        # The same words said apart, and words that leave nowhere, are no difference.
        words = sorted((key, one) for key, one in self.words.items() if key != "text")
        leaving = {place: own or self.words["text"] for place, own in self.own_words.items()}
        return (tuple(map(str, words)), leaving, shown, who)

    def materials(self) -> list[int]:
        pictures = [picture.material_id for picture in self.pictures.values()]
        quoted = [
            a.material_id
            for key, a in self.answers.items()
            if key in self.findings() and a.material_id
        ]
        return [*pictures, *quoted]

    def shown(self) -> list[tuple[int, int]]:
        """(subject, material) for every patient who is said to be in what the post shows."""
        return [
            (one.subject_id, material)
            for material in self.materials()
            for one in self.said.get(material, ())
            if one.subject_id is not None
        ]

    # ---- the second book: what really is, without gates and digests ----

    def covered(self, subject: int, material: int, channel: int) -> bool:
        """One signature that names this person, this thing and this place, and holds now."""
        purpose, payer, until = (self.words[name] for name in ("purpose", "paid_by", "until"))
        return any(
            (g.subject_id, g.material_id, g.channel_id) == (subject, material, channel)
            and g.revoked_at is None
            and g.stopped_at is None
            and g.signed_at <= self.now < g.expires_at
            and purpose in g.purposes
            and payer in ("", g.paid_by)
            and (until is None or until < g.expires_at)
            for g in self.grants
        )

    def uncovered(self, channels: list[int]) -> bool:
        return any(not self.covered(*use, channel) for use in self.shown() for channel in channels)

    def unanswered(self, *, confirmed: bool) -> bool:
        for key, (_, severity) in self.findings().items():
            one = self.answers.get(key)
            if one is None or (severity == "block" and one.for_severity != "block"):
                return True
            if confirmed and one.confirmed_by is None:
                return True
        return any(
            not said or (confirmed and any(one.confirmed_by is None for one in said))
            for said in (self.said.get(p.material_id) for p in self.pictures.values())
        )

    def judge_decision(self, who: User, stage: str, version: Version) -> None:
        if self.uncovered(list(self.own_words)):
            self.violations.append(f"I1: {stage} although a patient has not signed")
        if self.unanswered(confirmed=stage != "submit"):
            self.violations.append(f"I1: {stage} although something is open")
        if stage != "submit" and who.pk in self.authors:
            self.violations.append(f"separation: an author did {stage}")
        users = [one.user_id for one in version.facts.decisions]
        if len(users) != len(set(users)):
            self.violations.append("separation: somebody decided twice")
        if version.looks[stage] != self.look():
            self.violations.append(f"I1: {stage} on something else than what was seen")

    def judge_sending(self, one: Sending, outgoing: Outgoing) -> None:
        decisions = {d.stage: d.user_id for d in one.version.facts.decisions}
        if tuple(decisions) != STAGES or len(set(decisions.values())) != 3:
            self.violations.append("I1: sent without three people")
        if {decisions.get("endorse"), decisions.get("approve")} & self.authors:
            self.violations.append("separation: sent on the word of an author")
        if any(look != self.look() for look in one.version.looks.values()):
            self.violations.append("I1: sent something else than was decided on")
        if outgoing.text != (self.own_words.get(one.channel) or self.words["text"]):
            self.violations.append("I1: other words left")
        if self.uncovered([one.channel]):
            self.violations.append("I1: sent although a patient is not covered")
        if self.unanswered(confirmed=True) or any(
            not p.checked or p.open_findings for p in self.pictures.values()
        ):
            self.violations.append("I1: sent although something is open")
        if self.state not in (State.SCHEDULED, State.PUBLISHED):
            self.violations.append("I1: sent although it was called back")
