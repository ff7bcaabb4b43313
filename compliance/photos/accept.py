"""Which pictures are taken in, and what is said about those that are not."""

import io
import warnings
from dataclasses import dataclass, field

from PIL import Image

from compliance.photos.containers import parts
from compliance.photos.parts import CannotCheck
from compliance.photos.sniff import Format, picture_format, refused_format

MAX_BYTES = 30 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 12_000

SENTENCES = {
    "empty": "The file is empty. Please choose it again.",
    "too_large": "The file is larger than 30 MB. Please export a smaller copy.",
    "too_many_pixels": (
        "The picture is larger than 50 megapixels or 12,000 pixels on a side. "
        "Please export a smaller copy."
    ),
    "svg": "This is an SVG drawing, which can carry programs. Please export it as PNG.",
    "pdf": "This is a PDF document. Please export the page as JPEG or PNG.",
    "heic": (
        "This is an iPhone photo in HEIC format, which is not taken yet. "
        "Please send it as JPEG (on the phone: Settings, Camera, Formats, Most Compatible)."
    ),
    "avif": "This is an AVIF picture, which is not taken yet. Please save it as JPEG or PNG.",
    "gif": "This is a GIF. Please save it as PNG; moving pictures are not taken.",
    "tiff": "This is a TIFF or a camera's raw file. Please export it as JPEG.",
    "dicom": (
        "This is a medical image (DICOM), which carries the patient's data. Ask your privacy "
        "officer before you use it; an export without identifiers can be sent as PNG."
    ),
    "eps": "This is a PostScript file, which can carry programs. Please export it as PNG.",
    "psd": "This is a Photoshop file, whose hidden layers would go along. Please export a JPEG.",
    "bmp": "This is a Windows bitmap. Please save it as PNG.",
    "ico": "This is an icon file. Please save it as PNG.",
    "video": "This is a video. Only still pictures are taken here.",
    "animated": "This picture moves: it has several frames. Please save one of them as PNG.",
    "html": "This is a web page, not a picture. Please save the picture itself.",
    "archive": "This is an archive or office document. Please take the pictures out of it first.",
    "document": "This is an office document. Please save the picture itself as JPEG or PNG.",
    "unknown": "This is not a picture we can read. Please send a JPEG, PNG or WebP.",
    "truncated": (
        "The picture ends too early; it was probably cut off on its way. Please send it again."
    ),
    "broken": "The picture is damaged and cannot be opened. Please export it again.",
    "too_hard": "Opening this picture takes too much time or memory. Please export a smaller copy.",
}


class NotAccepted(Exception):
    """A file that is not taken in: a code for the program, a sentence for the person."""

    def __init__(self, reason_code: str) -> None:
        self.reason_code = reason_code
        self.sentence = SENTENCES[reason_code]
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Accepted:
    """A picture that was opened and decoded; `width` and `height` are those of the file."""

    format: Format
    width: int
    height: int
    picture: Image.Image = field(repr=False)


def accept(data: bytes, longest: int | None = None) -> Accepted:
    """Open and decode one still picture. Raises NotAccepted.

    With `longest` a large JPEG may be decoded at a half, a quarter or an eighth of its size, never
    smaller than twice what is asked for: less memory, the same result to the eye.
    """
    kind = format_of(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = _opened(data, kind)
        width, height = picture.size
        if longest is not None:
            picture.draft(None, (2 * longest, 2 * longest))
        _decode(picture, data)
    return Accepted(kind, width, height, picture)


def format_of(data: bytes) -> Format:
    """The format of a file that may be tried, decided without opening it. Raises NotAccepted."""
    if not data:
        raise NotAccepted("empty")
    if len(data) > MAX_BYTES:
        raise NotAccepted("too_large")
    kind = picture_format(data)
    if kind is None:
        raise NotAccepted(refused_format(data))
    return kind


def _opened(data: bytes, kind: Format) -> Image.Image:
    """The picture with only its header read, within the limits."""
    try:
        picture = Image.open(io.BytesIO(data), formats=[kind])
        frames = getattr(picture, "n_frames", 1)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAccepted("too_many_pixels") from None
    except Exception:  # whatever a decoder stumbles over is the file's fault
        raise NotAccepted(_cut_or_broken(data)) from None
    if picture.width * picture.height > MAX_PIXELS or max(picture.size) > MAX_SIDE:
        raise NotAccepted("too_many_pixels")
    # MPO is a JPEG with a second picture behind it, which phones write; the first one is taken.
    if frames > 1 and picture.format != "MPO":
        raise NotAccepted("animated")
    return picture


def _decode(picture: Image.Image, data: bytes) -> None:
    try:
        picture.load()
    except MemoryError:
        raise NotAccepted("too_hard") from None
    except Exception:  # as above
        raise NotAccepted(_cut_or_broken(data)) from None


def _cut_or_broken(data: bytes) -> str:
    """A file that ends before its own end was cut on its way; sending it again helps."""
    try:
        for _ in parts(data):
            pass
    except CannotCheck:
        return "truncated"
    return "broken"
