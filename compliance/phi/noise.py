"""A view without the noise people write to hide words from machines.

Spelled digits stand as one number, letters set apart are joined ("K.a.r.e.n", "j o h n"), digits
in a name read as letters ("M4ry"). It is made only when there is such noise, and what is found
in it counts only where it changed something.
"""

from __future__ import annotations

import re

from compliance.phi.digit_view import digit_edits
from compliance.phi.normalise import View
from compliance.phi.views import Edit, edited, through
from compliance.phi.vocabulary import is_given_name, is_health_word, is_surname

_APART = re.compile(
    r"(?<!\w)[A-Za-z](?P<s>[ .*_|~/-])[A-Za-z](?:(?P=s)[A-Za-z]){2,16}(?!\w)(?!(?P=s)\w(?!\w))"
)
_DIGITS_APART = re.compile(r"(?<![\w.])\d(?P<s>[ .*_/-])\d(?:(?P=s)\d){3,20}(?!\w)(?!(?P=s)\w)")
_LEET = re.compile(r"(?<![\w@#.$])[A-Za-z]{1,12}[013457@$!8][A-Za-z0-9@$!]{0,12}[A-Za-z](?![\w@])")
_MIXED = re.compile(r"[A-Za-z][013457@$!8][A-Za-z0-9@$!]")
_RUN = re.compile(r"\d(?:[\s.,/()-]{0,3}\d){3,20}")
_PAUSE = re.compile(r"[\s,]+")
_LETTER = str.maketrans("034578@$!", "oeastbasi")
_COUNTING = ("0123456789012", "9876543210987")
_SHORTEST = 3


def noiseless(text: str) -> View | None:
    """The text with spelled, dotted and masked words as they are meant, or None without any."""
    view: View | None = None
    for find in (_spelled, _apart, _leet):
        source = view.text if view is not None else text
        edits = find(source)
        if edits:
            step = edited(source, edits)
            view = step if view is None else through(view, step)
    return view


def changed(view: View, source: str, start: int, end: int) -> bool:
    """Does a span of the view hold anything that the source does not say as it stands?"""
    return any(
        view.ends[i] - view.starts[i] != 1 or view.text[i] != source[view.starts[i]]
        for i in range(start, end)
    )


def _spelled(text: str) -> list[Edit]:
    """Runs of four digits or more that are spelled at least in part, joined to one number."""
    edits = digit_edits(text)
    if not edits:
        return []
    view = edited(text, edits)
    runs = [m.span() for m in _RUN.finditer(view.text)]
    return [
        Edit(*view.original(*run), _PAUSE.sub("", view.text[slice(*run)]))
        for run in runs
        if changed(view, text, *run) and not _whole_before(view, text, *run)
    ]


def _whole_before(view: View, source: str, start: int, end: int) -> bool:
    """A full number in digits needs no word behind it: "tried 555-0138 three times"."""
    first = next(i for i in range(start, end) if changed(view, source, i, i + 1))
    return sum(c.isdigit() for c in view.text[start:first]) in (7, 10)


def _apart(text: str) -> list[Edit]:
    found = []
    for match in _APART.finditer(text):
        word = _name("".join(match.group().split(match.group("s"))).casefold())
        if word is not None:
            found.append(Edit(*match.span(), word))
    for match in _DIGITS_APART.finditer(text):
        number = "".join(match.group().split(match.group("s")))
        if not any(number in order for order in _COUNTING):
            found.append(Edit(*match.span(), number))
    return sorted(found, key=lambda edit: edit.start)


def _name(letters: str) -> str | None:
    """Letters as the word or the given and family name they make, or None."""
    if is_given_name(letters) or is_surname(letters):
        return letters.capitalize()
    if is_health_word(letters):
        return letters
    for cut in range(_SHORTEST, len(letters) - 1):
        if is_given_name(letters[:cut]) and is_surname(letters[cut:]):
            return f"{letters[:cut].capitalize()} {letters[cut:].capitalize()}"
    return None


def _leet(text: str) -> list[Edit]:
    if not _MIXED.search(text):
        return []
    found = []
    for match in _LEET.finditer(text):
        plain = match.group().casefold().translate(_LETTER)
        for reading in (plain.replace("1", "i"), plain.replace("1", "l")):
            if len(reading) > _SHORTEST and reading.isalpha() and _meant(reading):
                word = reading if is_health_word(reading) else reading.capitalize()
                found.append(Edit(*match.span(), word))
                break
    return found


def _meant(word: str) -> bool:
    return is_given_name(word) or is_surname(word) or is_health_word(word)
