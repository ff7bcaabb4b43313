"""Is a reply an approved saved reply: the same words, or all but for small edits that say nothing?

Compared are the words that carry meaning, in their order: case, punctuation, spaces, quotes,
contractions, friendly pictures, a greeting and a closing thanks do not count. What is left must be
the same word for word. Besides, at most ``MOST_EDITS`` words of courtesy (``_COURTESY``) may have
come or gone, and never right after a "not". So no edit can bring in a word of content, a number, a
name or a "not", or take one away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from compliance.phi import Directory
from compliance.phi.vocabulary import FUNCTION_WORDS, is_health_word, listed
from engagement.concepts import said
from engagement.reply_words import Span, Token, Words, digits_of

MOST_EDITS = 4
"""Words of courtesy that a near match may have more or less than the saved reply."""
_LONGEST_NAME = 4
_A_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_LONGEST_DISPLAY_NAME = 60

_COURTESY = listed("please kindly very really so also just too muy tambien mucho")
_NOT = listed("not no never nor without cannot unable nobody none nothing ni nunca sin")
_CLOSINGS = tuple(
    tuple(line.split())
    for line in (
        "thank you so much", "thank you very much", "thank you", "thanks so much", "many thanks",
        "thanks", "have a good day", "have a nice day", "have a great day", "best wishes",
        "muchas gracias", "mil gracias", "gracias", "que tenga buen dia", "que tenga un buen dia",
        "saludos",
    )
)  # fmt: skip
_GREETINGS = tuple(
    tuple(line.split())
    for line in (
        "good morning", "good afternoon", "good evening", "hi", "hello", "hey", "dear",
        "buenos dias", "buenas tardes", "buenas noches", "buenas", "hola",
    )
)  # fmt: skip
_CONTRACTIONS = {
    "can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"),
    "shan't": ("shall", "not"), "let's": ("let", "us"), "it's": ("it", "is"),
    "that's": ("that", "is"), "there's": ("there", "is"), "here's": ("here", "is"),
}  # fmt: skip
_ENDINGS = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am"}
_PATIENT = listed("patient patients paciente pacientes client survivor")


@dataclass(frozen=True, slots=True)
class SavedReply:
    """An approved text; its slots are written ``{phone}`` and filled from the directory."""

    text: str
    language: str = "en"
    key: str = ""

    @property
    def slots(self) -> tuple[str, ...]:
        """What is in the curly brackets, in order."""
        return tuple(label.strip().casefold() for label in re.findall(r"{([^{}]+)}", self.text))


@dataclass(frozen=True, slots=True)
class Match:
    """A saved reply that the reply is, and the parts of the reply that came from slots."""

    saved: SavedReply
    exact: bool
    filled: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word to compare, or a slot of the saved reply with the values it may have."""

    text: str
    start: int
    end: int
    values: tuple[tuple[str, ...], ...] | None = None


def find_match(
    reply: Words, author: str, saved: Sequence[SavedReply], directory: Directory
) -> Match | None:
    """The approved saved reply that this reply is; an exact one before a near one."""
    words = _unfold(_after_greeting(reply.tokens, author))
    near: Match | None = None
    for one in saved:
        match = _match(words, one, author, directory)
        if match is not None and match.exact:
            return match
        near = near or match
    return near


def _match(
    words: list[_Piece], saved: SavedReply, author: str, directory: Directory
) -> Match | None:
    template = _template(saved, author, directory)
    exact = _align(words, template)
    if exact is not None:
        return Match(saved, exact=True, filled=tuple(exact))
    ours, our_courtesy = _without_courtesy(words)
    theirs, their_courtesy = _without_courtesy(template)
    edits = sum((our_courtesy - their_courtesy).values())
    edits += sum((their_courtesy - our_courtesy).values())
    near = _align(ours, theirs) if edits <= MOST_EDITS else None
    return None if near is None else Match(saved, exact=False, filled=tuple(near))


def greeting(tokens: Sequence[Token], author: str) -> tuple[int, Span | None]:
    """How many tokens greet, and where in them the commenter is named.

    "Hi", "Hi there", "Hi" with the display name or its first word, or "@name" alone.
    """
    words = [token.text for token in tokens] or [""]
    length = next((len(g) for g in _GREETINGS if tuple(words[: len(g)]) == g), 0)
    if words[length : length + 1] == ["there"] and length:
        return length + 1, None
    for name in display_names(author):
        following = [word.lstrip("@") for word in words[length : length + len(name)]]
        addressed = length > 0 or words[0].startswith("@")
        if addressed and following == list(name):
            end = length + len(name)
            return end, (tokens[length].start, tokens[end - 1].end)
    return length, None


def display_names(author: str) -> list[tuple[str, ...]]:
    """What the commenter may be called: the public name or its first word.

    None when it says something about care, is longer than names are, or holds anything but names:
    an address or a number would go out with the greeting.
    """
    tokens = Words(author[: _LONGEST_DISPLAY_NAME + 1]).tokens
    words = tuple(token.text.lstrip("@#") for token in tokens)
    if not all(_A_NAME.fullmatch(part.lstrip("@#")) for part in author.split()):
        return []
    if any(is_health_word(word) or word in FUNCTION_WORDS for word in words):
        return []
    too_long = len(author) > _LONGEST_DISPLAY_NAME or len(words) > _LONGEST_NAME
    if not words or too_long or _PATIENT & set(words) or any(True for _ in said(tokens)):
        return []
    return [words, words[:1]]


def _after_greeting(tokens: Sequence[Token], author: str) -> list[Token]:
    return list(tokens[greeting(tokens, author)[0] :])


def _unfold(tokens: Sequence[Token]) -> list[_Piece]:
    """Tokens as the words they stand for, without a closing thanks."""
    pieces = [
        _Piece(word, token.start, token.end)
        for token in tokens
        for word in _uncontracted(token.text)
    ]
    return _without_closing(pieces)


def _uncontracted(word: str) -> tuple[str, ...]:
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word]
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word.removesuffix(ending), full)
    return (word,)


def _without_closing(pieces: list[_Piece]) -> list[_Piece]:
    words = tuple(piece.text for piece in pieces)
    for closing in _CLOSINGS:
        # a reply that is nothing but thanks is its own content
        if words[-len(closing) :] == closing and len(words) > len(closing):
            return _without_closing(pieces[: -len(closing)])
    return pieces


def _greeted_template(tokens: Sequence[Token]) -> int:
    """How many tokens of a saved reply greet; a slot for the name is one of them."""
    length, _ = greeting(tokens, "")
    if length < len(tokens) and tokens[length].text in ("{name}", "@{name}"):
        return length + 1
    return length


@lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a saved reply, which is compared with many replies."""
    return Words(text).tokens


def _template(saved: SavedReply, author: str, directory: Directory) -> list[_Piece]:
    tokens = _tokens(saved.text)
    pieces: list[_Piece] = []
    for token in tokens[_greeted_template(tokens) :]:
        if token.text.startswith("{") and token.kind == "blank":
            values = tuple(_values(token.text.strip("{} "), author, directory))
            pieces.append(_Piece(token.text, token.start, token.end, values))
        else:
            pieces += [_Piece(w, token.start, token.end) for w in _uncontracted(token.text)]
    return _without_closing(pieces)


def _values(label: str, author: str, directory: Directory) -> Iterator[tuple[str, ...]]:
    """What may stand in a slot, as words; nothing for a slot that nobody knows."""
    if label == "name":
        yield from display_names(author)
        return
    source = SLOTS.get(label)
    for value in source(directory) if source else ():
        words = tuple(piece.text.lstrip("@") for piece in _unfold(Words(value).tokens))
        if words:
            yield words


def _places(directory: Directory) -> tuple[str, ...]:
    return (directory.name, *directory.aliases, *directory.locations)


def _pages(directory: Directory) -> tuple[str, ...]:
    return tuple(f"https://{domain.removeprefix('https://')}" for domain in directory.domains)


def _phones(directory: Directory) -> tuple[str, ...]:
    return tuple(digits_of(phone) for phone in directory.phones)


#: slots and the part of the organization's own directory that fills each
SLOTS: dict[str, Callable[[Directory], tuple[str, ...]]] = {
    "phone": _phones,
    "number": _phones,
    "phone number": _phones,
    "email": lambda directory: directory.emails,
    "link": _pages,
    "website": _pages,
    "address": lambda directory: directory.addresses,
    "office": _places,
    "location": _places,
    "name of the office": _places,
    "organization": lambda directory: (directory.name, *directory.aliases),
    "handle": lambda directory: directory.handles,
}


def _without_courtesy(pieces: list[_Piece]) -> tuple[list[_Piece], Counter[str]]:
    """Set words of courtesy aside; after a "not" they change its meaning and stay."""
    kept = pieces[:1] if pieces and pieces[0].text not in _COURTESY else []
    aside = Counter(piece.text for piece in pieces[:1] if piece.text in _COURTESY)
    for before, piece in pairwise(pieces):
        if piece.text in _COURTESY and before.text not in _NOT:
            aside[piece.text] += 1
        else:
            kept.append(piece)
    return kept, aside


def _align(words: list[_Piece], template: list[_Piece]) -> list[Span] | None:
    """The spans that fill the slots when the words are the template's, else None."""
    reached: dict[int, list[Span]] = {0: []}
    for piece in template:
        following: dict[int, list[Span]] = {}
        for at, filled in reached.items():
            for end, span in _steps(words, at, piece):
                following.setdefault(end, [*filled, *span])
        reached = following
        if not reached:
            return None
    return reached.get(len(words))


def _steps(words: list[_Piece], at: int, piece: _Piece) -> Iterator[tuple[int, list[Span]]]:
    """Where the words may go on after this piece of the template."""
    if piece.values is None:
        if at < len(words) and words[at].text == piece.text:
            yield at + 1, []
        return
    for value in piece.values:
        end = at + len(value)
        if tuple(word.text.lstrip("@") for word in words[at:end]) == value:
            yield end, [(words[at].start, words[end - 1].end)]
