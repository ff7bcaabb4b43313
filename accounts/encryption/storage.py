"""Private files: encrypted, named at random, outside every served directory."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.utils.deconstruct import deconstructible

from accounts.encryption.file_envelope import PREFIX_BYTES, plain_size, seal_file, unseal_file
from accounts.encryption.file_envelope import file_key_id as envelope_key_id
from accounts.encryption.private_files import PrivateFiles


@deconstructible(path="accounts.encryption.EncryptedFileStorage")
class EncryptedFileStorage(Storage):
    """Files encrypted before they reach the inner storage, which never sees a name or a pixel.

    ``inner`` is a storage, or the alias of one in STORAGES (an S3-compatible one that overwrites);
    by default a directory under CHAPERONE_VAR. There is no address: a view serves.
    """

    def __init__(self, inner: Storage | str | None = None) -> None:
        self._inner = inner

    @property
    def inner(self) -> Storage:
        if self._inner is None:
            self._inner = PrivateFiles(private_directory())
        if isinstance(self._inner, str):
            self._inner = storages[self._inner]
        return self._inner

    def generate_filename(self, filename: str | os.PathLike[str]) -> str:
        return random_name()

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """A new random name, whatever was proposed: a file name may itself name a patient."""
        return random_name()

    def _save(self, name: str, content: "File[Any]") -> str:
        content.seek(0)
        return self._write(name, content.read())

    def _write(self, name: str, plain: bytes) -> str:
        stored = self.inner.save(name, ContentFile(seal_file(plain, name)))
        if stored != name:
            self.inner.delete(stored)
            raise RuntimeError("The inner storage must keep the names it is given.")
        return name

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        """The whole file, verified to its last byte before the first one is handed out."""
        if mode != "rb":
            raise ValueError("Private files are written once and then only read.")
        with self.inner.open(name, "rb") as stored:
            return ContentFile(unseal_file(stored.read(), name), name=name)

    def size(self, name: str) -> int:
        return plain_size(self.inner.size(name))

    def delete(self, name: str) -> None:
        self.inner.delete(name)

    def exists(self, name: str) -> bool:
        return self.inner.exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self.inner.listdir(path)

    def get_created_time(self, name: str) -> datetime:
        return self.inner.get_created_time(name)

    def get_modified_time(self, name: str) -> datetime:
        return self.inner.get_modified_time(name)

    def url(self, name: str | None) -> str:
        raise ValueError("Private files have no address.")

    def key_id(self, name: str) -> int:
        """The number of the key that encrypted this file."""
        with self.inner.open(name, "rb") as stored:
            return envelope_key_id(stored.read(PREFIX_BYTES))

    def rekey(self, name: str) -> None:
        """Encrypt again with the newest key, under the same name."""
        with self.open(name) as file:
            self._write(name, file.read())


def random_name() -> str:
    """A name that says nothing; two letters of directory keep listings short."""
    name = uuid4().hex
    return f"{name[:2]}/{name}"


def private_directory() -> Path:
    return Path(settings.CHAPERONE_VAR) / "private"


def private_storage() -> Storage:
    """For ``FileField(storage=private_storage)``: STORAGES["private"], else the default."""
    return storages["private"] if "private" in storages.backends else EncryptedFileStorage()
