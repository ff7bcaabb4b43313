"""Pictures made for the tests, and everything that can be hung on them."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

CANARIES = (b"CANARY", "CANARY".encode("utf-16-le"), "CANARY".encode("utf-16-be"))
"""Written into every kind of metadata; no byte string of these may be left afterwards."""

XMP = b"""<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>
<rdf:Description exif:GPSLatitude="47,30N" xmp:CreateDate="2026-05-04"
 aux:SerialNumber="CANARY77" rdf:about="">
<dc:creator><rdf:Seq><rdf:li>CANARY Nurse</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li>CANARY in room 4</rdf:li></rdf:Alt></dc:description>
<xmp:Thumbnails>CANARY</xmp:Thumbnails>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def gradient(width: int = 96, height: int = 64, mode: str = "RGB") -> Image.Image:
    """Smooth, asymmetric in both directions, with thousands of colours: like a photograph."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    around = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, around)).convert(mode)


def encoded(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1, gps: bool = True) -> Image.Exif:
    """An EXIF block with a tag of every kind."""
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010E] = "CANARY, room 4"
    block[0x013B] = "CANARY Photographer"
    block[0x0132] = "2026:05:04 09:30:00"
    block[0x9C9C] = "CANARY".encode("utf-16-le")
    details = block.get_ifd(0x8769)
    details[0x9003] = "2026:05:04 09:30:00"
    details[0xA431] = "CANARY-SERIAL"
    details[0x927C] = b"CANARY maker note"
    details[0x9286] = b"ASCII\x00\x00\x00CANARY"
    if gps:
        place = block.get_ifd(0x8825)
        place[0] = b"\x02\x03\x00\x00"
        place[1], place[2] = "N", (47.0, 30.0, 1.0)
    return block


def exif_block(entries: dict[int, bytes], order: str = "<", thumbnail: bytes = b"") -> bytes:
    """A TIFF structure written by hand: ASCII entries and, behind them, a thumbnail directory."""
    start = 8 + 2 + 12 * len(entries) + 4
    second = start + sum(len(value) for value in entries.values())
    head = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(order + "I", 8)
    body, values = struct.pack(order + "H", len(entries)), b""
    for tag, value in sorted(entries.items()):
        where = struct.pack(order + "I", start + len(values)) if len(value) > 4 else value
        body += struct.pack(order + "HHI", tag, 2, len(value)) + where.ljust(4, b"\x00")
        values += value if len(value) > 4 else b""
    if not thumbnail:
        return head + body + struct.pack(order + "I", 0) + values
    second = start + len(values)
    picture = second + 2 + 24 + 4
    directory = struct.pack(order + "H", 2)
    directory += struct.pack(order + "HHII", 0x0201, 4, 1, picture)
    directory += struct.pack(order + "HHII", 0x0202, 4, 1, len(thumbnail)) + b"\x00" * 4
    return head + body + struct.pack(order + "I", second) + values + directory + thumbnail


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    """The same JPEG with segments right behind its start."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def with_chunks(png: bytes, *chunks: bytes) -> bytes:
    """The same PNG with chunks right behind its header."""
    return png[:33] + b"".join(chunks) + png[33:]


def png_header(width: int, height: int, bits: int = 8, colour: int = 2) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))


def photoshop() -> bytes:
    """A Photoshop segment with IPTC records and a thumbnail."""

    def record(dataset: int, value: bytes) -> bytes:
        return struct.pack(">BBBH", 0x1C, 2, dataset, len(value)) + value

    iptc = record(80, b"CANARY byline") + record(90, b"CANARY City") + record(55, b"20260504")
    iptc += record(120, b"CANARY caption")
    resources = b""
    for number, content in ((0x0404, iptc), (0x040C, b"CANARY thumbnail")):
        padding = b"\x00" * (len(content) % 2)
        resources += b"8BIM" + struct.pack(">HBBI", number, 0, 0, len(content)) + content + padding
    return segment(0xED, b"Photoshop 3.0\x00" + resources)


def wide_gamut_profile() -> bytes:
    """An ICC profile that is not sRGB (XYZ does what Display P3 would)."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()


def swapped_profile() -> bytes:
    """sRGB with red and blue exchanged, so that converting is visible in every pixel."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {}
    for n in range(int.from_bytes(profile[128:132], "big")):
        at = 132 + 12 * n
        tags[bytes(profile[at : at + 4])] = at
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    profile[red + 4 : red + 12], profile[blue + 4 : blue + 12] = (
        profile[blue + 4 : blue + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(profile)


def everything_jpeg(orientation: int = 1) -> bytes:
    """A JPEG with every kind of metadata known here."""
    plain = encoded(gradient(), "JPEG", exif=exif(orientation), comment="CANARY comment")
    thumbnail = exif_block({0x010E: b"CANARY"}, ">", encoded(gradient(16, 16)))
    return (
        with_segments(
            plain,
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + XMP),
            segment(0xE1, b"http://ns.adobe.com/xmp/extension/\x00" + b"0" * 40 + XMP),
            segment(0xE1, b"Exif\x00\x00" + thumbnail),
            segment(0xE0, b"JFXX\x00\x10CANARY"),
            segment(0xEB, b"JP\x00\x01CANARY content credentials"),
            photoshop(),
        )
        + b"PK\x03\x04 CANARY trailing"
    )


def everything_png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "CANARY")
    texts.add_text("Comment", "CANARY" * 400, zip=True)
    texts.add_itxt("Description", "CANARY", "en", "CANARY", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add_text("date:create", "2026-05-04")
    plain = encoded(gradient(), "PNG", pnginfo=texts, exif=exif())
    return (
        with_chunks(
            plain,
            chunk(b"tIME", struct.pack(">HBBBBB", 2026, 5, 4, 9, 30, 0)),
            chunk(b"caBX", b"CANARY"),
        )
        + b"CANARY trailing"
    )


def everything_webp() -> bytes:
    return encoded(gradient(), "WEBP", exif=exif(), xmp=XMP) + b"CANARY trailing"
