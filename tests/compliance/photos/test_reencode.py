import io

import pytest
from PIL import Image, ImageChops

from compliance.photos.check import check
from compliance.photos.containers import parts
from compliance.photos.reencode import Reencoded, reencode
from tests.compliance.photos import pictures

EVERYTHING = {
    "jpeg": pictures.everything_jpeg(),
    "png": pictures.everything_png(),
    "webp": pictures.everything_webp(),
}


def opened(made: Reencoded) -> Image.Image:
    picture = Image.open(io.BytesIO(made.data))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", EVERYTHING)
def test_nothing_but_pixels_is_left(kind: str) -> None:
    data = EVERYTHING[kind]
    assert b"CANARY" in data
    assert check(data)

    made = reencode(data)

    assert not any(canary in made.data for canary in pictures.CANARIES)
    assert list(parts(made.data)) == []
    assert check(made.data) == []
    assert set(opened(made).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("kind", EVERYTHING)
def test_only_known_structure_is_written(kind: str) -> None:
    """Byte by byte: what the walkers call harmless on the way in is not there on the way out."""
    made = reencode(EVERYTHING[kind])
    if made.format == "PNG":
        kinds, at = set(), 8
        while at < len(made.data):
            kinds.add(made.data[at + 4 : at + 8])
            at += 12 + int.from_bytes(made.data[at : at + 4], "big")
        assert kinds == {b"IHDR", b"IDAT", b"IEND"}
    else:
        markers, at = [], 2
        while made.data[at + 1] != 0xDA:
            markers.append(made.data[at + 1])
            at += 2 + int.from_bytes(made.data[at + 2 : at + 4], "big")
        assert set(markers) <= {0xE0, 0xDB, 0xC0, 0xC4}
        assert markers.count(0xE0) == 1
        assert made.data.endswith(b"\xff\xd9")


@pytest.mark.parametrize("kind", EVERYTHING)
def test_same_input_gives_the_same_bytes(kind: str) -> None:
    first, second = reencode(EVERYTHING[kind]), reencode(EVERYTHING[kind])
    assert first == second
    assert first.data == second.data


def test_result_describes_itself() -> None:
    made = reencode(pictures.everything_jpeg())
    picture = opened(made)
    assert (picture.size, picture.format) == ((made.width, made.height), made.format)
    assert made.content_type == "image/jpeg"
    assert made.data.hex() not in repr(made)
    assert len(repr(made)) < 200


TURNED_TOP_LEFT = {1: "tl", 2: "tr", 3: "br", 4: "bl", 5: "tl", 6: "bl", 7: "br", 8: "tr"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", TURNED_TOP_LEFT)
def test_turned_upright(orientation: int, kind: str) -> None:
    picture = Image.new("RGB", (60, 40), "white")
    corners = {"tl": (0, 0), "tr": (50, 0), "bl": (0, 30), "br": (50, 30)}
    x, y = corners[TURNED_TOP_LEFT[orientation]]
    picture.paste((255, 0, 0), (x, y, x + 10, y + 10))

    upright = opened(reencode(pictures.encoded(picture, kind, exif=pictures.exif(orientation))))

    assert upright.size == ((60, 40) if orientation < 5 else (40, 60))
    red, green, blue = upright.convert("RGB").getpixel((4, 4))  # type: ignore[misc]
    assert (red > 200, green < 80, blue < 80) == (True, True, True)


def test_colours_are_converted_not_relabelled() -> None:
    red = Image.new("RGB", (32, 32), (200, 30, 40))
    made = reencode(pictures.encoded(red, "PNG", icc_profile=pictures.swapped_profile()))
    r, _, b = opened(made).convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    assert (b > 150, r < 80) == (True, True)


@pytest.mark.parametrize("profile", [b"not a profile", b"", pictures.wide_gamut_profile()[:200]])
def test_broken_profile_is_passed_over(profile: bytes) -> None:
    plain = pictures.gradient()
    made = reencode(pictures.encoded(plain, "PNG", icc_profile=profile))
    assert _difference(opened(made), plain) < 12


MODES = ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"]


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_keeps_its_look(mode: str) -> None:
    plain = pictures.gradient()
    if mode == "I;16":
        source = plain.convert("L").convert("I").point(lambda v: v * 257).convert("I;16")
        expected = plain.convert("L").convert("RGB")
    else:
        source = plain.convert(mode)
        expected = source.convert("RGB")
    made = opened(reencode(pictures.encoded(source, "PNG")))
    assert _difference(made, expected) < 20


def test_cmyk_is_converted() -> None:
    source = pictures.gradient(mode="CMYK")
    made = opened(reencode(pictures.encoded(source, "JPEG", quality=95)))
    assert _difference(made, source.convert("RGB")) < 30


def _difference(one: Image.Image, two: Image.Image) -> int:
    bands = ImageChops.difference(one.convert("RGB"), two.convert("RGB")).getextrema()
    return max(int(band[1]) for band in bands)  # type: ignore[index]


@pytest.mark.parametrize(
    ("size", "longest", "made_size"),
    [
        ((300, 200), 150, (150, 100)),
        ((200, 300), 150, (100, 150)),
        ((150, 100), 150, (150, 100)),
        ((40, 20), 150, (40, 20)),
        ((3000, 2), 150, (150, 1)),
        ((1, 1), 150, (1, 1)),
    ],
)
def test_longest_side(size: tuple[int, int], longest: int, made_size: tuple[int, int]) -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        made = reencode(pictures.encoded(pictures.gradient(*size), kind), longest)
        assert (made.width, made.height) == made_size


def test_graphics_and_transparency_stay_png_photographs_do_not() -> None:
    flat = Image.new("RGB", (64, 64), "teal")
    glass = pictures.gradient(mode="RGBA")
    glass.putalpha(128)
    opaque = pictures.gradient(200, 200, mode="RGBA")
    assert reencode(pictures.encoded(flat, "PNG")).format == "PNG"
    assert reencode(pictures.encoded(glass, "PNG")).format == "PNG"
    assert reencode(pictures.encoded(opaque, "PNG")).format == "JPEG"
    assert reencode(pictures.encoded(pictures.gradient(200, 200), "WEBP")).format == "JPEG"
    assert reencode(pictures.encoded(flat, "JPEG")).format == "JPEG"


def test_what_transparency_hides_is_emptied() -> None:
    """A chart under a transparent area is still in the file until its colours are taken out."""
    hidden = pictures.gradient(mode="RGBA")
    hidden.putalpha(3)
    hidden.paste((9, 9, 9, 255), (0, 0, 10, 10))
    made = opened(reencode(pictures.encoded(hidden, "PNG")))
    assert made.mode == "RGBA"
    assert made.getpixel((50, 50)) == (0, 0, 0, 0)
    assert made.getpixel((5, 5)) == (9, 9, 9, 255)
