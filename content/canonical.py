"""Canonical JSON and its digest: the same meaning is always the same bytes."""

import hashlib
import json
import unicodedata
from typing import Any

FORMAT = 1


def canonical(value: Any) -> str:
    """UTF-8 JSON with NFC strings, sorted keys and no spaces. Raises TypeError on a float."""
    return json.dumps(normal(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """SHA-256, hex, of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def normal(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case bool() | int() | None:
            return value
        case dict():
            return {normal(key): normal(item) for key, item in value.items()}
        case list() | tuple():
            return [normal(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")
