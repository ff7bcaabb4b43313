"""The chunks of a WebP (RFC 9649)."""

from collections.abc import Iterator

from compliance.photos.parts import CannotCheck, Part

HARMLESS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP", b"ANIM", b"ANMF"}
RIFF_HEADER = 8


def walk(data: bytes) -> Iterator[Part]:
    end = RIFF_HEADER + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise CannotCheck("The WebP has no end.")
    at = RIFF_HEADER + 4
    while at + 8 <= end:
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > end:
            raise CannotCheck("A chunk of the WebP is longer than the file.")
        yield from _part(kind, data[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    rest = data[min(at, end) :]
    if rest.strip(b"\x00"):
        yield Part("trailing", rest)


def _part(kind: bytes, content: bytes) -> Iterator[Part]:
    if kind == b"EXIF":
        yield Part("exif", content.removeprefix(b"Exif\x00\x00"))
    elif kind == b"XMP ":
        yield Part("xmp", content)
    elif kind not in HARMLESS:
        yield Part("trailing", content, name=kind.decode("latin-1"))
