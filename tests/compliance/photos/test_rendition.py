import hashlib

import pytest

from compliance.photos.containers import parts
from compliance.photos.reencode import Reencoded, reencode
from compliance.photos.rendition import NEWSROOM, PROFILES, Profile, render
from tests.compliance.photos import pictures

SMALL = Profile("small", 48)


@pytest.fixture(params=["JPEG", "PNG"])
def clean(request: pytest.FixtureRequest) -> Reencoded:
    mode = "RGB" if request.param == "JPEG" else "RGBA"
    picture = pictures.gradient(mode=mode)
    if mode == "RGBA":
        picture.putalpha(90)
    made = reencode(pictures.encoded(picture, request.param))
    assert made.format == request.param
    return made


def test_a_picture_that_fits_keeps_its_bytes(clean: Reencoded) -> None:
    assert render(clean.data, NEWSROOM) == clean
    assert render(clean.data, Profile("exact", 96)).data == clean.data


def test_a_larger_one_is_scaled_down(clean: Reencoded) -> None:
    made = render(clean.data, SMALL)
    assert (made.width, made.height) == (48, 32)
    assert made.format == clean.format
    assert made.sha256 == hashlib.sha256(made.data).hexdigest() != clean.sha256
    assert list(parts(made.data)) == []
    assert render(clean.data, SMALL) == made


@pytest.mark.parametrize(
    "data",
    [
        pictures.everything_jpeg(),
        pictures.everything_png(),
        pictures.everything_webp(),
        pictures.encoded(pictures.gradient(), "WEBP"),
        pictures.encoded(pictures.gradient(), "JPEG", icc_profile=pictures.swapped_profile()),
        pictures.encoded(pictures.gradient(mode="CMYK"), "JPEG"),
    ],
)
def test_what_is_not_ours_never_passes_unchanged(data: bytes) -> None:
    made = render(data, NEWSROOM)
    assert made.data != data
    assert b"CANARY" not in made.data


def test_profiles_are_found_by_name() -> None:
    assert all(profile.name == name for name, profile in PROFILES.items())
    assert PROFILES["newsroom"].longest == 1600
