"""When a word means a person: an age, a possession, a verb of speaking, kin or a greeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compliance.phi import lexicon
from compliance.phi.folding import fold, folded
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
    r"^'?s?\s(?:family|families|twins|triplets|brothers|sisters|boys?|girls?|siblings|kids)\b"
)
_PRONOUN = folded(r"\b(?:he|she|him|her|his|hers|ella)\b")
_CLAUSE_END = re.compile(r"[.!?\n]")
_OWNED = re.compile(rf"{lexicon.KIN}|hand|story|recovery|care|life|fight")
_LITTLE = r"(?:(?:don|dona|la|el|lil|little|big|old man|baby|sweet|dear)\s)?"

KIN_BEFORE = folded(
    rf"(?:\b(?:{lexicon.KIN}|{lexicon.KIN_ES}|{lexicon.NEAR}),?\s|\bfamilia\s){_LITTLE}$"
)
TITLE_BEFORE = folded(rf"\b(?:{lexicon.TITLE}|{lexicon.PERSON_NOUN}),?\s$")
NAMED_BEFORE = folded(
    r"(?:^|[^\w'])(?:i am|i'm|im|this is|that's|thats|it's|its|he's|she's|(?:my |the |her |his |"
    r"their )?(?:first |last |full )?name(?:'s|s)?(?: is| was)?:?|(?:call|calls|called) (?:me|him|"
    r"her)|named|called|soy|yo,|habla|les? (?:escribe|habla|saluda)|(?:me|se|te) llam[ao]|"
    r"(?:me|le) dicen|llamad[oa]|nombre(?: es)?:?|apellido:?|signed,?|regards,?|sincerely,?|"
    rf"att?e?[:.,]{{1,2}}|atentamente,?|saludos de(?: parte de[l]?)?)\s{_LITTLE}$"
)
GREETED_BEFORE = folded(
    r"(?:^|[.!?,:;)\n-]\s{0,2}|\b)(?:hi|hello|hey|hola|holaa?|dear|estimad[oa]|querid[oa]|thanks|"
    r"thank you|thx|ty|gracias|sorry|congrats|congratulations|felicidades|welcome|bienvenid[oa]|"
    r"lol|omg|aww?|appreciate you|happy birthday|rip)"
    rf"(?: so much| again| there)?[,!]?\s(?:to\s)?{_LITTLE}$"
)
_OF_SOMEBODY = folded(
    r"\b(?:tell|ask|hug|kiss|praying for|prayers (?:please )?for|dile a|digale a|saludos a)\s"
    rf"{_LITTLE}$"
)
_HAILED_BEFORE = folded(
    r"(?:^|[.!?,\n]\s?|\b)(?:hi|hello|hey+|hola+|dear|estimad[oa]|querid[oa]|omg|"
    r"lol|listo|prayers (?:please )?for|praying for)(?: there)?[,!]?\s$"
)
SMALL_BEFORE = folded(
    r"(?:^|[.!?,\n]\s?)(?:hi|hello|hey+|hola+|dear|thanks|thank you|thx|gracias|sorry|congrats|"
    r"felicidades|lol|omg|happy birthday)[,!]?\s$"
)
_ADDRESSED_BEFORE = re.compile(r"[a-z0-9!?)],\s$")
_LISTED_BEFORE = re.compile(
    r"\b(?!(?:Yes|No|Ok|Okay|Oh|Well|Sorry|Thanks|Hi|Hey|Ay|Si|Wow|Aww?|Yay|So|Morning)\b)[A-Z][\w'-]*,\s$"
)
_ADDRESSED_AFTER = re.compile(r"^\s?(?:[.!?,;:)-](?! [A-Z][a-z]+[,.])|$)")
_CALLED_FIRST = re.compile(r"^(?:,|!|:|\s-|\s(?:hon|you|your|we|i|here|su|tu|usted|le|ya)\b)", re.I)
_CALLED_STRANGELY = re.compile(
    r"^, [^.!?\n]{0,110}?\b(?:you|your|you're|you've|yours|su|tu|te|usted|"
    r"he|she|him|her)\b",
    re.I,
)
_HERE_AFTER = re.compile(r"^,? (?:here|aqui|signing off|presente)\b")
_SIGNED = re.compile(
    r"(?:^|[\s.!?,)])-{1,2}\s?(?P<v>[A-Za-z][\w.'-]{0,30}(?: [A-Za-z][\w.'-]{0,30}){0,4})"
    r"(?:, [^.!?\n]{1,60})?[.!]?\W{0,12}$"
)
_CLOSED = re.compile(
    r"(?:[.!?,\n)]\s{0,3}|\b(?:[Tt]hanks|[Tt]hank you|[Ll]ove|[Gg]racias|[Bb]endiciones)[,!]?\s)"
    r"(?P<v>[A-Z][\w'-]{0,30}(?: (?:[A-Z]\.|[A-Z][\w'-]{0,30}|de|la|del|y)){0,4})\.?\W{0,12}$"
)


class Token(NamedTuple):
    """A word with its place and what is needed of its spelling."""

    start: int
    end: int
    word: str
    lower: str
    capital: bool


def tokens(text: str) -> Iterator[Token]:
    """The words of a plain view; a possessive s is a token of its own."""
    for match in _TOKEN.finditer(text):
        word = match.group()
        yield Token(match.start(), match.end(), word, word.casefold(), word[0].isupper())


def signature(text: str) -> tuple[int, int]:
    """The words that close a text like a name under a letter; an empty span when none do."""
    tail = max(0, len(text) - 160)
    match = _SIGNED.search(text, tail) or _CLOSED.search(text, tail)
    return match.span("v") if match else (len(text), len(text))


def owned_by(text: str, token: Token) -> bool:
    """Does kin or an illness belong to the word, as in "tyrell's mom"?"""
    owned = _POSSESSIVE.match(text[token.end : token.end + 60])
    return owned is not None and any(_owned(word) for word in owned.groups() if word)


def introduced(text: str, start: int, end: int) -> bool:
    """Is the word given as a name: after "I'm", "named", kin or an honorific, or "... here"?"""
    if start < 60 and _HERE_AFTER.match(text[end : end + 20]):
        return True
    before = text[max(0, start - 48) : start]
    return before[-1:].isspace() and _introduces(fold(before))


def _introduces(before: str) -> bool:
    """Do small letters before a word, up to it, say that it is a name?"""
    return (
        NAMED_BEFORE.search(before) is not None
        or KIN_BEFORE.search(before) is not None
        or TITLE_BEFORE.search(_last_two_words(before)) is not None
    )


def _last_two_words(before: str) -> str:
    """No title and no word for a person is longer."""
    last = before.rfind(" ", 0, len(before.rstrip()))
    return before[before.rfind(" ", 0, max(0, last)) + 1 :]


def told_of(text: str, start: int) -> bool:
    """Is somebody else told, asked or prayed for: "tell Mia ..."?"""
    return _OF_SOMEBODY.search(fold(text[max(0, start - 40) : start])) is not None


def addressed(text: str, start: int, end: int, sure: bool = True) -> bool:
    """Is the word said to somebody: greeted, called first, or between commas?

    A word that is often something else ("May", "Hope") must be set off by a comma as well.
    """
    before, after = text[max(0, start - 40) : start], text[end : end + 140]
    if not before.strip(' "@'):
        return (_CALLED_FIRST if sure else _CALLED_STRANGELY).match(after) is not None
    if told_of(text, start) or GREETED_BEFORE.search(fold(before)):
        return sure or _ADDRESSED_AFTER.match(after) is not None
    return (
        _ADDRESSED_BEFORE.search(before) is not None
        and _LISTED_BEFORE.search(before) is None
        and _ADDRESSED_AFTER.match(after) is not None
    )


def hailed(text: str, start: int, end: int) -> bool:
    """Is a word of no list said to somebody? Only a plain greeting, or "X, you ..." tell."""
    before = text[max(0, start - 40) : start]
    if _HAILED_BEFORE.search(fold(before)):
        return True
    if not before.strip(' "@'):
        return _CALLED_STRANGELY.match(text[end : end + 140]) is not None
    between = _ADDRESSED_BEFORE.search(before) and not _LISTED_BEFORE.search(before)
    return bool(between) and _ADDRESSED_AFTER.match(text[end : end + 20]) is not None


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
    return _VERB_AFTER.match(after) is not None and _individual_near(text, token, after)


def _owned(word: str) -> bool:
    return is_health_word(word) or _OWNED.fullmatch(word) is not None


def _individual_near(text: str, token: Token, after: str) -> bool:
    """An age, a possession, a pronoun or an illness says that the word means a person."""
    if _AGE_AFTER.match(after) or _POSSESSIVE.match(after) or _FAMILY_AFTER.match(after):
        return True
    called = is_surname(token.lower) or is_given_name(token.lower)
    if called and not is_ambiguous_name(token.lower) and _health_in(after):
        return True
    clause = _CLAUSE_END.split(text[token.end : token.end + 160], maxsplit=1)[0]
    return _PRONOUN.search(fold(clause)) is not None or "said" in after or "says" in after


def _health_in(after: str) -> bool:
    clause = _CLAUSE_END.split(after, maxsplit=1)[0]
    return any(is_health_word(word.casefold()) for word in re.findall(r"[A-Za-z]+", clause))
