"""The authors' organizations: one each, readable, and without anybody's private details."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.phi.directory import Directory
from tools.import_phi_texts import TEXTS

ORGANIZATIONS = TEXTS.parent / "organizations"
AUTHORS = sorted(path.stem for path in TEXTS.glob("*.jsonl"))

# A member of staff who shares a first name with somebody private is still public in full.
SHARED_FIRST_NAMES = {("urgent-online", "grace", "grace oyelaran")}


def read(author: str) -> Directory:
    return Directory.from_file(ORGANIZATIONS / f"{author}.json")


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def entries(directory: Directory) -> Iterator[str]:
    """Every entry of a directory, whatever it is a kind of."""
    yield directory.name
    yield from directory.aliases
    yield from directory.locations
    yield from directory.addresses
    yield from directory.phones
    yield from directory.emails
    yield from directory.domains
    yield from directory.handles
    yield from directory.hashtags
    yield from directory.service_area
    yield from (person.name for person in directory.people)


def private(author: str, towns: set[str]) -> Iterator[str]:
    """What the author marked as somebody's, except the towns that the organization serves."""
    for line in (TEXTS / f"{author}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for start, end, category in row["spans"]:
            marked = plain(row["text"][start:end])
            if category != "geographic" or marked not in towns:
                yield marked


def private_entries(author: str, directory: Directory) -> set[tuple[str, str, str]]:
    """Every entry that repeats a marked place as whole words, with what it repeats."""
    towns = {plain(town) for town in directory.service_area}
    marked = set(private(author, towns)) - {""}
    known = {plain(entry) for entry in entries(directory)}
    return {(author, span, entry) for entry in known for span in marked if within(span, entry)}


def within(span: str, entry: str) -> bool:
    return f" {span} " in f" {entry} "


def test_every_author_has_one_organization_and_no_other_is_there() -> None:
    assert AUTHORS
    assert sorted(path.stem for path in ORGANIZATIONS.iterdir()) == AUTHORS


@pytest.mark.parametrize("author", AUTHORS)
def test_an_organization_has_what_a_customer_enters(author: str) -> None:
    directory = read(author)
    assert directory.name
    assert directory.staff
    assert directory.phones
    assert directory.domains


@pytest.mark.parametrize("author", AUTHORS)
def test_nothing_is_entered_twice(author: str) -> None:
    directory = read(author)
    for found in (directory.phones, directory.emails, [p.name for p in directory.staff]):
        assert len(set(found)) == len(found)


@pytest.mark.parametrize("author", AUTHORS)
def test_nobody_private_is_in_it(author: str) -> None:
    assert private_entries(author, read(author)) <= SHARED_FIRST_NAMES


def test_somebody_private_would_be_found(tmp_path: Path) -> None:
    data = json.loads((ORGANIZATIONS / "rural-hospital.json").read_text(encoding="utf-8"))
    data["phones"].append("555-0163")
    data["staff"].append({"name": "Orville Matsuda"})
    spoilt = tmp_path / "spoilt.json"
    spoilt.write_text(json.dumps(data), encoding="utf-8")
    assert private_entries("rural-hospital", Directory.from_file(spoilt)) == {
        ("rural-hospital", "555 0163", "555 0163"),
        ("rural-hospital", "orville matsuda", "orville matsuda"),
    }
