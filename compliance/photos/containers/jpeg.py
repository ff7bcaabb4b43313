"""The segments of a JPEG (ITU-T T.81, annex B)."""

import re
from collections.abc import Iterator

from compliance.photos.parts import CannotCheck, Part

START = b"\xff\xd8"
END_OF_IMAGE, START_OF_SCAN, COMMENT = 0xD9, 0xDA, 0xFE
# Decoders skip whatever stands there; we tell it.
BETWEEN_SEGMENTS = 0x00
STANDALONE = {0x01, *range(0xD0, 0xD8)}
APPLICATION = range(0xE0, 0xF0)

XMP = b"http://ns.adobe.com/xap/1.0/\x00"
EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/\x00"
EXTENDED_XMP_HEADER = len(EXTENDED_XMP) + 40
PHOTOSHOP = b"Photoshop 3.0\x00"
JFIF_WITHOUT_THUMBNAIL = 14

# What only helps to show the pixels: colour profiles, Adobe's colour transform, and the quality
# that "save for web" notes (longer ones hold a comment).
_HARMLESS = re.compile(rb"ICC_PROFILE\x00|Adobe.{7}$|Ducky\x00.{0,10}$", re.DOTALL)
# Inside a scan, FF is followed by 00, by a restart marker or by another FF.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def walk(data: bytes) -> Iterator[Part]:
    """The parts of a picture, of the pictures appended to it (MPO), and what follows the last."""
    photoshop = bytearray()
    while data.startswith(START):
        end = 0
        for marker, content, end in _segments(data):  # noqa: B007 (the last end is wanted)
            if marker in APPLICATION and content.startswith(PHOTOSHOP):
                photoshop += content[len(PHOTOSHOP) :]
            else:
                yield from _part(marker, content)
        data = data[end:]
    if photoshop:
        yield Part("photoshop", bytes(photoshop))
    # Cameras pad to full sectors; nothing can be hidden in zeros.
    if data.strip(b"\x00"):
        yield Part("trailing", data)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Marker, content and where it ends, from the start of an image to its end marker."""
    at = len(START)
    while True:
        filled = data.find(b"\xff", at)
        if filled > at:
            yield BETWEEN_SEGMENTS, data[at:filled], filled
        marker, at = _marker(data, filled)
        if marker == END_OF_IMAGE:
            yield marker, b"", at
            return
        if marker in STANDALONE:
            continue
        size = int.from_bytes(data[at : at + 2], "big")
        if size < 2 or at + size > len(data):
            raise CannotCheck("A segment of the JPEG is longer than the file.")
        content, at = data[at + 2 : at + size], at + size
        yield marker, content, at
        if marker == START_OF_SCAN:
            following = _AFTER_SCAN.search(data, at)
            if following is None:
                raise CannotCheck("The JPEG has no end.")
            at = following.start()


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker at this place; any number of FF may stand before it."""
    while at >= 0 and data[at : at + 1] == b"\xff":
        at += 1
    if not 0 <= at < len(data):
        raise CannotCheck("The JPEG has no end.")
    return data[at], at + 1


def _part(marker: int, content: bytes) -> Iterator[Part]:
    if marker == COMMENT:
        yield Part("text", content)
    elif marker == BETWEEN_SEGMENTS:
        yield Part("trailing", content, name="between segments")
    elif marker in APPLICATION:
        yield from _application(marker, content)


def _application(marker: int, content: bytes) -> Iterator[Part]:
    if content.startswith(b"Exif\x00"):
        yield Part("exif", content[6:])
    elif content.startswith(XMP):
        yield Part("xmp", content[len(XMP) :])
    elif content.startswith(EXTENDED_XMP):
        yield Part("xmp", content[EXTENDED_XMP_HEADER:])
    elif content.startswith((b"JFXX\x00", b"MPF\x00")):
        yield Part("thumbnail", content)
    elif content.startswith(b"JFIF\x00"):
        if len(content) > JFIF_WITHOUT_THUMBNAIL:
            yield Part("thumbnail", content)
    elif not _HARMLESS.match(content):
        yield Part("trailing", content, name=f"APP{marker - 0xE0}")
