"""A post's whole life as plain values: the product's own table, gates, rights and digests.

No database. What verbs do to rows is done here to values; whether they may is asked of the real
code.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from accounts.models import User
from channels.connectors.base import Outgoing, OutgoingPicture
from consents.coverage import GrantFacts
from content import freezing, lifecycle, sending
from content.answers import CONFIRMS
from content.case import AnswerFacts, Case, DecisionFacts, PictureFacts, RevisionFacts, Said
from content.lifecycle import Seen, Step
from content.models import Post
from content.signatures import Signature
from content.workflow import ANSWERABLE, TRANSITIONS, State, transition
from tests.content.model_known import (
    BOARD,
    HOUSE,
    LATE,
    MIA,
    NEWSROOM,
    NOA,
    OUT,
    PHOTOS,
    QUOTE,
    WORDS,
    Known,
    Sending,
    Version,
)

SAYABLE = ("nobody", "staff", "public", "patient")
TEXTS = sorted(WORDS)


@dataclass
class World(Known):
    """What people and the system do; nothing is forbidden here but by the product itself."""

    # ---- writing, answering, agreeing ----

    def may(self, who: User, permission: str) -> bool:
        return HOUSE in who.__dict__["_organization_grants"].get(permission, set())

    def writes(self, who: str, what: str, turn: int) -> None:
        """A change of the draft, if it is one and this person writes; `turn` chooses among them."""
        person = self.people[who]
        if self.state == State.DRAFT and self.may(person, "write_posts"):
            self.authors.add(person.pk)
            WRITES[what](self, turn)

    def show(self, what: str) -> None:
        """Make the draft show staff, or a patient, or hold certain words."""
        if what in WORDS:
            self.writes("wren", "write", TEXTS.index(what))
        elif what != "nothing":
            self.writes("wren", "attach", 0)
            self.writes("wren", "say", SAYABLE.index(what) * 2)

    def make_ready(self, who: User, signed: str = "all") -> None:
        """All that the next step asks for, as far as this person may."""
        if self.state == State.DRAFT and self.may(who, "write_posts"):
            for key in self.findings():
                if key not in self.answers or key in self.worse:
                    self.answer(who, key, "staff")
            for key in self.pictures:
                if not self.said.get(key):
                    self.say(who, key, "nobody")
            for subject, material in self.shown():
                if not all(self.covered(subject, material, place) for place in self.own_words):
                    self.collect(subject, material, signed)
        self.confirm(who)
        check_pictures(self, 0)
        if self.state == State.APPROVED:
            self.planned_at = self.now + timedelta(hours=1)

    def collect(self, subject: int, material: int, signed: str) -> None:
        """Signatures: for all places, for one, in two halves that do not fit, or not."""
        if signed == "all":
            self.sign(subject, (material,), tuple(self.own_words), 90)
        elif signed == "one place":
            self.sign(subject, (material,), (NEWSROOM,), 90)
        elif signed == "halves":
            self.sign(subject, (material,), (BOARD,), 90)
            self.sign(subject, tuple({*PHOTOS, QUOTE} - {material}), (NEWSROOM,), 90)

    def answer(self, who: User, key: int, kind: str) -> None:
        if self.state not in ANSWERABLE or not self.may(who, "write_posts"):
            return
        category, severity = self.findings()[key]
        if kind == "patient" and self.state != State.DRAFT:
            return
        if category == "testimonial":
            kind = "patient"
            if self.state != State.DRAFT:
                return
        material = QUOTE if kind == "patient" else None
        self.answers[key] = AnswerFacts(key, kind, who.pk, severity, material)
        if material and not self.said.get(QUOTE):
            self.said[QUOTE] = (Said("patient", MIA, who.pk),)
        self.authors.add(who.pk)

    def confirm(self, who: User) -> None:
        """Agree with everything that waits, as far as this person may."""
        permission = CONFIRMS.get(self.state)
        if permission is None or not self.may(who, permission.removeprefix("accounts.")):
            return
        if who.pk in self.authors:
            return
        for key, one in self.answers.items():
            if one.confirmed_by is None and one.answered_by != who.pk:
                self.answers[key] = replace(one, confirmed_by=who.pk)
        for material, some in self.said.items():
            if all(one.said_by != who.pk for one in some):
                self.said[material] = tuple(
                    replace(one, confirmed_by=one.confirmed_by or who.pk) for one in some
                )

    def say(self, who: User, material: int, kind: str, subject: int = MIA) -> None:
        patient = subject if kind == "patient" else None
        self.said[material] = (Said(kind, patient, who.pk),)

    # ---- the steps of the table ----

    def next_action(self) -> str:
        forward = {row.sources[0]: row.action for row in TRANSITIONS if row.decision}
        return forward.get(self.state, "schedule")

    def act(self, who: str, action: str, note: str = "", seen: Version | None = None) -> bool:
        return self.perform(self.people[who], action, note, seen)

    def perform(
        self, who: User | None, action: str, note: str = "", seen: Version | None = None
    ) -> bool:
        """Try one action; whether it may be done is asked of the real code."""
        self.renew()
        row = transition(self.state, action)
        if row is None or row.permission == "system":
            return False
        case = self.case()
        newest = seen or (self.versions[-1] if self.versions else None)
        shown = Seen(newest.facts.digest, newest.facts.basis_digest) if newest else None
        signature = Signature(who.pk, "A name", "I approve.", "password") if who else None
        step = Step(Post(pk=1), case, row, who, note, shown, signature)
        if lifecycle.refusals(step):
            return False
        if row.action in ("unschedule", "recall") and any(s.state in OUT for s in self.sendings):
            return False
        if row.decision and who is not None:
            self.decide(who, action, case, newest)
        self.effect(action)
        self.state = row.target
        return True

    def decide(self, who: User, stage: str, case: Case, seen: Version | None) -> None:
        if stage == "submit":
            self.authors.add(who.pk)
            case = replace(case, authors=frozenset(self.authors))
            number = len(self.versions) + 1
            facts = RevisionFacts(number, number, *freezing.digests(case), erased=False)
            self.versions.append(Version(facts, freezing.payload(case)))
        version = self.versions[-1]
        facts = version.facts
        made = DecisionFacts(stage, who.pk, facts.digest, facts.basis_digest)
        version.facts = replace(facts, decisions=(*facts.decisions, made))
        version.looks[stage] = seen.looks["submit"] if seen and stage != "submit" else self.look()
        self.judge_decision(who, stage, version)

    def effect(self, action: str) -> None:
        if action == "schedule" and self.planned_at:
            version = self.versions[-1]
            self.sendings += [
                Sending(version, target.channel_id, self.planned_at, resting=tuple(self.shown()))
                for target in self.targets()
            ]
        if action in ("unschedule", "recall", "withdraw"):
            for one in self.sendings:
                one.move("cancel")
        if action == "withdraw":
            for one in self.sendings:
                self.take_down(one)

    # ---- sending ----

    def begin_send(self, one: Sending) -> bool:
        """Claim a delivery as `sending.begin_send` does; what it lets pass is judged here."""
        if one.state != "pending" or one.due > self.now:
            return False
        row = one.row()
        entry = sending.payload_entry(row)
        stored = [picture.rendition("max1600") for picture in self.pictures.values()]
        outgoing = Outgoing(
            remote_key=f"{one.version.facts.id}-{one.channel}",
            account_id=entry["account"],
            title=entry["title"],
            text=entry["text"],
            pictures=tuple(OutgoingPicture(b"", sha256, "image/png", "") for sha256 in stored),
        )
        late = self.now - one.due > LATE
        if late or sending.sending_blockers(self.case(), row, outgoing):
            one.move("hold")
            return False
        if one.move("begin"):
            one.began = self.now
            self.judge_sending(one, outgoing)
        return True

    def called(self, one: Sending, outcome: str) -> None:
        """What came of the call: ok, refused, or silence with the story there or not."""
        if outcome in ("ok", "silent_there"):
            one.calls += 1
            if one.calls > 1:
                self.violations.append("I2: the network took it twice")
        moves = {"ok": "sent", "refused": "retry"}
        one.move(moves.get(outcome, "lose"))
        self.follow(one)

    def reconcile(self, one: Sending) -> None:
        if one.state == "unknown":
            one.move("it_is_live" if one.calls else "send_again")
            self.follow(one)

    def follow(self, one: Sending) -> None:
        if one.state == "sent" and self.state == State.SCHEDULED:
            self.state = State.PUBLISHED

    def take_down(self, one: Sending) -> None:
        if one.state in OUT and not one.takedown:
            one.takedown = "pending"

    def taken_down(self, one: Sending) -> None:
        """A takedown is run when its sending is settled."""
        if one.takedown != "pending" or one.state in ("sending", "unknown"):
            return
        one.takedown = "sent"
        live = [s for s in self.sendings if s.state in OUT and s.takedown != "sent"]
        if self.state in (State.SCHEDULED, State.PUBLISHED) and not live:
            self.effect("withdraw")
            self.state = State.WITHDRAWN

    def send_all(self, outcome: str, *, released: bool) -> None:
        """The time of all that waits comes; somebody may release what was held before."""
        for one in self.sendings:
            if released and one.move("release"):
                one.due = self.now
            if one.state == "pending":
                self.now = max(self.now, one.due)
                if self.begin_send(one):
                    self.called(one, outcome)

    def sweep(self) -> None:
        self.renew()
        for one in self.sendings:
            self.reconcile(one)
            self.taken_down(one)

    # ---- permissions ----

    def sign(
        self, subject: int, materials: tuple[int, ...], channels: tuple[int, ...], days: int
    ) -> None:
        sha256 = self.case().material_sha256
        authorization = len(self.grants) + 500
        for material in materials:
            for channel in channels:
                self.grants.append(
                    GrantFacts(
                        id=len(self.grants) + 1000,
                        authorization_id=authorization,
                        subject_id=subject,
                        material_id=material,
                        sha256=sha256.get(material, ""),
                        channel_id=channel,
                        placement="organic",
                        purposes=frozenset({"education"}),
                        paid_by="",
                        signed_at=self.now,
                        expires_at=self.now + timedelta(days=days),
                        on_expiry="takedown",
                        revoked_at=None,
                        stopped_at=None,
                    )
                )

    def stop(self, index: int, *, whole: bool) -> None:
        """Take a permission back, whole or for one place, as `consents.taking_back` does."""
        chosen = self.grants[index]
        for key, grant in enumerate(self.grants):
            if grant.id == chosen.id or (
                whole and grant.authorization_id == chosen.authorization_id
            ):
                revoked = self.now if whole else grant.revoked_at
                self.grants[key] = replace(grant, stopped_at=self.now, revoked_at=revoked)
                self.stop_uses(grant)

    def stop_uses(self, grant: GrantFacts) -> None:
        for one in self.sendings:
            if one.rests_on(grant):
                if one.state == "pending":
                    one.move("hold")
                self.take_down(one)


# ---- what writers do to a draft; the number chooses among the possibilities ----


def write(world: World, turn: int) -> None:
    world.words["text"] = TEXTS[turn % len(TEXTS)]


def choose_channel(world: World, turn: int) -> None:
    own = ("", *TEXTS)[turn % (1 + len(TEXTS))]
    world.own_words[(NEWSROOM, BOARD)[turn // 2 % 2]] = own


def drop_channel(world: World, turn: int) -> None:
    world.own_words.pop((NEWSROOM, BOARD)[turn % 2], None)


def attach(world: World, turn: int) -> None:
    material = PHOTOS[turn % 2]
    world.pictures.setdefault(material, picture(material))


def detach(world: World, turn: int) -> None:
    world.pictures.pop(PHOTOS[turn % 2], None)


def change_purpose(world: World, turn: int) -> None:
    world.words["purpose"] = ("education", "marketing")[turn % 2]


def say_until(world: World, turn: int) -> None:
    days = (None, 2, 400)[turn % 3]
    world.words["until"] = world.now + timedelta(days=days) if days else None


def say(world: World, turn: int) -> None:
    world.say(
        world.people["wren"], PHOTOS[turn % 2], SAYABLE[turn // 2 % 4], (MIA, NOA)[turn // 8 % 2]
    )


# ---- what happens around a post, whatever its state ----


def another_post_says(world: World, turn: int) -> None:
    """The same picture stands in another draft, where something else is said and agreed to."""
    say(world, turn)
    if turn // 16 % 3:
        agree(world, turn)


def another_post_wavers(world: World, turn: int) -> None:
    """Something else was said, and then the same as before: confirmed by nobody."""
    for material, some in world.said.items():
        world.said[material] = tuple(replace(one, confirmed_by=None) for one in some)


def agree(world: World, turn: int) -> None:
    rita = world.people["rita"].pk
    for material, some in world.said.items():
        world.said[material] = tuple(
            replace(one, confirmed_by=one.confirmed_by or rita) for one in some
        )


def check_pictures(world: World, turn: int) -> None:
    for key, one in world.pictures.items():
        world.pictures[key] = replace(one, checked=True)


def find_in_pictures(world: World, turn: int) -> None:
    for key, one in world.pictures.items():
        world.pictures[key] = replace(one, open_findings=turn % 2)


def swap_bytes(world: World, turn: int) -> None:
    for key, one in world.pictures.items():
        world.pictures[key] = replace(one, renditions=picture(key, turn % 2).renditions)


def rules_grow_stricter(world: World, turn: int) -> None:
    world.worse |= set(world.findings())
    world.ruleset += 1


def time_passes(world: World, turn: int) -> None:
    world.now += timedelta(hours=(1, 5, 30, 2400)[turn % 4])


def a_patient_signs(world: World, turn: int) -> None:
    things = (*PHOTOS, QUOTE)[turn % 3 :]
    places = ((NEWSROOM,), (BOARD,), (NEWSROOM, BOARD))[turn // 3 % 3]
    world.sign((MIA, NOA)[turn // 9 % 2], things, places, (1, 90)[turn % 2])


def a_patient_takes_back(world: World, turn: int) -> None:
    shown = world.shown()
    used = [one for one in world.grants if (one.subject_id, one.material_id) in shown]
    if used or world.grants:
        chosen = (used or world.grants)[turn % len(used or world.grants)]
        world.stop(world.grants.index(chosen), whole=turn // 7 % 2 == 0)
        world.now += timedelta(seconds=1)


def rows_change(world: World, turn: int) -> None:
    """Something writes past the verbs, whatever the state: the digests have to see it."""
    list(WRITES.values())[turn % len(WRITES)](world, turn // len(WRITES))


def picture(material: int, turn: int = 0) -> PictureFacts:
    return PictureFacts(
        id=material, photo_id=material, material_id=material, sha256=f"stored-{material}",
        order=0, alt_text="A picture", place="event",
        renditions=(("max1600", f"bytes-{material}-{turn}"),),
    )  # fmt: skip


Change = Callable[[World, int], None]
WRITES: dict[str, Change] = {
    change.__name__: change
    for change in (write, choose_channel, drop_channel, attach, detach, change_purpose, say_until,
                   say)
}  # fmt: skip
MEANWHILE: dict[str, Change] = {
    change.__name__: change
    for change in (another_post_says, another_post_wavers, check_pictures, find_in_pictures,
                   swap_bytes, rules_grow_stricter, time_passes, a_patient_signs,
                   a_patient_takes_back, rows_change)
}  # fmt: skip
