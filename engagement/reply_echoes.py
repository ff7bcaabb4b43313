"""What of a comment a reply repeats: whoever repeats it confirms it, in whichever words.

Ordinary words are no repetition. A visit, a bill or a result counts where the reply ties it to the
reader ("your visit", "sorry about the wait"), not in "billing answers at this number".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from compliance.phi import Directory, Finding
from compliance.phi.lexicon import RECEIVED
from compliance.phi.surface import normalise_surface
from compliance.phi.vocabulary import (
    is_ambiguous_name,
    is_given_name,
    is_ordinary,
    is_surname,
    listed,
)
from engagement.concepts import Said, said, same_health_word
from engagement.reply_numbers import counted, days
from engagement.reply_words import Span, Token, Words, digits_of

STRONG = frozenset(
    {"condition", "part of the body", "procedure", "medicine", "unit or place of care"}
)
"""Kinds that count wherever they are repeated."""
TIED = frozenset({"visit", "bill", "test or vaccine"})
"""Kinds that count where the reply ties them to the reader."""

_TIES = listed(
    "your yours his her hers their that those su sus tu tus suyo suya ese esa esos esas aquel "
    "aquella vuestra"
)
_YOU = listed("you you've you're you'd you'll usted ustedes le les te lo la")
_FEELING = listed(
    "sorry apologize apologise regret glad happy congratulations congrats hope welcome thrilled "
    "lamentamos sentimos disculpa disculpe perdon felicidades alegra alegria esperamos"
)
_ANYBODY = listed(
    "if any anyone anybody anybody's anyone's everyone everybody whether whoever person "
    "person's si nadie cualquier cualquiera alguien quien quienes persona personas"
)
_WHOEVER = frozenset({"whoever", "whichever", "quienquiera"})
_REFUSAL = re.compile(
    r"\b(?:can't|cannot|can not|could not|couldn't|unable to|not able to|aren't able to|won't|"
    r"don't|do not|never|no podemos|no damos|no comentamos|no hablamos|privacy|hipaa|privacidad)"
    r"(?:,?\s[\w']{1,14}){0,3}?\s(?:judge|diagnos\w*|say|tell|sort|size|discuss|speak|talk|answer|"
    r"give|share|look|get into|provide|assess|comment|confirm|evaluate|guess|keeps?|rules|"
    r"valorar|hablar|comentar|comentarios?|dar|decir|confirmar|consejo|compartir|discutir)\b",
    re.IGNORECASE,
)
_LINES = frozenset({"911", "988"})
_CONDITIONAL = listed("if si when cuando")
_ASKS = re.compile(
    r"\W*(?:(?:hi|hello|hey|hola|buenas|so|and|y)\W+)?(?:do|does|can|could|is|are|will|when|"
    r"where|what|whats|what's|which|who|whose|how|any|hay|tienen|atienden|aceptan|cuanto|cuando|"
    r"donde|que|quien|como|cual|puedo|se puede)\b",
    re.IGNORECASE,
)
_OWN_WORRY = re.compile(
    r"\b(?:normal|ok|okay|safe|worry|worried|bueno|malo|peligroso)\b", re.IGNORECASE
)
_OUR_TOWN = re.compile(r"\bour (?:county|town|city|area|school|church|team)\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:i|i'm|im|i've|ive|i'd|me|my|mine|myself|we|we're|our|us|he|she|him|her|his|hers|they|"
    r"them|their|y'all|mi|mis|me|yo|nos|nuestr[oa]s?|el mio|ella|tengo|tuve|estoy|fui|llevo|"
    r"mother|mom|father|dad|son|daughter|wife|husband|kid|baby|grandma|grandpa|aunt|uncle|sister|"
    r"brother|friend|mama|papa|hij[oa]|espos[oa]|marido|abuel[oa]|ti[oa]|herman[oa]|bebe|nin[oa]|"
    r"since|desde|yesterday|ayer|anoche)\b",
    re.IGNORECASE,
)
_TITLE = listed(
    "dr dra doctor doctora nurse enfermera enfermero midwife partera surgeon cirujano cirujana "
    "therapist terapeuta np pa rn"
)
_ADDRESS = listed("mr mrs ms miss senor senora sr sra srta don dona")
_EVERY_WEEK = listed(
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays sabados domingos"
)
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Inbound:
    """What somebody wrote to the organization, and the name they show in public."""

    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Echo:
    """A repetition: where in the reply, where in the comment, and of what kind.

    ``blocks`` is False where the comment only asks about a service, or only a relative is named.
    """

    start: int
    end: int
    kind: str
    comment: Span
    blocks: bool = True


class Comment:
    """A comment read for what a reply must not repeat."""

    def __init__(self, inbound: Inbound, findings: Iterable[Finding], directory: Directory) -> None:
        self.words = Words(inbound.text)
        self.author = Words(inbound.author)
        self.directory = directory
        self._named = [(f.start, f.end) for f in findings if f.category == "name"]

    @cached_property
    def told(self) -> dict[str, Said]:
        """Every concept of the comment, by its name; the display name is part of it."""
        found = [*said(self.author.tokens), *said(self.words.tokens)]
        return {one.concept: one for one in found}

    @cached_property
    def only_asks(self) -> bool:
        """Does it ask about a service, and speak of nobody? In doubt it speaks of somebody."""
        text = _OUR_TOWN.sub("", self.words.text)
        general = _ASKS.match(text) and not _OWN_WORRY.search(text)
        return (
            bool(general)
            and not _SOMEBODY.search(text)
            and not self._private(self._named_in_text())
        )

    @cached_property
    def tells_of_care(self) -> bool:
        """Does it speak of somebody's care?"""
        kinds = {one.kind for one in self.told.values()}
        care = bool(kinds & (STRONG | {"visit", "test or vaccine"}))
        return not self.only_asks and (care or RECEIVED.search(self.words.text) is not None)

    @cached_property
    def names(self) -> dict[str, Span]:
        """Words that name the commenter or somebody they speak of, but not the team."""
        return self._private(
            {t.text.lstrip("@#"): (0, 0) for t in self.author.tokens if t.text.isalpha()}
            | self._named_in_text()
        )

    def _named_in_text(self) -> dict[str, Span]:
        found: dict[str, Span] = {}
        after_name = False
        for token in self.words.tokens:
            word = _called(token)
            if self._is_name(token, word, after_name) and word not in self.team:
                found[word] = (token.start, token.end)
            after_name = word in found or word in _ADDRESS
        return found

    def _private(self, found: dict[str, Span]) -> dict[str, Span]:
        """Without words of the organization's own name and everyday words."""
        public = _public_words(self.directory)
        return {
            word: span
            for word, span in found.items()
            if len(word) >= _SHORTEST_NAME and word not in public and not _everyday(word)
        }

    def _is_name(self, token: Token, word: str, after_name: bool) -> bool:
        if any(start <= token.start and token.end <= end for start, end in self._named):
            return True
        if not token.capital:
            return is_given_name(word) and not is_ambiguous_name(word)
        return is_given_name(word) or (after_name and is_surname(word))

    @cached_property
    def team(self) -> dict[str, Span]:
        """Words that name somebody of the team: from the directory, or after Dr. or nurse."""
        staff = {w for p in self.directory.staff for w in normalise_surface(p.name).split()}
        found: dict[str, Span] = {}
        before = ""
        for token in self.words.tokens:
            word = _called(token)
            if (word in staff and token.capital) or (before in _TITLE and not _everyday(word)):
                found[word] = (token.start, token.end)
            before = word
        return found


def _called(token: Token) -> str:
    return token.text.lstrip("@#").removesuffix("'s")


def _everyday(word: str) -> bool:
    return is_ordinary(word) and not is_given_name(word)


def _public_words(directory: Directory) -> set[str]:
    """Words of the organization's own name and places."""
    own = (directory.name, *directory.aliases, *directory.locations, *directory.service_area)
    return {word for text in own for word in normalise_surface(text).split()}


def find_echoes(reply: Words, comment: Comment) -> list[Echo]:
    """Everything of the comment that the reply repeats, in the order of its place."""
    found = [
        *_concepts(reply, comment),
        *_health_words(reply, comment),
        *_names(reply, comment),
        *_team(reply, comment),
        *_places(reply, comment),
        *_numbers(reply, comment),
        *_dates(reply, comment),
    ]
    return sorted(found, key=lambda echo: (echo.start, -echo.end, not echo.blocks))


def _concepts(reply: Words, comment: Comment) -> Iterator[Echo]:
    for one in said(reply.tokens):
        told = comment.told.get(one.concept)
        if told is None:
            continue
        sentence = reply.sentence(one.start)
        if _counts(one, sentence, comment):
            yield Echo(
                one.start,
                one.end,
                one.kind,
                (told.start, told.end),
                not comment.only_asks and _confirms(one, sentence),
            )


def _counts(one: Said, sentence: tuple[Token, ...], comment: Comment) -> bool:
    """Is this a repetition, or words that anybody would say?"""
    if one.kind in STRONG:
        return not _signposts(sentence) or _owned(one, sentence)
    if one.kind == "relative":
        return _owned(one, sentence)
    if one.kind == "day":
        return comment.tells_of_care and not _range(one, sentence)
    return _tied(one, sentence)


def _confirms(one: Said, sentence: tuple[Token, ...]) -> bool:
    """Does it block? Not where it is said of anybody, or refused, and not of "your" own."""
    if one.kind == "relative":
        return False
    if _WHOEVER & {token.text for token in sentence}:
        return False
    return one.kind not in STRONG or _owned(one, sentence) or not _general(sentence)


def _general(sentence: tuple[Token, ...]) -> bool:
    """A sentence about anybody ("anyone with a fever"), or one that refuses to speak of it."""
    if _ANYBODY & {token.text for token in sentence}:
        return True
    words = " ".join(token.text for token in sentence)
    return _REFUSAL.search(words) is not None


def _signposts(sentence: tuple[Token, ...]) -> bool:
    """A sentence that sends whoever is in danger to 911, 988 or the emergency room."""
    words = {token.text for token in sentence}
    return bool(words & _CONDITIONAL) and bool(words & (_LINES | {"emergency", "emergencia"}))


def _owned(one: Said, sentence: tuple[Token, ...]) -> bool:
    """Is it "your …", with at most two words between?"""
    before = [token.text for token in sentence if token.end <= one.start][-3:]
    return bool(_TIES & set(before))


def _tied(one: Said, sentence: tuple[Token, ...]) -> bool:
    words = {token.text for token in sentence}
    felt = bool(words & _FEELING) and bool(words & (_YOU | _TIES))
    return (felt or _owned(one, sentence)) and not _general(sentence)


def _range(one: Said, sentence: tuple[Token, ...]) -> bool:
    """Opening hours: another day stands beside it, or it is every week."""
    days = {other.concept for other in said(sentence) if other.kind == "day"}
    plural = {token.text for token in sentence if token.start == one.start} & _EVERY_WEEK
    return len(days) > 1 or bool(plural)


def _health_words(reply: Words, comment: Comment) -> Iterator[Echo]:
    for (start, end), place in same_health_word(reply.tokens, comment.words.tokens):
        sentence = reply.sentence(start)
        if not _signposts(sentence):
            blocks = not comment.only_asks and not _general(sentence)
            yield Echo(start, end, "condition", place, blocks)


def _names(reply: Words, comment: Comment) -> Iterator[Echo]:
    for token in reply.tokens:
        place = comment.names.get(_called(token))
        if place is not None and token.capital:
            yield Echo(token.start, token.end, "name", place)


def _team(reply: Words, comment: Comment) -> Iterator[Echo]:
    for token in reply.tokens:
        place = comment.team.get(_called(token))
        if place is not None and token.capital:
            yield Echo(token.start, token.end, "staff member", place, comment.tells_of_care)


def _places(reply: Words, comment: Comment) -> Iterator[Echo]:
    """A site of the organization at which the comment says that there was care."""
    for name in comment.directory.locations:
        pattern = re.compile(rf"(?<!\w){re.escape(normalise_surface(name))}(?!\w)", re.IGNORECASE)
        told = pattern.search(comment.words.text)
        again = pattern.search(reply.text)
        if told and again and comment.tells_of_care:
            start, end = reply.view.original(*again.span())
            place = comment.words.view.original(*told.span())
            yield Echo(start, end, "unit or place of care", place)


def _numbers(reply: Words, comment: Comment) -> Iterator[Echo]:
    """An amount, a long number, or a number of weeks, pounds, years: the very same again."""
    public = {digits_of(phone) for phone in comment.directory.phones} | _LINES
    told = dict(counted(comment.words))
    for value, (start, end) in counted(reply):
        if value in told and value not in public:
            yield Echo(start, end, "number", told[value], not comment.only_asks)


def _dates(reply: Words, comment: Comment) -> Iterator[Echo]:
    told = dict(days(comment.words))
    for day, (start, end) in days(reply):
        if day in told:
            yield Echo(start, end, "day", told[day], comment.tells_of_care)
