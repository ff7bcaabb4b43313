import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from compliance.photos.check import check
from tools.draw_demo_people import PICTURES, SCENES
from tools.drawing.canvas import Canvas

FILES = sorted(path for path in PICTURES.iterdir() if path.suffix in {".jpg", ".png"})
SOURCES = (PICTURES / "SOURCES.md").read_text(encoding="utf-8")


def test_every_picture_has_a_source_and_every_source_a_picture() -> None:
    named = set(re.findall(r"^\| `([\w-]+\.(?:jpg|png))`", SOURCES, re.MULTILINE))
    assert named == {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_small_and_nothing_but_pixels(path: Path) -> None:
    assert path.stat().st_size <= 400_000
    assert check(path.read_bytes()) == []
    with Image.open(path) as picture:
        assert max(picture.size) <= 1600


@pytest.mark.parametrize("name", SCENES)
def test_drawings_are_what_the_tool_draws(name: str, tmp_path: Path) -> None:
    canvas = Canvas()
    SCENES[name](canvas)
    canvas.save(tmp_path / name)
    kept = Image.open(io.BytesIO((PICTURES / name).read_bytes()))
    drawn = Image.open(tmp_path / name)
    assert ImageChops.difference(kept, drawn).getbbox() is None
