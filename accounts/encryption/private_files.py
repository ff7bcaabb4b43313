"""A directory only this user may read, whose files appear whole or not at all."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class PrivateFiles(FileSystemStorage):
    """Keeps the name it is given and replaces: write aside, fsync, rename, fsync the directory."""

    def __init__(self, location: Path | str) -> None:
        super().__init__(location=str(location))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: "File[Any]") -> str:
        target = Path(self.path(name))
        # One by one: mkdir(parents=True) gives the mode to the last directory only.
        for directory in (Path(self.location), target.parent):
            directory.mkdir(mode=0o700, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).replace(target)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
        _fsync_directory(target.parent)
        return name

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Without files still being written; a directory that is not there yet is empty."""
        try:
            directories, files = super().listdir(path)
        except FileNotFoundError:
            return [], []
        return directories, [name for name in files if not name.startswith(".")]

    def url(self, name: str | None) -> str:
        raise ValueError("Private files have no address.")


def _fsync_directory(directory: Path) -> None:
    """Without this a power cut may forget the rename."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
