"""A refusal on its way back to the page: where it belongs, why, and what had been typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.blockers import Blocker, Refused
from content.workflow import SYSTEM, TRANSITIONS

#: steps that people take; each is the name of a form in the bar
ACTIONS = frozenset(row.action for row in TRANSITIONS if row.permission != SYSTEM)

#: somebody else was faster, or the page was old: nobody did anything wrong
RACES = {
    "not_now": "Somebody was faster. {}",
    "other_version": "It was changed while you were looking. Please look again.",
    "other_answer": "{}",
    "nothing_to_confirm": "Somebody has confirmed or changed this already. Here is how it stands.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` names the form on the page; `typed` is given back to it."""

    where: str
    blockers: tuple[Blocker, ...]
    typed: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def status(self) -> int:
        """409 when the post has moved on, 422 when something is missing or wrong."""
        return 409 if any(one.code in RACES for one in self.blockers) else 422

    @property
    def messages(self) -> list[str]:
        return [RACES.get(b.code, "{}").format(b.message) for b in self.blockers]


def refused(where: str, no: Refused, typed: Mapping[str, str] | None = None) -> Problem:
    return Problem(where, no.blockers, typed or {})
