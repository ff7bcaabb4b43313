import struct
import zlib

import pytest

from compliance.photos import check as checking
from compliance.photos.check import CHECKER, CannotCheck, PhotoFinding, check
from tests.compliance.photos import pictures
from tests.compliance.photos.hostile import JPEG_PHOTO, PNG_PHOTO, REFUSED, WEBP_PHOTO
from tests.compliance.photos.pictures import chunk, exif_block, segment, with_chunks, with_segments


def details(data: bytes) -> set[str]:
    return {finding.detail for finding in check(data)}


def with_exif(block: bytes) -> bytes:
    return with_segments(JPEG_PHOTO, segment(0xE1, b"Exif\x00\x00" + block))


def with_xmp(properties: str) -> bytes:
    packet = f'<x:xmpmeta><rdf:RDF><rdf:Description rdf:about="" {properties}</rdf:RDF></x:xmpmeta>'
    return with_segments(
        JPEG_PHOTO, segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + packet.encode())
    )


@pytest.mark.parametrize("data", [JPEG_PHOTO, PNG_PHOTO, WEBP_PHOTO])
def test_plain_pictures_have_nothing(data: bytes) -> None:
    assert check(data) == []


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        (pictures.everything_jpeg(), set()),
        (pictures.everything_png(), set()),
        (pictures.everything_webp(), set()),
    ],
)
def test_every_kind_is_told_once(data: bytes, missing: set[str]) -> None:
    found = [finding.detail for finding in check(data)]
    kinds = ["gps", "serial", "date", "person", "caption", "thumbnail", "trailing"]
    assert found == [kind for kind in kinds if kind not in missing]


def test_a_finding_is_a_kind_without_a_place_or_a_value() -> None:
    (found,) = check(JPEG_PHOTO + b"CANARY")
    assert found == PhotoFinding("metadata", "trailing", None, True)


EXIF = {
    "gps": {0x8825: b""},
    "caption": {0x010E: b"Room 4 at noon\x00"},
    "person": {0x013B: b"A. Photographer\x00"},
    "date": {0x0132: b"2026:05:04 09:30:00\x00"},
    "serial": {0xA431: b"77-13\x00"},
}


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", ["caption", "person", "date", "serial"])
def test_each_exif_kind_alone(kind: str, order: str) -> None:
    assert details(with_exif(exif_block(EXIF[kind], order))) == {kind}


def test_exif_place_and_its_date() -> None:
    block = pictures.Image.Exif()
    place = block.get_ifd(0x8825)
    place[0] = b"\x02\x03\x00\x00"
    assert details(pictures.encoded(pictures.gradient(), exif=block)) == set()
    place[1], place[2] = "N", (47.0, 30.0, 1.0)
    assert details(pictures.encoded(pictures.gradient(), exif=block)) == {"gps"}
    place[0x1D] = "2026:05:04"
    assert details(pictures.encoded(pictures.gradient(), exif=block)) == {"gps", "date"}


@pytest.mark.parametrize("value", [b" " * 20, bytes(20), b"0000:00:00 00:00:00\x00", b""])
def test_what_a_camera_left_empty_is_nothing(value: bytes) -> None:
    assert details(with_exif(exif_block({0x0132: value, 0x010E: value, 0x013B: value}))) == set()


def test_exif_thumbnail() -> None:
    small = pictures.encoded(pictures.gradient(16, 16))
    assert details(with_exif(exif_block({}, ">", small))) == {"thumbnail"}


def test_technical_exif_is_nothing() -> None:
    block = exif_block({0x010F: b"Maker\x00", 0x0110: b"Model 5\x00", 0x0131: b"Software 2\x00"})
    assert details(with_exif(block)) == set()


@pytest.mark.parametrize(
    "block", [b"CANARY", b"II*\x00\xff\xff\xff\xff", b"II*\x00\x08\x00\x00\x00\xff\xff"]
)
def test_exif_that_cannot_be_read_is_told(block: bytes) -> None:
    assert details(with_exif(block)) == {"trailing"}


@pytest.mark.parametrize(
    ("properties", "kinds"),
    [
        ('xmp:CreatorTool="Editor 9"/>', set()),
        ('xmp:Rating="5" tiff:Orientation="1"/>', set()),
        ('dc:title=""/>', set()),
        ('exif:GPSLatitude="47,30N"/>', {"gps"}),
        ('photoshop:City="Springfield"/>', {"gps"}),
        ('xmp:CreateDate="2026-05-04"/>', {"date"}),
        ("aux:SerialNumber='77'/>", {"serial"}),
        ('xmpMM:DocumentID="xmp.did:1"/>', {"serial"}),
        ("><dc:creator><rdf:Seq><rdf:li>A. B.</rdf:li></rdf:Seq></dc:creator>", {"person"}),
        ("><Iptc4xmpExt:PersonInImage>A</Iptc4xmpExt:PersonInImage>", {"person"}),
        ("><dc:description>x</dc:description>", {"caption"}),
        ("><xmp:Thumbnails>x</xmp:Thumbnails>", {"thumbnail"}),
        ('GDepth:Data="x"/>', {"thumbnail"}),
    ],
)
def test_xmp_properties(properties: str, kinds: set[str]) -> None:
    assert details(with_xmp(properties)) == kinds


def test_xmp_in_utf_16() -> None:
    packet = '<rdf:Description exif:GPSLatitude="47,30N"/>'.encode("utf-16")
    data = with_segments(JPEG_PHOTO, segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + packet))
    assert details(data) == {"gps"}


@pytest.mark.parametrize(
    ("dataset", "kind"), [(80, "person"), (90, "gps"), (55, "date"), (120, "caption"), (65, None)]
)
def test_iptc_records(dataset: int, kind: str | None) -> None:
    record = struct.pack(">BBBH", 0x1C, 2, dataset, 4) + b"text"
    block = (
        b"Photoshop 3.0\x008BIM" + struct.pack(">HHI", 0x0404, 0, len(record)) + record + b"\x00"
    )
    assert details(with_segments(JPEG_PHOTO, segment(0xED, block))) == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("extra", "kind"),
    [
        (segment(0xFE, b"made by hand"), "caption"),
        (segment(0xE2, b"MPF\x00II*\x00"), "thumbnail"),
        (segment(0xE0, b"JFXX\x00\x10abc"), "thumbnail"),
        (segment(0xEB, b"JP\x00\x01 credentials"), "trailing"),
        (segment(0xE4, b"anything"), "trailing"),
        (segment(0xFE, b"  \x00"), None),
        (segment(0xE2, b"ICC_PROFILE\x00\x01\x01"), None),
        (segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01"), None),
        (segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01 and more"), "trailing"),
        (segment(0xEC, b"Ducky\x00\x01\x00\x04\x00\x00\x00\x3c"), None),
        (segment(0xEC, b"Ducky\x00\x01\x00\x04\x00\x00\x00\x3c\x00\x02a comment"), "trailing"),
        (b"\xff\xff\xff" + segment(0xFE, b"after filling"), "caption"),
    ],
)
def test_jpeg_segments(extra: bytes, kind: str | None) -> None:
    assert details(with_segments(JPEG_PHOTO, extra)) == ({kind} if kind else set())


def test_a_progressive_jpeg_is_walked_to_its_end() -> None:
    progressive = pictures.encoded(pictures.gradient(), progressive=True)
    assert details(progressive) == set()
    assert details(progressive + b"x") == {"trailing"}


def test_an_end_marker_inside_a_thumbnail_is_not_the_end() -> None:
    small = pictures.encoded(pictures.gradient(16, 16))
    assert details(with_exif(exif_block({}, "<", small)) + b"zip") == {"thumbnail", "trailing"}


def test_zeros_behind_the_end_are_padding() -> None:
    for plain in (JPEG_PHOTO, PNG_PHOTO):
        assert details(plain + bytes(512)) == set()


def test_a_second_picture_is_looked_at_too() -> None:
    second = with_segments(JPEG_PHOTO, segment(0xFE, b"made by hand"))
    assert details(JPEG_PHOTO + second) == {"caption"}
    assert details(JPEG_PHOTO + second + b"video") == {"caption", "trailing"}


@pytest.mark.parametrize(
    ("extra", "kind"),
    [
        (chunk(b"tEXt", b"Author\x00A. B."), "person"),
        (chunk(b"tEXt", b"Creation Time\x00noon"), "date"),
        (chunk(b"tEXt", b"Comment\x00text"), "caption"),
        (chunk(b"tEXt", b"date:modify\x002026-05-04"), "date"),
        (chunk(b"tEXt", b"Software\x00Editor"), None),
        (chunk(b"tEXt", b"Comment\x00 "), None),
        (chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"text")), "caption"),
        (chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(1 << 26))), None),
        (chunk(b"zTXt", b"Comment\x00\x00broken"), "trailing"),
        (chunk(b"iTXt", b"Comment\x00\x01\x00en\x00\x00" + zlib.compress(b"text")), "caption"),
        (chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00<a exif:GPSLatitude='1'/>"), "gps"),
        (chunk(b"tEXt", b"Raw profile type exif\x00\nexif\n 9\n" + b"zz"), "trailing"),
        (chunk(b"tEXt", b"Raw profile type iptc\x00\niptc\n 9\n" + b"1c025a000158"), "gps"),
        (chunk(b"tIME", bytes(7)), "date"),
        (chunk(b"prVt", b"x"), "trailing"),
    ],
)
def test_png_chunks(extra: bytes, kind: str | None) -> None:
    assert details(with_chunks(PNG_PHOTO, extra)) == ({kind} if kind else set())


def test_webp_chunks() -> None:
    body = WEBP_PHOTO[8:] + b"prVt" + struct.pack("<I", 3) + b"abc\x00"
    assert details(b"RIFF" + struct.pack("<I", len(body)) + body) == {"trailing"}


@pytest.mark.parametrize("name", ["nothing", "svg", "heic", "jpeg cut in half", "png cut in half"])
def test_a_file_that_cannot_be_walked_stays_unchecked(name: str) -> None:
    with pytest.raises(CannotCheck):
        check(REFUSED[name][1])


def test_every_engine_is_asked_and_its_trouble_is_not_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    face = PhotoFinding("face", "a face", (0.1, 0.2, 0.3, 0.4), True)

    def finds(data: bytes) -> list[PhotoFinding]:
        return [face]

    def fails(data: bytes) -> list[PhotoFinding]:
        raise RuntimeError("the model is missing")

    monkeypatch.setattr(checking, "ENGINES", (*checking.ENGINES, finds))
    assert check(JPEG_PHOTO) == [face]
    monkeypatch.setattr(checking, "ENGINES", (*checking.ENGINES, fails))
    with pytest.raises(RuntimeError):
        check(JPEG_PHOTO)


def test_checker_names_a_version() -> None:
    year, month, number = CHECKER.split(".")
    assert (len(year), 1 <= int(month) <= 12, int(number) >= 1) == (4, True, True)
