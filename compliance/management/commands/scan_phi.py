"""``scan_phi``: the PHI check for scripts, JSON lines in and out."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from compliance.phi.base import KINDS
from compliance.phi.directory import EMPTY, Directory, DirectoryError
from compliance.phi.scan import scan


class Command(BaseCommand):
    """Check texts; nothing is written before every input line has been read and understood."""

    help = "Check texts for PHI: JSON lines with id, kind and text in, findings out."
    requires_system_checks: tuple[str, ...] = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        source = parser.add_mutually_exclusive_group()
        source.add_argument("--organization", metavar="SLUG")
        source.add_argument("--organization-file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write one line of findings per line of input; exit 2 with one line on bad input."""
        directory = _directory(options["organization"], options["organization_file"])
        for row in [_row(n, line) for n, line in enumerate(_lines(), 1) if line.strip()]:
            findings = [
                {
                    "start": f.start,
                    "end": f.end,
                    "category": f.category,
                    "severity": f.severity.value,
                    "message": f.message,
                    "rule": f.rule,
                }
                for f in scan(row["text"], row["kind"], directory)
            ]
            line = json.dumps({"id": row["id"], "findings": findings}, ensure_ascii=False)
            sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass") + b"\n")
        sys.stdout.flush()


def _refuse(message: str) -> CommandError:
    return CommandError(message, returncode=2)


def _lines() -> list[str]:
    try:
        return sys.stdin.buffer.read().decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise _refuse("The input is not UTF-8.") from None


def _row(number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise _refuse(f"Line {number} is not JSON.") from None
    if not isinstance(row, dict) or not {"id", "kind", "text"} <= row.keys():
        raise _refuse(f"Line {number} needs id, kind and text.")
    if row["kind"] not in KINDS:
        raise _refuse(f"Line {number}: kind must be one of {', '.join(KINDS)}.")
    if not isinstance(row["text"], str):
        raise _refuse(f"Line {number}: text must be a string.")
    return row


def _directory(slug: str | None, file: Path | None) -> Directory:
    if slug is not None:
        return _stored(slug)
    if file is None:
        return EMPTY
    try:
        return Directory.from_file(file)
    except DirectoryError as fault:
        raise _refuse(str(fault)) from None


def _stored(slug: str) -> Directory:
    """The directory of an organization in the database; imported late, as files need none."""
    load = importlib.import_module("compliance.directory").load
    try:
        directory = load(slug)
    except LookupError:
        directory = None
    except Exception as error:
        if type(error).__name__ != "DoesNotExist":
            raise _refuse("The organization cannot be read from the database.") from None
        directory = None
    if not isinstance(directory, Directory):
        raise _refuse("There is no such organization.")
    return directory
