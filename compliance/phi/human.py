"""What no pattern can see: the questions a reviewer answers, letter by letter.

Together with the rules they cover every identifier of 45 CFR 164.514(b)(2)(i), A to R, and the
actual knowledge of (b)(2)(ii).
"""

from __future__ import annotations

from dataclasses import dataclass

LETTERS = "ABCDEFGHIJKLMNOPQR"


@dataclass(frozen=True, slots=True)
class Question:
    """A question for a person; ``identifier`` is its letter, or "" for (b)(2)(ii)."""

    identifier: str
    asks: str


QUESTIONS: tuple[Question, ...] = (
    Question("A", "Is anyone called by a nickname, initials or a name that is also a word?"),
    Question("B", "Would a school, a shop, a road or a landmark tell where a person lives?"),
    Question("C", "With the day this is posted, could someone work out a day of care or birth?"),
    Question("P", "Is there a recording of a person's voice?"),
    Question("Q", "Can you see any part of a patient: a face, a hand, a tattoo, a scar?"),
    Question("Q", "Is there writing in a picture: a wristband, a screen, a door, a whiteboard?"),
    Question(
        "R", "Does a job, a rank, a family, a record or news in the town point to one person?"
    ),
    Question("", "Knowing what you know, could you tell who this is about?"),
)
