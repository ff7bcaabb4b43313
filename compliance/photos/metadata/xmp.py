"""Which kinds of personal data an XMP packet holds, by the names of its properties.

The names are looked for in the text instead of in a parsed tree: a packet may be split over
segments, damaged or hostile, and the check only has to know that something is there.
"""

import re
from collections.abc import Iterator

PROPERTIES = {
    "gps": (
        "GPSLatitude GPSLongitude GPSAltitude GPSPosition GPSDestLatitude GPSDestLongitude "
        "GPSMapDatum City State Country CountryCode Location LocationCreated LocationShown "
        "LocationName Sublocation ProvinceState"
    ),
    "serial": (
        "SerialNumber BodySerialNumber CameraSerialNumber LensSerialNumber InternalSerialNumber "
        "DocumentID OriginalDocumentID InstanceID ImageUniqueID DigitalImageGUID"
    ),
    "date": (
        "CreateDate ModifyDate MetadataDate DateTimeOriginal DateTimeDigitized DateCreated "
        "DateTime GPSTimeStamp GPSDateStamp when"
    ),
    "person": (
        "creator rights Author OwnerName CameraOwnerName PersonInImage PersonInImageWDetails "
        "PersonDisplayName RegionPersonDisplayName RegionList RegionInfo CaptionWriter Credit "
        "AuthorsPosition CreatorContactInfo CopyrightOwner ModelReleaseID Artist Copyright"
    ),
    "caption": (
        "description title subject Headline Instructions UserComment ImageDescription Keywords "
        "hierarchicalSubject LastKeywordXMP AltTextAccessibility ExtDescrAccessibility Event "
        "TransmissionReference"
    ),
    "thumbnail": "Thumbnails thumbnail GDepth:Data GImage:Data",
}
KIND_OF = {name: kind for kind, names in PROPERTIES.items() for name in names.split()}
_PROPERTY = re.compile(r"""[<\s](?!rdf:|xmlns:)[\w.-]+:([\w.-]+)\s*(?:=\s*(["'])(?!\s*\2)|[\s>])""")
_PREFIXED = re.compile(r"[<\s](GDepth:Data|GImage:Data)\b")


def kinds(packet: bytes) -> Iterator[str]:
    """gps, serial, date, person, caption, thumbnail."""
    text = _decoded(packet)
    for name in [*(m[1] for m in _PROPERTY.finditer(text)), *_PREFIXED.findall(text)]:
        if name in KIND_OF:
            yield KIND_OF[name]


def _decoded(packet: bytes) -> str:
    """UTF-8 in almost every file; the standard allows UTF-16 too."""
    if packet[:2] in (b"\xff\xfe", b"\xfe\xff") or packet[1:2] == b"\x00":
        return packet.decode("utf-16", errors="ignore")
    return packet.decode("utf-8", errors="ignore")
