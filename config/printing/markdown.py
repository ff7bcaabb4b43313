"""Tables and lists in Markdown."""

import re
from collections.abc import Iterable, Sequence

PRINTED = "<!-- Printed by `manage.py print_docs` from the product itself; do not edit. -->"
MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>|])")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells may hold Markdown, a line break is a blank."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in lines)


def plain(text: str) -> str:
    """Text in which nothing is read as Markdown."""
    return MEANS_SOMETHING.sub(r"\\\1", " ".join(text.split()))


def sheet(*parts: str) -> str:
    """A whole page of parts with a blank line between them."""
    title, *rest = parts
    return "\n\n".join([title, PRINTED, *rest]) + "\n"


def listed(words: Iterable[str], last: str = "and") -> str:
    """“a”, “a and b”, “a, b and c”."""
    *some, end = list(words) or [""]
    return f"{', '.join(some)} {last} {end}" if some else end
