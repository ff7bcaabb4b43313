"""Walking a picture file from end to end, to tell what it carries beside its pixels."""

from collections.abc import Callable, Iterator

from compliance.photos.containers import jpeg, png, webp
from compliance.photos.parts import CannotCheck, Part
from compliance.photos.sniff import Format, picture_format

WALKERS: dict[Format, Callable[[bytes], Iterator[Part]]] = {
    "JPEG": jpeg.walk,
    "PNG": png.walk,
    "WEBP": webp.walk,
}


def parts(data: bytes) -> Iterator[Part]:
    """Every part of a JPEG, PNG or WebP but its pixels. Raises CannotCheck when the file is cut."""
    kind = picture_format(data)
    if kind is None:
        raise CannotCheck("Not a JPEG, PNG or WebP picture.")
    return WALKERS[kind](data)
