"""What a picture file carries beside its pixels, by walking the file itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from compliance.photos.sniff import Format, picture_format

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


def parts(data: bytes) -> Iterator[Part]:
    """Every such stretch of a JPEG, PNG or WebP. Raises CannotCheck when the file is cut."""
    kind = picture_format(data)
    if kind is None:
        raise CannotCheck("Not a JPEG, PNG or WebP picture.")
    return _walkers()[kind](data)


def _walkers() -> dict[Format, Callable[[bytes], Iterator[Part]]]:
    from compliance.photos.containers import jpeg, png, webp  # noqa: PLC0415 (they import Part)

    return {"JPEG": jpeg.walk, "PNG": png.walk, "WEBP": webp.walk}
