"""One encrypted value: version, key number, nonce, ciphertext with tag (AES-256-GCM)."""

import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from accounts.encryption.keys import Key, Unreadable, cipher, key_number, newest_key

# 0xC1 occurs in no UTF-8 text: a plain-text column is never mistaken for an envelope.
VERSION = 0xC1
HEADER = struct.Struct(">BH")
NONCE_BYTES = 12
TAG_BYTES = 16


def seal(plain: bytes, context: str) -> bytes:
    """Encrypt with the newest key; readable only under the same context."""
    key = newest_key()
    header = HEADER.pack(VERSION, key.id)
    nonce = os.urandom(NONCE_BYTES)
    ciphertext = _cipher(key, context).encrypt(nonce, plain, _aad(header, context))
    return header + nonce + ciphertext


def unseal(sealed: bytes, context: str) -> bytes:
    """Decrypt. Raises Unreadable for plain text, tampering, another context or an unknown key."""
    header, body = sealed[: HEADER.size], sealed[HEADER.size :]
    key = key_number(key_id(sealed))
    nonce, ciphertext = body[:NONCE_BYTES], body[NONCE_BYTES:]
    try:
        return _cipher(key, context).decrypt(nonce, ciphertext, _aad(header, context))
    except InvalidTag:
        raise Unreadable(f"The value stored for {context} was altered or moved.") from None


def key_id(sealed: bytes) -> int:
    """The number of the key that encrypted this. Raises Unreadable when it is no envelope."""
    if len(sealed) < HEADER.size + NONCE_BYTES + TAG_BYTES or sealed[0] != VERSION:
        raise Unreadable("A stored value that must be encrypted is not.")
    return int(HEADER.unpack_from(sealed)[1])


def newest_header() -> bytes:
    """What every value encrypted with the newest key begins with."""
    return HEADER.pack(VERSION, newest_key().id)


def _cipher(key: Key, context: str) -> AESGCM:
    return cipher(key, f"field/{context}")


def _aad(header: bytes, context: str) -> bytes:
    return header + context.encode()
