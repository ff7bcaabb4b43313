"""Canonical JSON and digests: the same meaning is always the same bytes (RFC 8785 in spirit).

What is frozen, shown, signed or approved is written and compared in this form only.
"""

import hashlib
import json
import unicodedata
from typing import Any

FORMAT = 1


def canonical(value: Any) -> str:
    """UTF-8 JSON with NFC strings, sorted keys and no spaces.

    Raises TypeError on what has no one way to be written, such as a float.
    """
    return json.dumps(_normal(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    """SHA-256 (hex) of the canonical JSON of a value."""
    return digest_of_text(canonical(value))


def digest_of_text(text: str) -> str:
    """SHA-256 (hex) of a text that is canonical already."""
    return digest_of_bytes(text.encode())


def digest_of_bytes(data: bytes) -> str:
    """SHA-256 (hex), as pictures are named."""
    return hashlib.sha256(data).hexdigest()


def _normal(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case bool() | int() | None:
            return value
        case dict():
            return {_normal(key): _normal(item) for key, item in value.items()}
        case list() | tuple():
            return [_normal(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form.")
