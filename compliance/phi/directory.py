"""What an organization says in public about itself, which is therefore never an alarm."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known in public: staff, a donor, an official."""

    name: str
    title: str = ""
    role: str = ""


class DirectoryError(ValueError):
    """The data is not a directory; the message says which part, never its content."""


def _texts(data: Mapping[str, object], *keys: str) -> tuple[str, ...]:
    found: list[str] = []
    for key in keys:
        values = data.get(key, ())
        if not isinstance(values, list | tuple) or not all(isinstance(v, str) for v in values):
            raise DirectoryError(f"“{key}” must be a list of texts.")
        found.extend(value.strip() for value in values if value.strip())
    return tuple(found)


def _people(data: Mapping[str, object], key: str) -> tuple[Person, ...]:
    rows = data.get(key, ())
    if not isinstance(rows, list | tuple):
        raise DirectoryError(f"“{key}” must be a list of people.")
    return tuple(_person(row, key) for row in rows)


def _person(row: object, key: str) -> Person:
    if not isinstance(row, Mapping) or not isinstance(row.get("name"), str) or not row["name"]:
        raise DirectoryError(f"Everyone in “{key}” needs a name.")
    return Person(row["name"], str(row.get("title") or ""), str(row.get("role") or ""))


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise DirectoryError(f"“{key}” must be a text.")
    return value


@dataclass(frozen=True)
class Directory:
    """An organization's public entries; ``version`` is stored with every check."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    staff: tuple[Person, ...] = ()
    locations: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    service_area: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    public_people: tuple[Person, ...] = ()
    version: str = ""

    @classmethod
    def from_json(cls, data: object) -> Directory:
        """Read the JSON form; ``phones`` and ``fax`` become one list. Raises DirectoryError."""
        if not isinstance(data, Mapping):
            raise DirectoryError("A directory must be one JSON object.")
        return cls(
            name=_text(data, "name"),
            aliases=_texts(data, "aliases"),
            staff=_people(data, "staff"),
            locations=_texts(data, "locations"),
            addresses=_texts(data, "addresses"),
            service_area=_texts(data, "service_area"),
            phones=_texts(data, "phones", "fax"),
            emails=_texts(data, "emails"),
            domains=_texts(data, "domains"),
            handles=_texts(data, "handles"),
            hashtags=_texts(data, "hashtags"),
            public_people=_people(data, "public_people"),
            version=_text(data, "version"),
        )

    @classmethod
    def from_file(cls, path: Path) -> Directory:
        """Read the JSON form from a file. Raises DirectoryError with one sentence."""
        try:
            return cls.from_json(json.loads(path.read_text(encoding="utf-8")))
        except OSError:
            raise DirectoryError("The organization file cannot be read.") from None
        except DirectoryError as fault:
            raise DirectoryError(f"The organization file is not right: {fault}") from None
        except (ValueError, RecursionError):
            raise DirectoryError("The organization file is not JSON.") from None

    @property
    def people(self) -> tuple[Person, ...]:
        """Staff and public people together."""
        return self.staff + self.public_people


EMPTY = Directory()
