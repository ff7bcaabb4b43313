"""The history of an entry as lines to read, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.formats import date_format

from compliance.models import DirectoryEntry

SAYS = {"title": "title", "role": "role", "valid_from": "first day", "valid_to": "last day"}
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One change, as the timeline shows it: what, when; by whom and why."""

    text: str
    at: datetime
    note: str


def history(entry: DirectoryEntry) -> list[Line]:
    records = list(
        entry.history.select_related("history_user", "added_by").order_by("-history_id")[
            : LONGEST + 1
        ]
    )
    found = [line(new, changes(new, old)) for new, old in pairwise(records)]
    if records and len(records) <= LONGEST:
        found.append(line(records[-1], "Entered"))
    return found


def line(record: Any, what: str) -> Line:
    by = record.history_user or (record.added_by if record.history_type == "+" else None)
    who = by.name if by else "the system"
    why = record.history_change_reason
    return Line(what, record.history_date, f"by {who}: {why}" if why else f"by {who}")


def changes(new: Any, old: Any) -> str:
    """For example: “Last day: 1 March 2026”."""
    told = "; ".join(
        f"{words}: {shown(getattr(new, name))}"
        for name, words in SAYS.items()
        if getattr(new, name) != getattr(old, name)
    )
    return told[:1].upper() + told[1:] or "Kept as it was"


def shown(value: object) -> str:
    return date_format(value, "j F Y") if isinstance(value, date) else str(value or "none")
