"""``scan_photos``: the photo check for scripts, a JSON line per file."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from compliance.phi.directory import EMPTY, Directory, DirectoryError
from compliance.photos.accept import MAX_BYTES, NotAccepted, format_of
from compliance.photos.check import CannotCheck, check


class Command(BaseCommand):
    """Look at files as they are, before anything is taken out of them. Needs no database."""

    help = "Check pictures: one JSON line of findings per file."
    requires_system_checks: tuple[str, ...] = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--organization-file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """A file that is no picture gets a line on standard error; the others are still checked."""
        _directory(options["organization_file"])
        faults = []
        for path in options["files"]:
            try:
                self.stdout.write(json.dumps(_scanned(path), ensure_ascii=False))
            except _BadFile as fault:
                faults.append(f"{path}: {fault}")
        if faults:
            raise CommandError("\n".join(faults), returncode=2)


class _BadFile(Exception):
    """What is wrong with a file, in a sentence."""


def _scanned(path: Path) -> dict[str, Any]:
    began = time.perf_counter()
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        format_of(data)
        findings = [asdict(finding) for finding in check(data)]
    except OSError as fault:
        raise _BadFile(f"{fault.strerror or 'It cannot be read'}.") from None
    except (NotAccepted, CannotCheck) as fault:
        raise _BadFile(str(fault)) from None
    seconds = round(time.perf_counter() - began, 3)
    return {"file": str(path), "findings": findings, "seconds": seconds}


def _directory(file: Path | None) -> Directory:
    """The organization's public entries: its own name on a wall is no alarm."""
    if file is None:
        return EMPTY
    try:
        return Directory.from_file(file)
    except DirectoryError as fault:
        raise CommandError(str(fault), returncode=2) from None
