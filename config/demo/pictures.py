"""The pictures of the demonstration: photographs of places and hands, drawings of people."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from config.demo import drawing

FOLDER = Path(settings.BASE_DIR) / "content" / "demo" / "pictures"


@dataclass(frozen=True, slots=True)
class Shot:
    """The bytes of a picture, where it was taken, whose it is, and what it shows."""

    data: bytes
    place: str
    source: str
    alt: str = ""


def named(name: str, alt: str = "") -> Shot:
    """A picture of the folder. Raises FileNotFoundError when it is not there."""
    place = "graphic" if name.startswith("drawn-") else "stock"
    return Shot((FOLDER / name).read_bytes(), place, f"{name}: see SOURCES.md beside it", alt)


def portrait(number: int) -> Shot:
    return drawn(drawing.portrait(number), "A drawing of a smiling face")


def before_and_after(number: int) -> list[Shot]:
    return [
        drawn(drawing.arm(number, healed=False), "A drawing of a forearm with a rash"),
        drawn(drawing.arm(number, healed=True), "A drawing of the same forearm, healed"),
    ]


def drawn(data: bytes, alt: str) -> Shot:
    return Shot(data, "graphic", "Drawn for the demonstration", alt)
