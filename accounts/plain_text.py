"""What people type, without the characters that nobody sees and other programs stumble over."""

import re

#: control characters but tab and line end, halves of pairs, and what is no character at all:
#: a public feed (XML 1.0, section 2.2) and PostgreSQL refuse them
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The same words with one kind of line end, and without characters that cannot be printed.

    Word processors leave vertical tabs behind, for example; nothing that can be read is lost.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return UNPRINTABLE.sub("", lines)
