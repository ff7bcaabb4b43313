"""How long an upload takes until its clean bytes are there, and the check of them."""

import io
import statistics
import time

from PIL import Image, ImageFilter

from compliance.photos.check import check
from compliance.photos.sandbox import prepare

SIZES = {"0.5 megapixels": (816, 612), "2 megapixels": (1632, 1224), "12 megapixels": (4000, 3000)}
TIMES = 5


def main() -> None:
    for name, size in SIZES.items():
        data = photograph(size)
        preparing, checking = [], []
        for _ in range(TIMES):
            start = time.perf_counter()
            made = prepare(data)
            preparing.append(time.perf_counter() - start)
            start = time.perf_counter()
            check(made.data)
            checking.append(time.perf_counter() - start)
        prepared, checked = statistics.median(preparing), statistics.median(checking)
        megabytes = f"{len(data) / 1e6:.1f} MB"
        print(f"  {name:15s} {megabytes:>7s}   prepare {prepared:5.2f} s   check {checked:5.2f} s")


def photograph(size: tuple[int, int]) -> bytes:
    """A JPEG with soft shapes and some grain, about as large as a telephone makes it."""
    shapes = [
        Image.effect_noise((32, 24), 90).resize(size, Image.Resampling.BICUBIC) for _ in "rgb"
    ]
    grain = Image.effect_noise(size, 14).filter(ImageFilter.GaussianBlur(0.6))
    picture = Image.merge("RGB", [Image.blend(shape, grain, 0.2) for shape in shapes])
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()
