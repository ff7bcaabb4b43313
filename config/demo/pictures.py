"""The pictures of the demonstration: photographs of places and hands, drawings of people."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from config.demo import drawing

FOLDER = Path(settings.BASE_DIR) / "content" / "demo" / "pictures"


@dataclass(frozen=True, slots=True)
class Shot:
    """The bytes of a picture, where it was taken, and whose it is."""

    data: bytes
    place: str
    source: str


def named(name: str) -> Shot:
    """A picture of the folder. Raises FileNotFoundError when it is not there."""
    drawn = name.startswith("drawn-")
    source = f"{name}: see SOURCES.md beside it"
    return Shot((FOLDER / name).read_bytes(), "graphic" if drawn else "stock", source)


def portrait(number: int) -> Shot:
    return Shot(drawing.portrait(number), "graphic", "Drawn for the demonstration")


def before_and_after(number: int) -> list[Shot]:
    return [
        Shot(drawing.arm(number, healed), "graphic", "Drawn for the demonstration")
        for healed in (False, True)
    ]
