"""What people changed on one row, newest first, as lines to read."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Model

from accounts.models import AuditEvent, User

LONGEST = 200
KINDS = {"+": "made", "~": "changed", "-": "removed"}


@dataclass(frozen=True, slots=True)
class Line:
    """One change: when, by whom, what."""

    at: datetime
    who: str
    what: str


def lines(obj: Model, user: User) -> list[Line]:
    """The last changes of a row whose history is kept, else its events in the audit log.

    Events are shown to those who may read the audit log of the row's organization.
    """
    history = getattr(obj, "history", None)
    return _events(obj, user) if history is None else _changes(history)


def _changes(history: Any) -> list[Line]:
    records = list(history.select_related("history_user").order_by("-history_id")[: LONGEST + 1])
    found = [_change(new, old) for new, old in pairwise(records)]
    if records and len(records) <= LONGEST:
        found.append(_change(records[-1], None))
    return found


def _change(new: Any, old: Any | None) -> Line:
    what = KINDS[new.history_type]
    if old is not None:
        changed = new.diff_against(old).changes
        what = "; ".join(f"{one.field}: {one.old} → {one.new}" for one in changed) or what
    return Line(new.history_date, str(new.history_user or "the system"), what)


def _events(obj: Model, user: User) -> list[Line]:
    events = AuditEvent.objects.visible_to(user).filter(
        object_kind=obj._meta.model_name, object_id=str(obj.pk)
    )
    newest = events.select_related("actor").order_by("-at", "-seq")[:LONGEST]
    return [
        Line(event.at, str(event.actor or "the system"), event.action.replace("_", " "))
        for event in newest
    ]
