"""The code that proves whoever opens an empty installation also started it."""

import os
import secrets
from pathlib import Path

from django.conf import settings

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is easily misread
GROUPS, SIZE = 4, 4  # 80 bits


def start_code() -> str:
    """The code of this installation, made once and kept in a file that only its owner reads."""
    place = _file()
    if not place.exists():
        _write_once(place)
    return place.read_text().strip()


def matches(typed: str) -> bool:
    """Is this the code? Blanks, hyphens and small letters do not matter."""
    if not _file().exists():
        return False
    return secrets.compare_digest(_plain(typed), _plain(start_code()))


def forget() -> None:
    """The code has served: the installation has its first person."""
    _file().unlink(missing_ok=True)


def _plain(text: str) -> bytes:
    return "".join(text.upper().replace("-", "").split()).encode()


def _file() -> Path:
    return Path(settings.CHAPERONE_VAR) / "start-code"


def _write_once(place: Path) -> None:
    """Several processes may start at once: the first link wins, the others read its code."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(SIZE)) for _ in range(GROUPS))
    draft = place.with_name(f"{place.name}.{secrets.token_hex(6)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write("-".join(groups))
    try:
        os.link(draft, place)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
