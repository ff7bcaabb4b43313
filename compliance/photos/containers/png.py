"""The chunks of a PNG (PNG specification, third edition, clause 5)."""

import zlib
from collections.abc import Iterator

from compliance.photos.parts import CannotCheck, Part

SIGNATURE_BYTES = 8
MOST_TEXT = 4 * 1024 * 1024

# What is needed to show the pixels or says how to.
HARMLESS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB"),
    *(b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT"),
    *(b"oFFs", b"sCAL", b"vpAg", b"iDOT"),
}
TEXTS = {b"tEXt", b"zTXt", b"iTXt"}


def walk(data: bytes) -> Iterator[Part]:
    at, kind = SIGNATURE_BYTES, b""
    while kind != b"IEND":
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + size
        if len(kind) < 4 or end > len(data):
            raise CannotCheck("The PNG has no end.")
        yield from _part(kind, data[at + 8 : end - 4])
        at = end
    if data[at:].strip(b"\x00"):
        yield Part("trailing", data[at:])


def _part(kind: bytes, content: bytes) -> Iterator[Part]:
    if kind == b"eXIf":
        yield Part("exif", content.removeprefix(b"Exif\x00\x00"))
    elif kind == b"tIME":
        yield Part("date", content)
    elif kind in TEXTS:
        name, _, rest = content.partition(b"\x00")
        try:
            yield from _text(name.decode("latin-1"), _readable(kind, rest))
        except (zlib.error, ValueError, IndexError):
            yield Part("trailing", content, name="unreadable text")
    elif kind not in HARMLESS:
        yield Part("trailing", content, name=kind.decode("latin-1"))


def _readable(kind: bytes, rest: bytes) -> bytes:
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _inflated(rest[1:])
    compressed, rest = rest[:1] == b"\x01", rest[2:]
    # Language tag and translated keyword stand before the text.
    text = rest.split(b"\x00", 2)[-1]
    return _inflated(text) if compressed else text


def _inflated(packed: bytes) -> bytes:
    """Unpacked, but never more than a few megabytes: a small chunk can claim to hold gigabytes."""
    return zlib.decompressobj().decompress(packed, MOST_TEXT)


def _text(name: str, text: bytes) -> Iterator[Part]:
    """Some programs keep whole blocks of other metadata under a keyword, some in hexadecimal."""
    if name == "XML:com.adobe.xmp":
        yield Part("xmp", text)
    elif name.startswith("Raw profile type "):
        yield from _raw_profile(name.removeprefix("Raw profile type "), text)
    else:
        yield Part("text", text, name=name)


def _raw_profile(kind: str, text: bytes) -> Iterator[Part]:
    """ImageMagick's form: a line with the kind, one with the length, then hexadecimal."""
    content = bytes.fromhex(text.split(None, 2)[2].decode("ascii"))
    if kind in {"exif", "APP1"}:
        xmp = content.startswith(b"http://ns.adobe.com/")
        yield Part("xmp" if xmp else "exif", content.removeprefix(b"Exif\x00\x00"))
    elif kind == "xmp":
        yield Part("xmp", content)
    elif kind in {"iptc", "8bim"}:
        yield Part("photoshop", content)
    elif kind not in {"icc", "icm"}:
        yield Part("trailing", content, name=kind)
