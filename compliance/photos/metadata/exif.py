"""Which kinds of personal data an EXIF block holds (CIPA DC-008, TIFF 6.0). Kinds, never values."""

import struct
from collections.abc import Iterator

from compliance.photos.metadata import iptc, xmp

TEXT_TAGS = {
    0x010E: "caption",  # ImageDescription
    0x010D: "caption",  # DocumentName
    0x9286: "caption",  # UserComment
    0x9C9B: "caption",  # XPTitle
    0x9C9C: "caption",  # XPComment
    0x9C9E: "caption",  # XPKeywords
    0x9C9F: "caption",  # XPSubject
    0xA436: "caption",  # ImageTitle
    0x013B: "person",  # Artist
    0x8298: "person",  # Copyright
    0x9C9D: "person",  # XPAuthor
    0xA430: "person",  # CameraOwnerName
    0xA437: "person",  # Photographer
    0xA438: "person",  # ImageEditor
    0x0132: "date",  # DateTime
    0x9003: "date",  # DateTimeOriginal
    0x9004: "date",  # DateTimeDigitized
    0x013C: "serial",  # HostComputer
    0x927C: "serial",  # MakerNote: makers write serial numbers, owners and faces into it
    0xA420: "serial",  # ImageUniqueID
    0xA431: "serial",  # BodySerialNumber
    0xA435: "serial",  # LensSerialNumber
    0xC62F: "serial",  # CameraSerialNumber
}
XMP_TAG, IPTC_TAG, PHOTOSHOP_TAG = 0x02BC, 0x83BB, 0x8649
GPS_POINTER, SUB_POINTERS = 0x8825, {0x8769, 0xA005, 0x014A}
GPS_VERSION, GPS_DATE = 0x0000, 0x001D
THUMBNAIL_TAGS = {0x0201, 0x0111}
VALUE_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
MOST_DIRECTORIES = 32

Entry = tuple[int, bytes]


def kinds(block: bytes) -> Iterator[str]:
    """gps, serial, date, person, caption, thumbnail; "trailing" for a block nobody can read."""
    if not block.strip(b"\x00"):
        return
    try:
        yield from _Block(block).kinds()
    except (struct.error, IndexError):
        yield "trailing"


class _Block:
    """A TIFF structure: directories of entries that point to each other and to values."""

    def __init__(self, block: bytes) -> None:
        if block[:4] not in (b"II*\x00", b"MM\x00*"):
            raise struct.error("not a TIFF structure")
        self.block = block
        self.order = "<" if block[:2] == b"II" else ">"
        self.seen: set[int] = set()

    def kinds(self) -> Iterator[str]:
        entries, following = self.directory(self.number(4, "I"))
        yield from self.of_entries(entries)
        if following:
            entries, _ = self.directory(following)
            if THUMBNAIL_TAGS & {tag for tag, _ in entries}:
                yield "thumbnail"
            yield from self.of_entries(entries)

    def of_entries(self, entries: list[Entry]) -> Iterator[str]:
        for tag, value in entries:
            if tag in TEXT_TAGS and says_something(value):
                yield TEXT_TAGS[tag]
            elif tag == GPS_POINTER:
                yield from self.of_place(self.directory(self.pointer(value))[0])
            elif tag in SUB_POINTERS:
                yield from self.of_entries(self.directory(self.pointer(value))[0])
            else:
                yield from _of_block(tag, value)

    def of_place(self, entries: list[Entry]) -> Iterator[str]:
        """A camera without a fix writes the version of its format and nothing else."""
        tags = {tag for tag, value in entries if tag != GPS_VERSION and says_something(value)}
        if tags:
            yield "gps"
        if GPS_DATE in tags:
            yield "date"

    def directory(self, at: int) -> tuple[list[Entry], int]:
        """Its entries and where the next one is (0: nowhere). A loop ends the walk."""
        if at in self.seen or len(self.seen) >= MOST_DIRECTORIES:
            return [], 0
        self.seen.add(at)
        count = self.number(at, "H")
        entries = [self.entry(at + 2 + 12 * n) for n in range(count)]
        end = at + 2 + 12 * count
        return entries, self.number(end, "I") if end + 4 <= len(self.block) else 0

    def entry(self, at: int) -> Entry:
        tag, kind, count = struct.unpack_from(f"{self.order}HHI", self.block, at)
        size = VALUE_BYTES.get(kind, 1) * count
        start = at + 8 if size <= 4 else self.number(at + 8, "I")
        return tag, self.block[start : start + size]

    def pointer(self, value: bytes) -> int:
        return int(struct.unpack_from(f"{self.order}I", value)[0])

    def number(self, at: int, kind: str) -> int:
        return int(struct.unpack_from(self.order + kind, self.block, at)[0])


def _of_block(tag: int, value: bytes) -> Iterator[str]:
    if tag == XMP_TAG:
        yield from xmp.kinds(value)
    elif tag == IPTC_TAG:
        yield from iptc.record_kinds(value)
    elif tag == PHOTOSHOP_TAG:
        yield from iptc.kinds(value)


def says_something(value: bytes) -> bool:
    """Cameras fill unused fields with spaces, zeros, or a date of zeros."""
    for encoding in (b"ASCII\x00\x00\x00", b"UNICODE\x00", b"JIS\x00\x00\x00\x00\x00"):
        value = value.removeprefix(encoding)
    return bool(value.strip(b" \x00:0"))
