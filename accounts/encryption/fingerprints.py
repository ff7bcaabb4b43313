"""Keyed fingerprints: the same text gives the same mark, and nobody without the key can guess it.

Their key is never rotated: an answer given to a finding must still follow its text years later.
"""

import hashlib
import hmac
import unicodedata

from django.conf import settings

from accounts.encryption.keys import KEY_BYTES, KeysUnusable


def fingerprint(context: str, text: str) -> str:
    """HMAC-SHA256 of the text within a context, in hexadecimal."""
    message = context.encode() + b"\x00" + text.encode()
    return hmac.new(fingerprint_key(), message, hashlib.sha256).hexdigest()


def blind_index(context: str, value: str) -> str:
    """A searchable mark of an encrypted value; spelling variants (case, width, spaces) agree.

    Empty stays empty, so that rows without a value do not look alike.
    """
    folded = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    return fingerprint(f"index/{context}", unicodedata.normalize("NFKC", folded)) if folded else ""


def fingerprint_key() -> bytes:
    """Raises KeysUnusable when FINGERPRINT_KEY is missing or shorter than 256 bits."""
    key: bytes = getattr(settings, "FINGERPRINT_KEY", b"")
    if len(key) < KEY_BYTES:
        raise KeysUnusable(f"FINGERPRINT_KEY needs at least {KEY_BYTES} bytes.")
    return key
