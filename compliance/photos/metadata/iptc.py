"""Which kinds of personal data Photoshop resources and IPTC records hold (IPTC-IIM 4.2)."""

from collections.abc import Iterator

from compliance.photos.metadata import xmp

IPTC_RESOURCE, URL_RESOURCE, CAPTION_RESOURCE = 0x0404, 0x040B, 0x03F0
EXIF_RESOURCES = {0x0422, 0x0423}
XMP_RESOURCE = 0x0424
THUMBNAIL_RESOURCES = {0x0409, 0x040C}

RECORD_2 = {
    **dict.fromkeys((5, 7, 25, 40, 103, 105, 120), "caption"),
    **dict.fromkeys((80, 85, 110, 115, 116, 118, 122), "person"),
    **dict.fromkeys((30, 35, 37, 38, 47, 55, 60, 62, 63), "date"),
    **dict.fromkeys((26, 27, 90, 92, 95, 100, 101), "gps"),
}
TAG_MARKER = 0x1C


def kinds(resources: bytes) -> Iterator[str]:
    """Kinds of a chain of 8BIM resources; bytes that are none are read as a bare IPTC record."""
    at = 0
    while resources[at : at + 4] == b"8BIM":
        number = int.from_bytes(resources[at + 4 : at + 6], "big")
        name = resources[at + 6] + 1 if at + 6 < len(resources) else 1
        at += 6 + name + name % 2
        size = int.from_bytes(resources[at : at + 4], "big")
        yield from _of_resource(number, resources[at + 4 : at + 4 + size])
        at += 4 + size + size % 2
    if at == 0:
        yield from record_kinds(resources)


def _of_resource(number: int, content: bytes) -> Iterator[str]:
    from compliance.photos.metadata import exif  # noqa: PLC0415 (they embed each other)

    if number == IPTC_RESOURCE:
        yield from record_kinds(content)
    elif number in THUMBNAIL_RESOURCES:
        yield "thumbnail"
    elif number in (CAPTION_RESOURCE, URL_RESOURCE) and content.strip(b"\x00"):
        yield "caption"
    elif number in EXIF_RESOURCES:
        yield from exif.kinds(content)
    elif number == XMP_RESOURCE:
        yield from xmp.kinds(content)


def record_kinds(record: bytes) -> Iterator[str]:
    """Kinds of the datasets of an IPTC record, up to the first byte that begins none."""
    at = 0
    while at + 5 <= len(record) and record[at] == TAG_MARKER:
        number, dataset = record[at + 1], record[at + 2]
        size = int.from_bytes(record[at + 3 : at + 5], "big")
        if number == 2 and dataset in RECORD_2 and record[at + 5 : at + 5 + size].strip(b" \x000"):
            yield RECORD_2[dataset]
        at += 5 + size
