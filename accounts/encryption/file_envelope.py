"""A whole file in authenticated pieces of 1 MiB, so that none can be cut, added or reordered.

Each file has a key of its own (HKDF with a random salt). The nonce of a piece is its number and
whether it is the last one (the STREAM construction); the file's name is authenticated with it.
"""

import os
import struct
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from accounts.encryption.envelope import TAG_BYTES
from accounts.encryption.keys import Key, Unreadable, derive, key_number, newest_key

PIECE_BYTES = 1 << 20
VERSION = 0xC0
SALT_BYTES = 16
PREFIX = struct.Struct(f">BH{SALT_BYTES}s")
PREFIX_BYTES = PREFIX.size
NONCE = struct.Struct(">3xQB")


def seal_file(plain: bytes, name: str) -> bytes:
    """Encrypt with the newest key; readable only under the same name."""
    key, salt = newest_key(), os.urandom(SALT_BYTES)
    prefix = PREFIX.pack(VERSION, key.id, salt)
    cipher, aad = _cipher(key, salt), prefix + name.encode()
    pieces = (cipher.encrypt(nonce, plain[at:end], aad) for nonce, at, end in _pieces(len(plain)))
    return prefix + b"".join(pieces)


def unseal_file(sealed: bytes, name: str) -> bytes:
    """Decrypt and verify all of it. Raises Unreadable when one bit, byte or piece is amiss."""
    key = key_number(file_key_id(sealed))
    prefix = sealed[:PREFIX_BYTES]
    cipher, aad = _cipher(key, prefix[-SALT_BYTES:]), prefix + name.encode()
    body = memoryview(sealed)[PREFIX_BYTES:]
    plain = bytearray()
    try:
        for number, (nonce, at, end) in enumerate(_pieces(plain_size(len(sealed)))):
            start = at + number * TAG_BYTES
            plain += cipher.decrypt(nonce, body[start : start + end - at + TAG_BYTES], aad)
    except (InvalidTag, ValueError):
        raise Unreadable("A private file was altered, cut or renamed.") from None
    return bytes(plain)


def file_key_id(sealed: bytes) -> int:
    """The number of the key that encrypted this. Raises Unreadable when it is not our file."""
    if len(sealed) < PREFIX_BYTES or sealed[0] != VERSION:
        raise Unreadable("A private file that must be encrypted is not.")
    return int(PREFIX.unpack_from(sealed)[1])


def plain_size(sealed_bytes: int) -> int:
    """How many bytes of content an encrypted file of this size holds."""
    body = sealed_bytes - PREFIX_BYTES
    pieces = max(1, -(-body // (PIECE_BYTES + TAG_BYTES)))
    return max(0, body - pieces * TAG_BYTES)


def _pieces(size: int) -> Iterator[tuple[bytes, int, int]]:
    """Nonce, start and end of every piece; an empty file has one empty piece."""
    last = max(0, (size - 1) // PIECE_BYTES)
    for number in range(last + 1):
        end = min(size, (number + 1) * PIECE_BYTES)
        yield NONCE.pack(number, number == last), number * PIECE_BYTES, end


def _cipher(key: Key, salt: bytes) -> AESGCM:
    return AESGCM(derive(key, "file", salt))
