"""What may happen to a post. The whole of it, on one screen; everything else only asks.

A lawyer can read the table below. `docs/workflow.md` is printed from it.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models


class State(models.TextChoices):
    """Where a post stands."""

    DRAFT = "draft", "Draft"
    SECOND_REVIEW = "second_review", "With the second reviewer"
    LEGAL_REVIEW = "legal_review", "With legal"
    APPROVED = "approved", "Approved"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ARCHIVED = "archived", "Archived"


class Strength(StrEnum):
    """How much a gate asks for, so that a false alarm never strands a draft."""

    ANSWERED = "answered"  # the writer has answered; a photo check may still run
    CONFIRMED = "confirmed"  # another person has confirmed every answer
    CLOSED = "closed"  # nothing is open


class Authors(StrEnum):
    """What being an author of the post means for an action."""

    ANY = "any"  # makes no difference
    ONLY = "only"  # authors only
    ALSO = "also"  # authors may, even without the permission, while they may write
    NEVER = "never"  # never an author: separation of duties


SYSTEM = "system"  # done by Celery, for the three who decided

ANSWERED, CONFIRMED, CLOSED = Strength.ANSWERED, Strength.CONFIRMED, Strength.CLOSED

# Asked in this order; all blockers are shown, not the first.
SAFE = ("organization_active", "phi", "media_checked", "people_resolved", "words_unchanged",
        "coverage", "channel_limits", "same_as_decided")  # fmt: skip
SAFE_AND_TIMED = (*SAFE, "has_a_time")


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: from where, which action, to where, who, and what is asked first."""

    sources: tuple[State, ...]
    action: str
    target: State
    permission: str
    gates: tuple[str, ...] = ()
    strength: Strength = CLOSED
    authors: Authors = Authors.ANY
    not_after: tuple[str, ...] = ()  # stages whose decider may not do this
    decision: bool = False  # writes a Decision on the exact digest that was seen
    signed: bool = False  # re-authentication, meaning, printed name
    needs_note: bool = False
    by_system: bool = False  # Celery may do it too, for the three who decided
    says: str = ""  # the button


D, S2, LR, AP, SC, PU, WD, AR = State
T, NEVER, ONLY, ALSO = Transition, Authors.NEVER, Authors.ONLY, Authors.ALSO

# fmt: off
TRANSITIONS: tuple[Transition, ...] = (
    T((D,),     "submit",     S2, "write_posts",    SAFE, ANSWERED, decision=True,
      says="Send for a second look"),
    T((S2,),    "endorse",    LR, "endorse_posts",  SAFE, CONFIRMED, NEVER, ("submit",),
      decision=True, says="Looks right, send to legal"),
    T((S2,),    "send_back",  D,  "endorse_posts",  authors=NEVER, needs_note=True,
      says="Send back"),
    T((LR,),    "send_back",  D,  "approve_posts",  authors=NEVER, needs_note=True,
      says="Send back"),
    T((S2, LR), "take_back",  D,  "write_posts",    authors=ONLY,
      says="Take it back"),
    T((LR,),    "approve",    AP, "approve_posts",  SAFE, CLOSED, NEVER, ("submit", "endorse"),
      decision=True, signed=True, says="Sign and approve"),
    T((AP,),    "schedule",   SC, "schedule_posts", SAFE_AND_TIMED, CLOSED, by_system=True,
      says="Schedule"),
    T((SC,),    "unschedule", AP, "schedule_posts", by_system=True,
      says="Take off the schedule"),
    T((AP, SC), "recall",     D,  "recall_posts",   authors=ALSO, needs_note=True,
      says="Call it back to change it"),
    T((SC,),    "publish",    PU, SYSTEM,           SAFE, CLOSED, by_system=True),
    T((SC, PU), "withdraw",   WD, "withdraw_posts", needs_note=True, by_system=True,
      says="Withdraw"),
    T((D, AP),  "archive",    AR, "write_posts",    authors=ONLY,
      says="Archive"),
    T((AR,),    "restore",    D,  "write_posts",    authors=ONLY,
      says="Restore to draft"),
)
# fmt: on

#: the three decisions, in order; the database demands three different people
STAGES = ("submit", "endorse", "approve")

#: where authors may answer; words, pictures and places change in draft only
ANSWERABLE = frozenset({D, S2, LR})


def transition(state: str, action: str) -> Transition | None:
    """The row for an action in a state, or None: then it cannot be done."""
    for row in TRANSITIONS:
        if row.action == action and state in row.sources:
            return row
    return None


def actions(state: str) -> list[Transition]:
    """The rows that leave a state, in the table's order."""
    return [row for row in TRANSITIONS if state in row.sources]


def reachable(start: State, without: frozenset[str] = frozenset()) -> set[State]:
    """The states that can be reached from `start` when some actions do not exist."""
    seen, todo = {start}, [start]
    while todo:
        state = todo.pop()
        for row in TRANSITIONS:
            if row.action in without or state not in row.sources or row.target in seen:
                continue
            seen.add(row.target)
            todo.append(row.target)
    return seen
