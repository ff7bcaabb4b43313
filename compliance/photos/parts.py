"""What a picture file carries beside its pixels, and why it may stay unknown."""

from dataclasses import dataclass, field
from typing import Literal

Holds = Literal["exif", "xmp", "photoshop", "iptc", "text", "date", "thumbnail", "trailing"]


class CannotCheck(Exception):
    """The check could not be finished: the picture stays unchecked. Says where, never what."""


@dataclass(frozen=True)
class Part:
    """A stretch of a file that is not needed to show its pixels.

    `name` is the keyword the format gives to a text, `content` what is in it.
    """

    holds: Holds
    content: bytes = field(repr=False)
    name: str = ""
