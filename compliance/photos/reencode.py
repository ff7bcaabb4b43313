"""A new picture from the pixels of an old one: nothing else of the file survives."""

import contextlib
import hashlib
import io
import warnings
from dataclasses import dataclass, field
from typing import Literal

from PIL import Image, ImageCms

from compliance.photos.accept import accept

JPEG_QUALITY = 88
GRAPHIC_COLOURS = 4096
INVISIBLE_ALPHA = 8

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

CONTENT_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}


@dataclass(frozen=True)
class Reencoded:
    """A clean picture: sRGB, upright, without metadata; `sha256` is of `data`, in hexadecimal."""

    data: bytes = field(repr=False)
    width: int
    height: int
    sha256: str
    format: Literal["JPEG", "PNG"]

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.format]


def reencode(data: bytes, longest: int = 2048) -> Reencoded:
    """Decode, scale to at most `longest` pixels a side, turn upright, convert to sRGB, encode.

    The same input gives the same bytes. Raises NotAccepted.
    """
    accepted = accept(data, longest)
    plain = _plain_mode(accepted.picture)
    graphic = accepted.format != "JPEG" and _has_few_colours(plain)
    picture = _in_srgb(_scaled(plain, longest), accepted.picture)
    upright = _upright(picture, accepted.picture)
    return _encoded(_pixels_only(upright), graphic)


def _plain_mode(picture: Image.Image) -> Image.Image:
    """A mode that can be scaled: palettes and 16-bit greys are resolved, CMYK stays for its ICC."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in {"RGB", "L", "CMYK"} and "transparency" not in picture.info:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _scaled(picture: Image.Image, longest: int) -> Image.Image:
    ratio = longest / max(picture.size)
    if ratio >= 1:
        return picture
    width, height = (max(1, round(side * ratio)) for side in picture.size)
    # RGBA is premultiplied inside resize, so that invisible colours do not bleed into the edges.
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _in_srgb(picture: Image.Image, source: Image.Image) -> Image.Image:
    """Colours as they were meant; a profile that is broken or of another mode is passed over."""
    profile = source.info.get("icc_profile")
    target = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=target,
            )
            if converted is not None:
                return converted
    return picture.convert(target)


def _upright(picture: Image.Image, source: Image.Image) -> Image.Image:
    """Turned by the orientation the camera noted; an unreadable note means as it is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            turn = TURNS.get(source.getexif().get(ORIENTATION, 1))
        except Exception:  # the note is damaged in a way of its own
            turn = None
    return picture if turn is None else picture.transpose(turn)


def _pixels_only(picture: Image.Image) -> Image.Image:
    """A new image, which has no room for anything else; what nobody can see is emptied."""
    if picture.mode == "RGBA":
        alpha = picture.getchannel("A").point(lambda a: a if a >= INVISIBLE_ALPHA else 0)
        if alpha.getextrema() != (255, 255):
            picture.putalpha(alpha)
            blank = Image.new("RGBA", picture.size)
            return Image.composite(picture, blank, alpha.point(lambda a: 255 if a else 0))
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture.convert("RGB"))
    return fresh


def _has_few_colours(picture: Image.Image) -> bool:
    """So do drawings and screenshots, whose letters JPEG would smear."""
    return picture.getcolors(GRAPHIC_COLOURS) is not None


def _encoded(picture: Image.Image, graphic: bool) -> Reencoded:
    kind: Literal["JPEG", "PNG"] = "PNG" if graphic or picture.mode == "RGBA" else "JPEG"
    out = io.BytesIO()
    if kind == "PNG":
        picture.save(out, "PNG", compress_level=9)
    else:
        picture.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    data = out.getvalue()
    digest = hashlib.sha256(data).hexdigest()
    return Reencoded(data, picture.width, picture.height, digest, kind)
