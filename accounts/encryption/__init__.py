"""Encryption at rest: who a patient is cannot be read from dumps, replicas or copies."""

from accounts.encryption.fields import EncryptedField, EncryptedJSONField, EncryptedTextField
from accounts.encryption.fingerprints import blind_index, fingerprint
from accounts.encryption.keys import KeysUnusable, Unreadable
from accounts.encryption.storage import EncryptedFileStorage, private_storage

__all__ = [
    "EncryptedField",
    "EncryptedFileStorage",
    "EncryptedJSONField",
    "EncryptedTextField",
    "KeysUnusable",
    "Unreadable",
    "blind_index",
    "fingerprint",
    "private_storage",
]
