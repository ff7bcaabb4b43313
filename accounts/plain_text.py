"""What people type, without the characters that nobody sees and other programs stumble over."""

import re
import unicodedata

from django.core.exceptions import ValidationError

#: control characters but tab and line end, halves of pairs, and what is no character at all:
#: a public feed (XML 1.0, section 2.2) and PostgreSQL refuse them
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

#: embeddings, overrides and isolates: a printed name must not read as another one
TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def plain(text: str) -> str:
    """The same words with one kind of line end, and without characters that cannot be printed.

    Word processors leave vertical tabs behind, for example; nothing that can be read is lost.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return UNPRINTABLE.sub("", lines)


def readable_name(text: str) -> None:
    """For names that are printed: somebody has to see them, in the order they were typed in.

    Raises ValidationError for a name without a letter, or with characters that turn text around.
    """
    if not any(unicodedata.category(one).startswith("L") for one in text):
        raise ValidationError("Write a name that can be read.")
    if any(unicodedata.bidirectional(one) in TURNING for one in text):
        raise ValidationError("This name has an invisible character that turns the text around.")
