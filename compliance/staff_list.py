"""A list of staff as other programs write it: a CSV file, or lines that were pasted.

Each line is read by itself, so that a broken one takes no other with it, and none is lost: it is
a person, or it is named with the reason why it is none.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError

from accounts.plain_text import plain, readable_name
from accounts.refusal import Refusal
from compliance.people_names import key, read_name

MOST_LINES = 2_000
MOST_BYTES = 1_000_000
LONGEST = {"name": 200, "title": 60, "role": 120}
YEARS = range(1900, 2200)

#: what the columns are called, in small letters, with everything but letters left out
COLUMNS = {
    "name": "name fullname staffname employee employeename displayname staff person provider",
    "first": "firstname givenname given forename",
    "last": "lastname surname familyname family",
    "title": "title prefix honorific salutation credentials",
    "role": "role position jobtitle job function department specialty",
    "since": "from since start startdate hiredate hired validfrom begins firstday",
    "until": "until to end enddate termination terminationdate left leaves lastday validto "
    "leavedate",
}
MEANING = {word: column for column, words in COLUMNS.items() for word in words.split()}
#: without a line that names the columns they stand in this order
ORDER = ("name", "title", "role", "since", "until")
DATES = ("%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%B %d, %Y", "%b %d, %Y",
         "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """One person as the list has them; `number` is the line."""

    number: int
    name: str
    title: str = ""
    role: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that is no person of its own, with its words and the reason."""

    number: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class StaffList:
    """Everything that was on a list: people, lines that were not read, lines said twice."""

    people: tuple[Listed, ...]
    unread: tuple[Aside, ...] = ()
    twice: tuple[Aside, ...] = ()
    unused: tuple[str, ...] = ()  # columns that mean nothing here


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with their marks, else Windows-1252.

    Raises Refusal for what is no list of words.
    """
    if len(data) > MOST_BYTES:
        raise Refusal(f"This file is too large: {MOST_BYTES // 1_000_000} MB are the most.")
    if data.startswith(b"PK\x03\x04") or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal("This is a workbook. In Excel choose “Save as”, then “CSV UTF-8”.")
    encodings = ["utf-8-sig", "cp1252"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refusal("This file is no list that we can read. Save it as CSV in UTF-8.")


def read(text: str) -> StaffList:
    """Every line of a list. Raises Refusal when there is none, or too many."""
    lines = [
        (number, line.strip("\n"))
        for number, line in enumerate(plain(text.removeprefix("\ufeff")).split("\n"), start=1)
        if line.strip(" \t,;") and not (number == 1 and line.lower().startswith("sep="))
    ]
    if not lines:
        raise Refusal("There is nobody on this list. Write one person on each line.")
    if len(lines) > MOST_LINES + 1:
        raise Refusal(f"This list has {len(lines):,} lines; {MOST_LINES:,} people are the most.")
    mark = separator(line for _, line in lines)
    columns, unused = headed(lines[0][1], mark)
    people: list[Listed] = []
    unread: list[Aside] = []
    for number, line in lines[1:] if columns else lines:
        try:
            people.append(person(number, cells(line, mark, columns or ORDER)))
        except Refusal as reason:
            unread.append(Aside(number, line[:300], str(reason)))
    if not people and not unread:
        raise Refusal("This list has names of columns only. Write one person on each line.")
    once, twice = joined(people)
    return StaffList(once, tuple(unread), twice, unused)


def separator(lines: Iterable[str]) -> str:
    """Of a tab, a semicolon and a comma the one that the first line with any has most of."""
    for line in lines:
        outside = "".join(line.split('"')[::2])
        mark = max("\t;,", key=outside.count)
        if mark in outside:
            return mark
    return ","


def headed(line: str, mark: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The meaning of each column and the names of those without one; nothing without a header."""
    try:
        names = split(line, mark)
    except csv.Error:
        return (), ()
    meanings = tuple(MEANING.get(letters(name), "") for name in names)
    known = [one for one in meanings if one]
    if not {"name", "last"} & set(known):
        return (), ()
    for one in known:
        if known.count(one) > 1:
            double = [n for n, m in zip(names, meanings, strict=True) if m == one]
            raise Refusal(f"Two columns mean the same: {' and '.join(double)}. Take one out.")
    if "last" in known and "name" not in known and "first" not in known:
        raise Refusal("There is a column for last names and none for first names.")
    return meanings, tuple(
        name for name, meaning in zip(names, meanings, strict=True) if name and not meaning
    )


def letters(name: str) -> str:
    return "".join(one for one in name.casefold() if one.isalpha())


def split(line: str, mark: str) -> list[str]:
    row = csv.reader([line], delimiter=mark, strict=True, skipinitialspace=True)
    return [" ".join(cell.split()) for cell in next(row)]


def cells(line: str, mark: str, columns: Sequence[str]) -> dict[str, str]:
    """What stands in the columns that mean something."""
    try:
        found = split(line, mark)
    except csv.Error:
        raise Refusal("A quotation mark is not closed.") from None
    while found and not found[-1] and len(found) > len(columns):
        found.pop()
    if len(found) > len(columns):
        raise Refusal(f"There are {len(found)} columns here, and {len(columns)} were expected.")
    return {column: cell for column, cell in zip(columns, found, strict=False) if column}


def person(number: int, found: dict[str, str]) -> Listed:
    """Raises Refusal with the reason why these cells are no person."""
    written = found.get("name") or f"{found.get('first', '')} {found.get('last', '')}".strip()
    named = read_name(unicodedata.normalize("NFC", written))
    try:
        readable_name(named.name)
    except ValidationError as reason:
        raise Refusal(reason.messages[0]) from None
    made = Listed(
        number,
        named.name,
        found.get("title") or named.title,
        found.get("role", ""),
        day(found.get("since", ""), "first"),
        day(found.get("until", ""), "last"),
    )
    for column, most in LONGEST.items():
        if len(getattr(made, column)) > most:
            raise Refusal(f"The {column} is longer than {most} characters.")
    if made.since and made.until and made.until < made.since:
        raise Refusal("The last day is before the first.")
    return made


def day(text: str, which: str) -> date | None:
    """A date as people write it, month before day. Raises Refusal for any other words."""
    if not text:
        return None
    # A clock behind the day is what spreadsheets add: 2026-03-31 00:00:00
    first, _, rest = text.partition(" ")
    written = first if ":" in rest else text.replace("Sept ", "Sep ")
    for form in DATES:
        try:
            found = datetime.strptime(written, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
        if found.year in YEARS:
            return found
    raise Refusal(f"“{text[:40]}” as the {which} day is no date. Write it as 2026-03-31.")


def joined(people: Iterable[Listed]) -> tuple[tuple[Listed, ...], tuple[Aside, ...]]:
    """One person for each name: the check cannot tell two of the same name apart.

    Together they are there from the first day of any to the last day of any.
    """
    once: dict[str, Listed] = {}
    twice: list[Aside] = []
    for one in people:
        before = once.get(key(one.name))
        if before is None:
            once[key(one.name)] = one
            continue
        once[key(one.name)] = replace(
            before,
            title=before.title or one.title,
            role=before.role or one.role,
            since=None if None in (before.since, one.since) else min(both(before.since, one.since)),
            until=None if None in (before.until, one.until) else max(both(before.until, one.until)),
        )
        twice.append(Aside(one.number, one.name, f"The same name as in line {before.number}."))
    return tuple(once.values()), tuple(twice)


def both(*days: date | None) -> Iterator[date]:
    return (one for one in days if one is not None)
