"""The one shape of “no”: a sentence for the person who can lift it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that is still needed.

    `code` is for tests and logs, `message` a whole sentence for a person, `fix` the link's
    words and `fix_url` where it leads (“” when the person is on the right page already),
    `permission` who can lift it (“” for whoever reads it). `wall` marks what only another
    person or a patient can lift; the rest is merely unfinished.
    """

    code: str
    message: str
    fix: str = ""
    fix_url: str = ""
    permission: str = ""
    wall: bool = False


class Refused(Exception):
    """A verb did nothing, and these are all the reasons."""

    def __init__(self, blockers: Iterable[Blocker]) -> None:
        self.blockers = tuple(blockers)
        super().__init__("; ".join(blocker.code for blocker in self.blockers))

    @classmethod
    def because(cls, code: str, message: str, **more: str) -> "Refused":
        return cls([Blocker(code, message, **more)])  # type: ignore[arg-type]
