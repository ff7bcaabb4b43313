"""What was shown and what was signed, frozen: canonical JSON and its digest."""

import hashlib
import json
import unicodedata
from typing import Any

FORMAT = 1


def canonical(value: Any) -> str:
    """UTF-8, NFC, sorted keys, no spaces: the same meaning is always the same text.

    Raises TypeError on what has no one way to be written, such as a float.
    """
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    """SHA-256 (hex) of the canonical JSON of a value."""
    return digest_of_bytes(canonical(value).encode())


def digest_of_bytes(data: bytes) -> str:
    """SHA-256 (hex), as pictures are named."""
    return hashlib.sha256(data).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} cannot be frozen.")
