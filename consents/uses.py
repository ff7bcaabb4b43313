"""The port through which a permission that ends reaches the posts that rest on it.

This room does not know posts. Whoever does fills the port when the apps are ready; without it
nothing can be taken back, and a system check (`consents.checks`) refuses to start.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from accounts.models import User


@dataclass(frozen=True, slots=True)
class LiveUse:
    """One place where a patient is shown at this moment."""

    channel: str
    title: str
    url: str
    since: datetime | None
    material_ids: tuple[int, ...]


class Uses(Protocol):
    """What is asked of the room that knows posts."""

    def stop(self, grant_ids: Collection[int], actor: User | None, at: datetime, why: str) -> None:
        """Stop everything unsent that rests on these grants; take down what is live.

        Called inside the caller's transaction, under the organization's lock.
        """
        ...

    def live(self, subject_id: int) -> list[LiveUse]:
        """Where this patient is shown now."""
        ...


class NobodyAnswers(RuntimeError):
    """The port is empty: nobody knows which posts rest on a permission."""


_filled: list[Uses] = []


def fill(impl: Uses | None) -> None:
    """Put the answerer into the port, once, when the apps are ready; None empties it."""
    _filled[:] = [impl] if impl is not None else []


def port() -> Uses:
    """The answerer. Raises NobodyAnswers when the port is empty."""
    if not _filled:
        raise NobodyAnswers("Nobody has filled consents.uses.")
    return _filled[0]
