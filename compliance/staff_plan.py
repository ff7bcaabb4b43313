"""What a list of staff would change in the directory: shown first, done after one confirmation."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts import audit
from accounts.models import Organization, User
from accounts.refusal import Refusal
from compliance import directory
from compliance.directory_keeping import locked_for, not_over, today_in
from compliance.models import DirectoryEntry
from compliance.people_names import key
from compliance.staff_list import Listed, StaffList

ADD, CHANGE, END, SAME = "add", "change", "end", "same"
FIELDS = ("title", "role", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one person: the line that says so (0: none does), the entry (None: a new
    one), and what it will say.
    """

    kind: str
    number: int
    name: str
    entry: int | None
    new: dict[str, Any] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a list would do; `mark` names exactly this, for the confirmation."""

    steps: tuple[Step, ...]
    mark: str

    def of(self, kind: str) -> list[Step]:
        return [step for step in self.steps if step.kind == kind]

    @property
    def changes(self) -> list[Step]:
        return [step for step in self.steps if step.kind != SAME]


def plan(organization: Organization, listed: StaffList, left_on: date | None = None) -> Plan:
    """Compare a list with the directory. With `left_on` it names everybody: whoever is not on it
    had that last day.

    Raises Refusal for a list of everybody with lines that were not read: nobody leaves because
    of a line that is not understood.
    """
    if left_on and listed.unread:
        raise Refusal(
            "Some lines could not be read, so nobody is ended for not being on the list. "
            "Mend those lines, or leave the tick out."
        )
    today = today_in(organization)
    entries = list(not_over(organization).filter(kind="staff"))
    known = {key(one.value): one for one in entries}
    steps = [compare(one, known.get(key(one.name)), today) for one in listed.people]
    if left_on:
        steps += missing(entries, listed.people, left_on, today)
    return Plan(tuple(steps), mark_of(steps))


def compare(one: Listed, entry: DirectoryEntry | None, today: date) -> Step:
    """One person of the list beside the entry of the same name. Empty cells change nothing."""
    says = {"title": one.title, "role": one.role, "valid_from": one.since, "valid_to": one.until}
    if entry is None:
        if one.until and one.until < today:
            return Step(SAME, one.number, one.name, None, why="Left before, and not entered")
        return Step(ADD, one.number, one.name, None, says | {"valid_from": one.since or today})
    new = {name: says[name] for name in FIELDS if says[name] and says[name] != getattr(entry, name)}
    if not new:
        return Step(SAME, one.number, one.name, entry.pk)
    kind = END if "valid_to" in new else CHANGE
    return Step(kind, one.number, one.name, entry.pk, new)


def missing(
    entries: Iterable[DirectoryEntry], people: Iterable[Listed], left_on: date, today: date
) -> list[Step]:
    """Whoever is here today and not on a list of everybody; not those who are still to come.

    All entries of one person: an answer may have entered somebody a second time.
    """
    named = {key(one.name) for one in people}
    return [
        Step(END, 0, entry.value, entry.pk, {"valid_to": left_on}, "Not on the list")
        for entry in entries
        if key(entry.value) not in named
        and entry.valid_from <= today
        and (entry.valid_to is None or entry.valid_to > left_on)
    ]


def mark_of(steps: Iterable[Step]) -> str:
    words = json.dumps([asdict(step) for step in steps], default=str, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def carry_out(
    organization: Organization, by: User, listed: StaffList, left_on: date | None, mark: str
) -> Plan:
    """Do what was shown, all of it or nothing.

    Raises Refusal when the directory has changed since, so that another plan would be carried
    out than the one that was confirmed; PermissionDenied when `by` does not keep it.
    """
    with transaction.atomic(durable=True):
        organization = locked_for(organization, by)
        now_planned = plan(organization, listed, left_on)
        if now_planned.mark != mark:
            raise Refusal("The directory has changed meanwhile. Look at the list once more.")
        if now_planned.changes:
            enter_new(organization, by, now_planned.of(ADD))
            change_known(organization, by, now_planned.of(CHANGE) + now_planned.of(END))
            directory.raise_version(organization, len(now_planned.changes))
            counts = {kind: len(now_planned.of(kind)) for kind in (ADD, CHANGE, END)}
            audit.record(organization, by, "staff_list_entered", organization, **counts)
    return now_planned


def enter_new(organization: Organization, by: User, steps: Iterable[Step]) -> None:
    bulk_create_with_history(
        [
            DirectoryEntry(
                organization=organization, kind="staff", value=step.name, added_by=by,
                why="On a list of staff", **step.new,
            )
            for step in steps
        ],
        DirectoryEntry, batch_size=500, default_user=by,
    )  # fmt: skip


def change_known(organization: Organization, by: User, steps: Iterable[Step]) -> None:
    rows = DirectoryEntry.objects.of(organization).in_bulk([step.entry for step in steps])
    changed = []
    for step in steps:
        row = rows[step.entry]
        for name, value in step.new.items():
            setattr(row, name, value)
        # simple-history reads these from the row; they are no fields of it.
        row._change_reason = step.why or "A list of staff"  # type: ignore[attr-defined]
        changed.append(row)
    bulk_update_with_history(changed, DirectoryEntry, FIELDS, batch_size=500, default_user=by)
