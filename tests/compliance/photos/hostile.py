"""Files nobody should be able to get in, each with the reason it is refused for."""

import gzip
import struct
import zlib

from tests.compliance.photos import pictures
from tests.compliance.photos.pictures import chunk, encoded, gradient, png_header

PNG = b"\x89PNG\r\n\x1a\n"
END = chunk(b"IEND", b"")
BOMB = b"x\x00\x00" + zlib.compress(bytes(9 << 20))
JPEG_PHOTO, PNG_PHOTO = encoded(gradient()), encoded(gradient(), "PNG")
WEBP_PHOTO = encoded(gradient(), "WEBP")


def moving(kind: str) -> bytes:
    turned = [gradient().rotate(90), gradient().rotate(180)]
    return encoded(gradient(), kind, save_all=True, append_images=turned)


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG whose header claims another size."""
    at = JPEG_PHOTO.index(b"\xff\xc0") + 5
    return JPEG_PHOTO[:at] + struct.pack(">HH", height, width) + JPEG_PHOTO[at + 4 :]


def png_of(width: int, height: int) -> bytes:
    return PNG + png_header(width, height) + chunk(b"IDAT", zlib.compress(bytes(1000))) + END


def webp_of(width: int, height: int) -> bytes:
    extended = struct.pack("<I", 0) + (width - 1).to_bytes(3, "little")
    extended += (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + extended + WEBP_PHOTO[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def media(brand: bytes, compatible: bytes = b"mif1") -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + bytes(4) + brand + compatible


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

REFUSED: dict[str, tuple[str, bytes]] = {
    "nothing": ("empty", b""),
    "31 MB": ("too_large", JPEG_PHOTO + bytes(31 << 20)),
    "svg": ("svg", SVG),
    "svg with declaration": ("svg", b'\xef\xbb\xbf<?xml version="1.0"?><!-- x -->\n' + SVG),
    "svg in utf-16": ("svg", SVG.decode().encode("utf-16")),
    "svg with a prefix": ("svg", b'<s:svg xmlns:s="http://www.w3.org/2000/svg"/>'),
    "svg called an entity bomb": ("svg", b'<!DOCTYPE svg [<!ENTITY a "aa">]>' + SVG),
    "html": ("html", b"<!doctype html><title>x</title>"),
    "html after blanks": ("html", b"  \n\t<HTML><img src=x>"),
    "script": ("html", b"<script>alert(1)</script>"),
    "pdf": ("pdf", b"%PDF-1.7\n1 0 obj"),
    "pdf behind garbage": ("pdf", b"x" * 500 + b"%PDF-1.4"),
    "pdf that holds a jpeg": ("pdf", b"%PDF-1.4\n" + JPEG_PHOTO),
    "heic": ("heic", media(b"heic")),
    "heic sequence": ("heic", media(b"hevc")),
    "avif": ("avif", encoded(gradient(), "AVIF")),
    "mp4": ("video", media(b"isom", b"mp42")),
    "mov": ("video", media(b"qt  ", b"qt  ")),
    "webm": ("video", b"\x1aE\xdf\xa3" + bytes(40)),
    "avi": ("video", b"RIFF" + bytes(4) + b"AVI LIST"),
    "gif": ("gif", encoded(gradient(), "GIF")),
    "moving gif": ("gif", moving("GIF")),
    "tiff": ("tiff", encoded(gradient(), "TIFF")),
    "tiff, big-endian": ("tiff", b"MM\x00*" + bytes(20)),
    "bigtiff": ("tiff", b"II+\x00" + bytes(20)),
    "dicom": ("dicom", bytes(128) + b"DICM" + bytes(60)),
    "dicom that begins like a tiff": ("tiff", b"II*\x00" + bytes(124) + b"DICM"),
    "eps": ("eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
    "eps with a preview": ("eps", b"\xc5\xd0\xd3\xc6" + bytes(30)),
    "psd": ("psd", b"8BPS\x00\x01" + bytes(30)),
    "bmp": ("bmp", encoded(gradient(), "BMP")),
    "ico": ("ico", encoded(gradient(), "ICO")),
    "zip": ("archive", b"PK\x03\x04" + bytes(40)),
    "gzip": ("archive", gzip.compress(JPEG_PHOTO)),
    "old office document": ("document", b"\xd0\xcf\x11\xe0" + bytes(60)),
    "text": ("unknown", "Zimmer 4, Frau Ørsted".encode()),
    "zeros": ("unknown", bytes(5000)),
    "jpeg 2000": ("unknown", encoded(gradient(), "JPEG2000")),
    "moving webp": ("animated", moving("WEBP")),
    "moving png": ("animated", moving("PNG")),
    "jpeg header of 900 megapixels": ("too_many_pixels", jpeg_of(30_000, 30_000)),
    "jpeg header of 65535 x 65535": ("too_many_pixels", jpeg_of(65_535, 65_535)),
    "jpeg just over the limit": ("too_many_pixels", jpeg_of(7_100, 7_100)),
    "png header of 108 megapixels": ("too_many_pixels", png_of(12_000, 9_000)),
    "png header of 2 billion": ("too_many_pixels", png_of(46_000, 46_000)),
    "png as thin as a thread": ("too_many_pixels", png_of(1, 40_000_000)),
    "webp header of 268 megapixels": ("too_many_pixels", webp_of(16_384, 16_384)),
    "png with no pixels": ("broken", PNG + png_header(0, 0) + END),
    "png with 255 bits a colour": ("broken", PNG + png_header(9, 9, 255) + END),
    "png without data": ("broken", PNG + png_header(9, 9) + END),
    "png with a wrong checksum": ("broken", PNG_PHOTO[:30] + b"\x00" + PNG_PHOTO[31:]),
    "png cut in half": ("truncated", PNG_PHOTO[: len(PNG_PHOTO) // 2]),
    "png signature alone": ("truncated", PNG),
    "png profile bomb": ("broken", pictures.with_chunks(PNG_PHOTO, chunk(b"iCCP", BOMB))),
    "png text bomb": ("broken", pictures.with_chunks(PNG_PHOTO, chunk(b"zTXt", BOMB))),
    "jpeg cut in half": ("truncated", JPEG_PHOTO[: len(JPEG_PHOTO) // 2]),
    "jpeg cut in its header": ("truncated", JPEG_PHOTO[:100]),
    "jpeg of three bytes": ("truncated", JPEG_PHOTO[:3]),
    "jpeg without tables": ("broken", JPEG_PHOTO[:2] + JPEG_PHOTO[JPEG_PHOTO.index(b"\xff\xc0") :]),
    "webp cut in half": ("truncated", WEBP_PHOTO[: len(WEBP_PHOTO) // 2]),
    "webp with nothing in it": ("broken", b"RIFF\x04\x00\x00\x00WEBP"),
}

# Files that are a picture and something else at once: the picture is taken, the rest is not.
POLYGLOTS: dict[str, bytes] = {
    "jpeg and zip": JPEG_PHOTO + b"PK\x03\x04CANARY",
    "jpeg and html": pictures.with_segments(
        JPEG_PHOTO, pictures.segment(0xFE, b"<script>CANARY</script>")
    ),
    "jpeg and php": pictures.with_segments(JPEG_PHOTO, pictures.segment(0xE7, b"<?php CANARY ?>")),
    "jpeg and pdf": pictures.with_segments(JPEG_PHOTO, pictures.segment(0xFE, b"%PDF-1.4 CANARY")),
    "jpeg and mp4 (motion photo)": JPEG_PHOTO + media(b"isom", b"mp42") + b"CANARY",
    "jpeg and jpeg": JPEG_PHOTO + pictures.everything_jpeg(),
    "jpeg with filler": JPEG_PHOTO[:20] + b"CANARY" + JPEG_PHOTO[20:],
    "mpo": moving("MPO") + b"CANARY",
    "png and zip": PNG_PHOTO + b"PK\x03\x04CANARY",
    "png and html": pictures.with_chunks(PNG_PHOTO, chunk(b"tEXt", b"x\x00<script>CANARY")),
    "png with a private chunk": pictures.with_chunks(PNG_PHOTO, chunk(b"caNy", b"CANARY")),
    "webp and zip": WEBP_PHOTO + b"PK\x03\x04CANARY",
    "svg in a jpeg": pictures.with_segments(JPEG_PHOTO, pictures.segment(0xEA, SVG + b"CANARY")),
    "profile of bytes": encoded(gradient(), "JPEG", icc_profile=b"CANARY" * 50),
    "damaged exif": encoded(gradient(), "JPEG", exif=b"Exif\x00\x00II*\x00CANARYCANARY"),
    "exif in a loop": encoded(
        gradient(),
        "JPEG",
        exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00CANARY",
    ),
}
