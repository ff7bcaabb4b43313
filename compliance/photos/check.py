"""What is seen in a picture, by one engine after the other. Nothing seen is not "nothing there"."""

from dataclasses import dataclass
from typing import Literal, Protocol

from compliance.photos import metadata
from compliance.photos.containers import parts
from compliance.photos.parts import CannotCheck

__all__ = ["CHECKER", "ENGINES", "CannotCheck", "Engine", "PhotoFinding", "check"]

CHECKER = "2026.11.1"
"""Changes with every change of what is seen; a check by another version is not current."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class PhotoFinding:
    """Something in a picture. `box` is x, y, width, height in 0..1, None for the whole file;
    `phi` says that it can identify a patient. `detail` is a kind or what a person should look
    for, never what was read."""

    kind: Literal["face", "text", "metadata", "barcode"]
    detail: str
    box: Box | None
    phi: bool


class Engine(Protocol):
    """One way of looking at a picture. Raises on trouble, so that the check stays unfinished."""

    def __call__(self, data: bytes) -> list[PhotoFinding]: ...


def metadata_left(data: bytes) -> list[PhotoFinding]:
    """Each kind of metadata the file carries, once."""
    present = {kind for part in parts(data) for kind in metadata.kinds(part)}
    return [
        PhotoFinding("metadata", kind, None, True) for kind in metadata.KINDS if kind in present
    ]


ENGINES: tuple[Engine, ...] = (metadata_left,)


def check(data: bytes) -> list[PhotoFinding]:
    """Ask every engine. Raises CannotCheck, or what an engine raises: then nothing is known."""
    return [finding for engine in ENGINES for finding in engine(data)]
