"""What changed between two versions: word by word, and in a sentence for all that is no text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])|\s+$")
#: above this many words the fast comparison is good enough
LONG = 4_000


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: the same, added (“ins”) or taken out (“del”)."""

    text: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """From one version to another, for one channel."""

    pieces: list[Change]
    others: list[str]

    @property
    def any(self) -> bool:
        return bool(self.others) or any(piece.change for piece in self.pieces)


def redline(old: str, new: str) -> list[Change]:
    """Word by word. Changes with nothing but a comma between them are shown as one."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > LONG)
    runs: list[tuple[str, str, str]] = [
        (tag, "".join(before[a:b]), "".join(after[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
    ]
    return list(drawn(merged(runs)))


def merged(runs: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Join changes that only a mark or a space parts."""
    found: list[tuple[str, str, str]] = []
    for place, (tag, gone, come) in enumerate(runs):
        bridge = tag == "equal" and 0 < place < len(runs) - 1 and not re.search(r"\w", gone)
        if found and found[-1][0] == "changed" and (tag != "equal" or bridge):
            _, was, now = found[-1]
            found[-1] = ("changed", was + gone, now + come)
        else:
            found.append(("equal" if tag == "equal" else "changed", gone, come))
    return found


def drawn(runs: list[tuple[str, str, str]]) -> Iterator[Change]:
    for tag, gone, come in runs:
        if tag == "equal":
            yield Change(come)
            continue
        # The space before both belongs to neither.
        shared = 1 if gone[:1] == come[:1] and gone[:1].isspace() else 0
        for text, change in ((come[:shared], ""), (gone[shared:], "del"), (come[shared:], "ins")):
            if text:
                yield Change(text, change)


def between(
    old: dict[str, Any], new: dict[str, Any], channel: int, names: dict[int, str]
) -> Changes:
    """Two versions (`payload` and `basis` of each), for one channel; `names` are of channels."""
    before, after = by_channel(old["payload"]), by_channel(new["payload"])
    one = before.get(channel) or next(iter(before.values()), {})
    other = after.get(channel) or next(iter(after.values()), {})
    told = [
        *places(before, after, names),
        *fields(one, other),
        *pictures(one.get("pictures", []), other.get("pictures", [])),
        *basis(old["basis"], new["basis"]),
    ]
    return Changes(redline(one.get("text", ""), other.get("text", "")), told)


def parsed(payload: str, basis: str) -> dict[str, Any]:
    """A version as values; an erased one has none."""
    if not payload:
        return {"payload": {"targets": []}, "basis": {}}
    return {"payload": json.loads(payload), "basis": json.loads(basis)}


def by_channel(payload: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {entry["channel"]: entry for entry in payload["targets"]}


def places(old: dict[int, Any], new: dict[int, Any], names: dict[int, str]) -> Iterator[str]:
    for key in sorted(new.keys() - old.keys()):
        yield f"It goes to {names.get(key, 'another channel')} too."
    for key in sorted(old.keys() - new.keys()):
        yield f"It does not go to {names.get(key, 'a channel that is gone')} any more."


def fields(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    if old.get("title") != new.get("title"):
        yield f"The title was “{old.get('title') or 'none'}”."
    for name, said in (
        ("link", "The link changed."),
        ("first_comment", "The first comment changed."),
        ("tags", "The tags changed."),
    ):
        if (old.get(name) or None) != (new.get(name) or None):
            yield said


def pictures(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[str]:
    before, after = [one["sha256"] for one in old], [one["sha256"] for one in new]
    if before != after:
        if sorted(before) == sorted(after):
            yield "The pictures stand in another order."
        else:
            yield "The pictures changed."
    alts = {one["sha256"]: one["alt"] for one in old}
    if any(alts.get(one["sha256"], one["alt"]) != one["alt"] for one in new):
        yield "The words for people who cannot see a picture changed."


def basis(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for name, said in (
        ("kind", "It is another kind of post."),
        ("purpose", "It has another purpose."),
        ("paid_by", "Who pays for it changed."),
        ("runs_until", "How long it stays up changed."),
        ("materials", "Who is shown or quoted changed."),
    ):
        if old.get(name) != new.get(name):
            yield said
