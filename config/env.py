"""The environment, read strictly: a value that cannot be understood is refused in one sentence."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


def envtext(name: str, default: str = "") -> str:
    """The variable without surrounding blanks; an empty one counts as not set."""
    return os.environ.get(name, "").strip() or default


def envbool(name: str, default: bool) -> bool:
    text = envtext(name).lower()
    if not text:
        return default
    if text in YES:
        return True
    if text in NO:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {text!r}.")


def envint(name: str, default: int, minimum: int = 0, maximum: int = 2**31) -> int:
    text = envtext(name)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not minimum <= int(text) <= maximum:
        raise ImproperlyConfigured(
            f"{name} must be a whole number from {minimum} to {maximum}, not {text!r}."
        )
    return int(text)


def envlist(name: str, default: list[str] | None = None) -> list[str]:
    """A list separated by commas."""
    parts = [part.strip() for part in envtext(name).split(",")]
    return [part for part in parts if part] or list(default or [])


def envpath(name: str, default: Path) -> Path:
    return Path(envtext(name, str(default))).expanduser().resolve()


def private_folder(path: Path) -> Path:
    """Make the folder, with what is above it, readable by its owner only (0700)."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The folder {path.name!r} cannot be made: {problem.strerror}."
        ) from None
    return path
