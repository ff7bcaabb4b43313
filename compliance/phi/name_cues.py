"""When a lone word means a person: an age, a possession, a verb of speaking, kin before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.phi import lexicon
from compliance.phi.vocabulary import (
    is_ambiguous_name,
    is_given_name,
    is_health_word,
    is_surname,
)

_TOKEN = re.compile(r"[A-Za-z]{1,30}(?:[-'][A-Za-z]{2,30}){0,3}")
_AGE_AFTER = re.compile(
    r"^(?:, | \(|,? (?:age|aged) )(?:age |aged )?\d{1,3}\b(?!\s?(?:%|percent|people|a\.m|p\.m|\d))"
)
_POSSESSIVE = re.compile(r"^'s?\s([a-z]+)(?:\s([a-z]+))?")
_VERB_AFTER = re.compile(
    r"^,? (?:says|said|told|tells|writes|wrote|shares|shared|recalls|recalled|adds|cuenta|dice|"
    r"dijo|wasn't|was|is|has|had|came|went|could|can|beat|walked|left|got|just|loves|thanks)\b"
)
_FAMILY_AFTER = re.compile(
    r"^'?s?\s(?:family|twins|triplets|brothers|sisters|boys|girls|siblings)\b"
)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|ella)\b", re.IGNORECASE)
_KIN_BEFORE = re.compile(
    rf"\b(?:{lexicon.KIN}|{lexicon.KIN_ES}|for|about|like|named|called) $", re.I
)
_CLAUSE_END = re.compile(r"[.!?\n]")
_OWNED = re.compile(rf"{lexicon.KIN}|hand|story|recovery|care|life|fight")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place and what is needed of its spelling."""

    start: int
    end: int
    word: str

    @property
    def lower(self) -> str:
        return self.word.casefold()

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()


def tokens(text: str) -> Iterator[Token]:
    """The words of a plain view; a possessive s is a token of its own."""
    return (Token(*match.span(), match.group()) for match in _TOKEN.finditer(text))


def plausible_single(text: str, token: Token, titled: bool) -> bool:
    """May a lone capitalised word be somebody? Rarer and ambiguous names need a cue."""
    after = text[token.end : token.end + 60]
    cue = _cued(text, token, after)
    if not is_given_name(token.lower):
        return cue
    if is_ambiguous_name(token.lower):
        return cue and _individual_near(text, token, after)
    return cue or not titled


def _cued(text: str, token: Token, after: str) -> bool:
    if _AGE_AFTER.match(after) or _FAMILY_AFTER.match(after):
        return True
    owned = _POSSESSIVE.match(after)
    if owned and any(_owned(word) for word in owned.groups() if word):
        return True
    if _VERB_AFTER.match(after) and _individual_near(text, token, after):
        return True
    return _KIN_BEFORE.search(text[max(0, token.start - 24) : token.start]) is not None


def _owned(word: str) -> bool:
    return is_health_word(word) or _OWNED.fullmatch(word) is not None


def _individual_near(text: str, token: Token, after: str) -> bool:
    """An age, a possession, a pronoun or an illness says that the word means a person."""
    if _AGE_AFTER.match(after) or _POSSESSIVE.match(after):
        return True
    called = is_surname(token.lower) or is_given_name(token.lower)
    if called and not is_ambiguous_name(token.lower) and _health_in(after):
        return True
    clause = _CLAUSE_END.split(text[token.end : token.end + 160], maxsplit=1)[0]
    return _PRONOUN.search(clause) is not None or "said" in after or "says" in after


def _health_in(after: str) -> bool:
    clause = _CLAUSE_END.split(after, maxsplit=1)[0]
    return any(is_health_word(word.casefold()) for word in re.findall(r"[A-Za-z]+", clause))
