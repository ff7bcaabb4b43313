"""The keys, newest first, and the keys derived from them: one per purpose and context."""

from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
HIGHEST_ID = 0xFFFF


class KeysUnusable(ImproperlyConfigured):
    """FIELD_KEYS or FINGERPRINT_KEY is missing or too short; the message holds no key."""


class Unreadable(Exception):
    """Stored bytes that are not ours, were altered, or need a key that is gone. Holds no value."""


@dataclass(frozen=True)
class Key:
    """One key of the ring; its number is written in front of everything it encrypts."""

    id: int
    secret: bytes = field(repr=False)


def keyring() -> tuple[Key, ...]:
    """Every key that may still read, the newest (which writes) first.

    Raises KeysUnusable when FIELD_KEYS is not ``((2, bytes), (1, bytes))`` with 256 bits each.
    """
    return checked_keys(getattr(settings, "FIELD_KEYS", None) or ())


@lru_cache(maxsize=8)
def checked_keys(pairs: tuple[tuple[int, bytes], ...]) -> tuple[Key, ...]:
    """The ring, or KeysUnusable, which names the position of the faulty key, never the key."""
    if not pairs:
        raise KeysUnusable("FIELD_KEYS is empty: nothing about a patient could be stored.")
    keys = tuple(_checked(number, secret, n) for n, (number, secret) in enumerate(pairs, start=1))
    if len({key.id for key in keys}) != len(keys):
        raise KeysUnusable("FIELD_KEYS uses one number for two keys.")
    return keys


def _checked(number: int, secret: bytes, position: int) -> Key:
    if not 0 <= number <= HIGHEST_ID:
        raise KeysUnusable(f"FIELD_KEYS, key {position}: its number is not 0 to {HIGHEST_ID}.")
    if len(secret) < KEY_BYTES:
        raise KeysUnusable(
            f"FIELD_KEYS, key {position}: {len(secret)} bytes are too short, "
            f"{KEY_BYTES} are needed."
        )
    return Key(number, secret)


def newest_key() -> Key:
    return keyring()[0]


def key_number(number: int) -> Key:
    """The key with this number. Raises Unreadable when it is no longer in the ring."""
    for key in keyring():
        if key.id == number:
            return key
    raise Unreadable(f"Encrypted with key {number}, which is not in FIELD_KEYS.")


@lru_cache(maxsize=512)
def cipher(key: Key, info: str) -> AESGCM:
    """The cipher of one purpose and context, so that no two contexts share a key."""
    return AESGCM(derive(key, info))


def derive(key: Key, info: str, salt: bytes | None = None) -> bytes:
    """256 bits from a key by HKDF-SHA256 (RFC 5869)."""
    hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=f"chaperone/{info}".encode())
    return hkdf.derive(key.secret)
