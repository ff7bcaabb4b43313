"""The kinds of personal data in what a picture file carries beside its pixels."""

from collections.abc import Iterator

from compliance.photos.metadata import exif, iptc, xmp
from compliance.photos.parts import Part

# The order in which they are told, the gravest first.
KINDS = ("gps", "serial", "date", "person", "caption", "thumbnail", "trailing")

KIND_OF_KEYWORD = {"author": "person", "copyright": "person", "creation time": "date"}
TECHNICAL_KEYWORDS = {"software", "dpi", "icc:copyright", "icc:description"}


def kinds(part: Part) -> Iterator[str]:
    """What this part gives away."""
    match part.holds:
        case "exif":
            yield from exif.kinds(part.content)
        case "xmp":
            yield from xmp.kinds(part.content)
        case "photoshop":
            yield from iptc.kinds(part.content)
        case "iptc":
            yield from iptc.record_kinds(part.content)
        case "text":
            yield from _of_text(part)
        case kind:
            yield kind


def _of_text(part: Part) -> Iterator[str]:
    keyword = part.name.casefold()
    if not part.content.strip(b" \x00\r\n\t") or keyword in TECHNICAL_KEYWORDS:
        return
    if keyword.startswith("date:"):
        yield "date"
    elif keyword.startswith("exif:gps"):
        yield "gps"
    else:
        yield KIND_OF_KEYWORD.get(keyword, "caption")
