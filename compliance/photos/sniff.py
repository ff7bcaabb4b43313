"""What a file is, by its first bytes: its name and the browser's word for it count for nothing."""

import re
from typing import Literal

Format = Literal["JPEG", "PNG", "WEBP"]

HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
AVIF_BRANDS = {b"avif", b"avis"}

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"%!PS", "eps"),
    (b"\xc5\xd0\xd3\xc6", "eps"),
    (b"8BPS", "psd"),
    (b"BM", "bmp"),
    (b"\x00\x00\x01\x00", "ico"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\xd0\xcf\x11\xe0", "document"),
    (b"{\\rtf", "document"),
)
_MARKUP = re.compile(r"<(svg|html|!doctype html|script|body|head|iframe)[\s>/]", re.IGNORECASE)
_SVG = re.compile(r"<(?:\w+:)?svg[\s>/]", re.IGNORECASE)


def picture_format(data: bytes) -> Format | None:
    """The format, for the three that are accepted."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return None


def refused_format(data: bytes) -> str:
    """The reason code of a file that is none of the three; "unknown" when it is nothing known."""
    for start, code in STARTS:
        if data.startswith(start):
            return code
    if data[128:132] == b"DICM":
        return "dicom"
    if data[4:8] == b"ftyp":
        return _media(data)
    if data[:4] == b"RIFF" and data[8:12] == b"AVI ":
        return "video"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _markup(data)


def _media(data: bytes) -> str:
    """HEIC, AVIF and MP4 share a box layout; the brands tell them apart."""
    size = int.from_bytes(data[:4], "big")
    box = data[8 : max(12, min(size, 256))]
    brands = {box[at : at + 4] for at in range(0, len(box), 4)}
    if brands & AVIF_BRANDS:
        return "avif"
    return "heic" if brands & HEIC_BRANDS else "video"


def _markup(data: bytes) -> str:
    head = data[:4096]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", errors="ignore")
    if _SVG.search(text):
        return "svg"
    return "html" if _MARKUP.search(text) else "unknown"
