"""Who is in a material: somebody says so, and somebody else says so too.

Both verbs run inside a transaction of their caller or one of their own, under the
organization's lock.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import models, transaction

from accounts import audit
from accounts.access import may
from accounts.clock import now
from accounts.locks import lock
from accounts.models import User
from compliance.blockers import Blocker, Refused
from compliance.models import Photo
from consents.models import Appearance, Material, Subject
from consents.models.material import APPEARS

KINDS = frozenset(code for code, _ in APPEARS)


@dataclass(frozen=True, slots=True)
class Said:
    """One person or kind of people in a material; `subject` for patients only."""

    kind: str
    subject: Subject | None = None


def say(
    material: Material, people: Sequence[Said], by: User, because: str = ""
) -> list[Appearance]:
    """Say who is in a material. All that was said before is superseded; nothing is confirmed yet.

    Saying exactly the same again changes nothing and keeps a confirmation. Raises Refused with
    every reason.
    """
    with transaction.atomic():
        lock(material.organization_id)
        blockers = list(_wrong_with(material, people, by))
        if blockers:
            raise Refused(blockers)
        live = list(_live(material))
        if live and _said(live) == {(one.kind, _key(one.subject)) for one in people}:
            return live
        at = now()
        _live(material).update(superseded_at=at)
        rows = [
            Appearance.objects.create(
                material=material,
                kind=one.kind,
                subject=one.subject,
                because=because,
                said_by=by,
                said_at=at,
            )
            for one in people
        ]
        kinds = sorted({one.kind for one in people})
        subjects = sorted(one.subject.pk for one in people if one.subject)
        audit.record(
            material.organization, by, "people_said", material, kinds=kinds, subjects=subjects
        )
    return rows


def confirm(material: Material, by: User) -> None:
    """Say so too. Raises Refused when nobody has said anything, or `by` said any of it."""
    with transaction.atomic():
        lock(material.organization_id)
        live = list(_live(material))
        blockers = list(_not_confirmable(material, live, by))
        if blockers:
            raise Refused(blockers)
        open_rows = [row.pk for row in live if row.confirmed_at is None]
        if not open_rows:
            return
        Appearance.objects.filter(pk__in=open_rows).update(confirmed_by=by, confirmed_at=now())
        audit.record(material.organization, by, "people_confirmed", material, appearances=open_rows)


def _live(material: Material) -> models.QuerySet[Appearance]:
    return Appearance.objects.filter(material=material, superseded_at=None).order_by("pk")


def _said(rows: Sequence[Appearance]) -> set[tuple[str, int | None]]:
    return {(row.kind, row.subject_id) for row in rows}


def _key(subject: Subject | None) -> int | None:
    return subject.pk if subject else None


def _wrong_with(material: Material, people: Sequence[Said], by: User) -> Iterator[Blocker]:
    kinds = [one.kind for one in people]
    if not may(by, "accounts.see_posts", material):
        yield Blocker("not_yours", "You do not work on this organization’s posts.")
    if not people:
        yield Blocker("nobody_said", "Say who is in it. If nobody is, say “Nobody”.")
    if set(kinds) - KINDS or any((one.kind == "patient") != bool(one.subject) for one in people):
        yield Blocker("which_patient", "Choose which patient it is.")
    if "nobody" in kinds and len(people) > 1:
        yield Blocker("nobody_and_somebody", "It shows nobody, or somebody. Choose one.")
    if len({(one.kind, _key(one.subject)) for one in people}) < len(people):
        yield Blocker("said_twice", "Name each person once.")
    if any(one.subject and one.subject.organization_id != material.organization_id
           for one in people):  # fmt: skip
        yield Blocker("which_patient", "Choose which patient it is.")
    if "public" in kinds and _is_clinical(material):
        yield Blocker(
            "clinical_is_not_public",
            "Where patients are cared for, nobody is “the public”. Name the patient, or say staff.",
        )


def _is_clinical(material: Material) -> bool:
    # The same bytes may have been uploaded twice, with two places: the stricter one counts.
    same = Photo.objects.of(material.organization_id).filter(sha256=material.sha256)
    return material.kind == "photo" and same.filter(place="clinical").exists()


def _not_confirmable(material: Material, live: Sequence[Appearance], by: User) -> Iterator[Blocker]:
    looks = ("accounts.endorse_posts", "accounts.approve_posts")
    if not any(may(by, permission, material) for permission in looks):
        yield Blocker("not_yours", "Only a second reviewer or legal can confirm who is in it.")
    if not live:
        yield Blocker("nobody_said", "Nobody has said yet who is in it.")
    if any(row.said_by_id == by.pk for row in live):
        yield Blocker("said_by_you", "You said who is in it. Somebody else has to look, too.")
