"""Reads labelled texts as their authors write them: identifying words in [[category|words]]."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from compliance.phi.base import Kind

KINDS: dict[str, Kind] = {"d": "draft", "r": "reply", "i": "inbound"}
LANGUAGES = frozenset({"en", "es", "mix"})
LABELS = {
    "phi": "phi",
    "ack": "patient_acknowledgement",
    "advice": "medical_advice",
    "testimonial": "testimonial",
    "context": "phi_context",
    "disclosure": "self_disclosure",
}
CATEGORIES = frozenset(
    {
        "name", "geographic", "date", "phone", "fax", "email", "ssn", "mrn", "health_plan_id",
        "account_number", "license_number", "vehicle_id", "device_id", "url", "ip_address",
        "biometric", "full_face_photo", "other_unique_id",
    }
)  # fmt: skip
MARK = re.compile(r"\[\[([a-z_]+)\|([^\[\]]+)\]\]")


class NotALabelledText(ValueError):
    """A line that cannot be read; the message says why and which line."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text with its labels; spans are code points of `text`, end exclusive."""

    id: str
    author: str
    situation: str
    language: str
    kind: Kind
    text: str
    to: str
    spans: tuple[tuple[int, int, str], ...]
    labels: tuple[str, ...]
    why: str

    def line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def read(lines: Iterator[str], author: str) -> Iterator[Labelled]:
    """The texts of one author, numbered. Raises NotALabelledText at the first bad line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield parsed(line, author, number)


def parsed(line: str, author: str, number: int) -> Labelled:
    try:
        row: dict[str, Any] = json.loads(line)
        text, spans = unmarked(row["t"])
        to, _ = unmarked(row.get("to", ""))
        labels = {LABELS[label] for label in row["y"]}
        made = Labelled(
            id=f"{author}-{number:04}",
            author=author,
            situation=row["s"],
            language=row["l"],
            kind=KINDS[row["k"]],
            text=text,
            to=to,
            spans=tuple(spans),
            labels=tuple(sorted(labels | implied(labels))),
            why=row.get("w", ""),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise NotALabelledText(f"{author} line {number}: {type(fault).__name__} {fault}") from None
    if made.language not in LANGUAGES or not text.strip():
        raise NotALabelledText(f"{author} line {number}: no text, or an unknown language")
    return made


def implied(labels: set[str]) -> set[str]:
    """To acknowledge, disclose or describe somebody's care is to give it away."""
    strong = {"patient_acknowledgement", "self_disclosure", "phi_context"}
    return {"phi"} if labels & strong else set()


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and where they stood. Raises ValueError on a bad mark."""
    spans: list[tuple[int, int, str]] = []
    out, last = "", 0
    for match in MARK.finditer(marked):
        category, words = match.groups()
        if category not in CATEGORIES:
            raise ValueError(f"no category {category}")
        out += marked[last : match.start()]
        spans.append((len(out), len(out) + len(words), category))
        out += words
        last = match.end()
    out += marked[last:]
    if "[[" in out or "]]" in out:
        raise ValueError("a mark that is not closed")
    return out, spans
