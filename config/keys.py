"""The installation's secrets.

A real installation passes them in its environment and keeps them away from the database. The
embedded one (no DATABASE_URL) makes its own once, in a file that only its owner can read.
"""

import base64
import binascii
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config.env import envtext

KEY_BYTES = 32
NAMES = ("SECRET_KEY", "FIELD_KEYS", "FINGERPRINT_KEY")


@dataclass(frozen=True, repr=False)
class Keys:
    """`secret` signs cookies and links; `fields` encrypts (number, key), newest first;
    `fingerprint` is never rotated, because a finding is found again by it."""

    secret: str
    fields: tuple[tuple[int, bytes], ...]
    fingerprint: bytes


def load(file: Path, embedded: bool) -> Keys:
    """Read the secrets from the environment, or for an embedded installation from its file.

    Raises ImproperlyConfigured, naming the variables but never their values.
    """
    given = {name: envtext(name) for name in NAMES}
    missing = [name for name in NAMES if not given[name]]
    if missing and not embedded:
        raise ImproperlyConfigured(
            f"DATABASE_URL is set, so the environment must also set {', '.join(missing)}."
        )
    if missing:
        kept = _keep(file)
        given.update({name: kept[name] for name in missing})
    return Keys(
        given["SECRET_KEY"],
        _fields(given["FIELD_KEYS"]),
        _key("FINGERPRINT_KEY", given["FINGERPRINT_KEY"]),
    )


def generate() -> dict[str, str]:
    """New secrets, in the form in which the environment passes them."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": "1:" + _encoded(),
        "FINGERPRINT_KEY": _encoded(),
    }


def _keep(file: Path) -> dict[str, str]:
    if not file.exists():
        _write_once(file)
    try:
        kept = json.loads(file.read_text())
        return {name: str(kept[name]) for name in NAMES}
    except (OSError, ValueError, KeyError, TypeError):
        raise ImproperlyConfigured(
            f"The file {file.name} in the var folder is damaged; put its backup in its place, "
            "because without it nothing that is encrypted can be read."
        ) from None


def _write_once(file: Path) -> None:
    """Several processes may start at once: the first link wins, the others read its keys."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        json.dump(generate(), out)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _encoded() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _fields(text: str) -> tuple[tuple[int, bytes], ...]:
    keys: dict[int, bytes] = {}
    for part in text.split(","):
        number, _, encoded = part.strip().partition(":")
        if not number.isascii() or not number.isdigit() or int(number) in keys:
            raise ImproperlyConfigured(
                'FIELD_KEYS must look like "2:base64,1:base64", newest first, each number once.'
            )
        keys[int(number)] = _key("FIELD_KEYS", encoded)
    return tuple(keys.items())


def _key(name: str, encoded: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured(f"{name} must hold {KEY_BYTES} random bytes written in base64.")
    return key
