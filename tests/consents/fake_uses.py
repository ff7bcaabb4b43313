"""A stand-in for the room that knows posts: it writes down what it was asked to stop."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from accounts.models import User
from consents import uses
from consents.uses import LiveUse


class FakeUses:
    def __init__(self, broken: bool = False) -> None:
        self.broken = broken
        self.stopped: list[tuple[list[int], User | None, str]] = []

    def stop(self, grant_ids: Collection[int], actor: User | None, at: datetime, why: str) -> None:
        assert connection.in_atomic_block
        if self.broken:
            raise RuntimeError("the posts cannot be stopped")
        self.stopped.append((list(grant_ids), actor, why))

    def live(self, subject_id: int) -> list[LiveUse]:
        return [LiveUse("Newsroom", "A walk in the garden", "https://example.org/1", None, (1,))]


@contextmanager
def filled(impl: FakeUses | None) -> Iterator[FakeUses]:
    """The port answered by `impl` (None: by nobody) while the block runs."""
    before = list(uses._filled)
    uses.fill(impl)
    try:
        yield impl or FakeUses()
    finally:
        uses._filled[:] = before
