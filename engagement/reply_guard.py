"""May this reply go out: at once, after a second person, or not at all?

A reply that is an approved saved reply passes. Every other reply needs a second person. A reply
that repeats what the comment told, or in which the text check finds something, is blocked or
explained. Whatever cannot be read or fails is blocked: silence is never a yes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from compliance.phi import Directory, Finding, Severity, scan
from engagement.reply_echoes import STRONG, Comment, Echo, Inbound, find_echoes
from engagement.reply_match import Match, SavedReply, find_match, greeting
from engagement.reply_words import Span, Words

__all__ = ["Inbound", "Outcome", "Reason", "SavedReply", "Verdict", "guard"]

REPLY_LIMIT = 2_200
"""The longest reply that is read, in code points: as long as Instagram lets a comment be."""
COMMENT_LIMIT = 10_000
"""The longest comment that is read, in code points."""

_log = logging.getLogger(__name__)

_EMPTY = "There is nothing in this reply yet. Choose a saved reply or write one."
_TOO_LONG = (
    f"This reply is longer than {REPLY_LIMIT:,} characters, so we didn't check it. Shorten it; a "
    "longer answer belongs on the telephone."
)
_COMMENT_TOO_LONG = (
    f"The comment is longer than {COMMENT_LIMIT:,} characters, so we can't tell what a reply would "
    "repeat. Offer a private way to talk by telephone."
)
_COMMENT_LANGUAGE = (
    "The comment is in a language we can't read, so we can't tell what a reply would repeat. "
    "Somebody who reads it must answer."
)
_FAILED = (
    "We couldn't check this reply completely, so it can't go out. Please tell your administrator."
)
_BLANK = "There is still a blank to fill in here. Fill it from your directory before sending."
_NOT_SAVED = (
    "These are not the words of an approved saved reply, so a second person has to look at them "
    "first. Or choose a saved reply and leave its words as they are."
)
_SAVED_FOUND = (
    "The saved reply itself has something that our text check stops, so it can't go out unseen. "
    "Have the saved reply reworded and approved again."
)
_CONFIRMS = "Whoever repeats it confirms it to everyone who reads along."
_ECHOES = {
    "condition": "The comment told about health, and this repeats it. {why} Thank them in general "
    "and offer a private way to talk.",
    "part of the body": "The comment speaks of a part of the body, and so does this. {why} Leave "
    "it out.",
    "procedure": "The comment speaks of this procedure or test. {why} Leave it out.",
    "medicine": "The comment speaks of this medicine. {why} Leave it out.",
    "unit or place of care": "The comment tells where somebody had care, and this repeats the "
    "place. {why} Leave the place out.",
    "visit": "This speaks of the visit or result in the comment as of something that happened. "
    "{why} Say that you want to listen, not what about.",
    "test or vaccine": "This speaks of the test or shot in the comment as of one that happened. "
    "{why} Leave it out.",
    "bill": "This speaks of the bill in the comment as of one that exists, and a bill means care. "
    "{why} Give the number to call for billing questions in general.",
    "day": "The comment names this day. {why} Leave the day out.",
    "name": "This is a name from the comment. {why} A name may stand in the greeting only, and "
    "only the one that the person shows in public.",
    "staff member": "The comment names this member of the team. To name them again says that they "
    "treated somebody. Thank “the team” instead.",
    "number": "This number is in the comment. {why} Leave it out.",
    "relative": "This speaks of a relative whom the comment mentions. A second person should look "
    "whether it says that they had care.",
}
_ASKED_ONLY = (
    "The comment only asks about this, so it may be repeated, but a second person should look "
    "whether it tells about somebody's care after all."
)


class Outcome(StrEnum):
    """What may happen to a reply; a note says something and stops nothing."""

    PASSES = "passes"
    SECOND_PERSON = "needs a second person"
    BLOCKED = "blocked"

    @property
    def rank(self) -> int:
        """0 for passes, 2 for blocked."""
        return list(Outcome).index(self)


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence for the community manager; offsets are code points of the reply.

    ``comment`` is what the reply repeats, in offsets of the comment. No sentence quotes a text.
    """

    start: int
    end: int
    outcome: Outcome
    message: str
    rule: str
    comment: Span | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may happen to the reply, every reason, and the saved reply that it is."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    saved: SavedReply | None = None

    @property
    def passes(self) -> bool:
        """May it go out without a second person?"""
        return self.outcome is Outcome.PASSES


def guard(
    reply: str, inbound: Inbound, saved: Sequence[SavedReply], directory: Directory
) -> Verdict:
    """Judge a reply to a comment; ``saved`` are the approved saved replies only."""
    unread = _unreadable(reply, inbound)
    if unread is not None:
        return Verdict(Outcome.BLOCKED, (Reason(0, len(reply), Outcome.BLOCKED, *unread),))
    try:
        return _judge(reply, inbound, saved, directory)
    except Exception as error:  # whatever fails must not read as a yes
        _log.error("Reply guard failed with %s", type(error).__name__)
        return Verdict(Outcome.BLOCKED, (Reason(0, len(reply), Outcome.BLOCKED, _FAILED, "error"),))


def _unreadable(reply: str, inbound: Inbound) -> tuple[str, str] | None:
    """Why nothing is read at all, and the rule that says so."""
    if len(reply) > REPLY_LIMIT:
        return _TOO_LONG, "limit"
    if len(inbound.text) > COMMENT_LIMIT:
        return _COMMENT_TOO_LONG, "limit"
    return (_EMPTY, "empty") if not reply.strip() else None


def _judge(
    reply: str, inbound: Inbound, saved: Sequence[SavedReply], directory: Directory
) -> Verdict:
    words = Words(reply)
    match = find_match(words, inbound.author, saved, directory)
    told = scan(inbound.text, "inbound", directory)
    reasons = [
        *_of_comment(reply, told),
        *_of_blanks(words),
        *_of_match(reply, match, directory),
        *_of_echoes(words, Comment(inbound, told, directory), inbound.author, match),
        *_of_scan(words, scan(reply, "reply", directory), inbound.author, match),
    ]
    outcome = max((one.outcome for one in reasons), key=lambda o: o.rank, default=Outcome.PASSES)
    ordered = sorted(reasons, key=lambda one: (-one.outcome.rank, one.start, one.end))
    return Verdict(outcome, tuple(ordered), match.saved if match else None)


def _of_comment(reply: str, told: Iterable[Finding]) -> Iterable[Reason]:
    """A comment that could not be read stops every reply to it."""
    stops = {"error": _FAILED, "limit": _COMMENT_TOO_LONG}
    for finding in told:
        message = stops.get(finding.rule)
        if finding.category == "unknown_language":
            message = _COMMENT_LANGUAGE
        if message is not None:
            yield Reason(0, len(reply), Outcome.BLOCKED, message, f"comment.{finding.category}")
            return


def _of_blanks(words: Words) -> Iterable[Reason]:
    for token in words.tokens:
        if token.kind == "blank":
            yield Reason(token.start, token.end, Outcome.BLOCKED, _BLANK, "blank")


def _of_match(reply: str, match: Match | None, directory: Directory) -> Iterable[Reason]:
    """No saved reply, or one that the text check would stop by itself."""
    if match is None:
        yield Reason(0, len(reply), Outcome.SECOND_PERSON, _NOT_SAVED, "not_saved")
        return
    findings = scan(match.saved.text, "reply", directory, match.saved.language)
    strongest = max((f.severity.rank for f in findings), default=Severity.INFO.rank)
    if strongest >= Severity.WARN.rank:
        blocks = strongest == Severity.BLOCK.rank
        outcome = Outcome.BLOCKED if blocks else Outcome.SECOND_PERSON
        yield Reason(0, len(reply), outcome, _SAVED_FOUND, "saved_reply")


def _of_echoes(
    words: Words, comment: Comment, author: str, match: Match | None
) -> Iterable[Reason]:
    """Repetitions; an approved saved reply was written before the comment.

    Its everyday words ("appointment", "billing", "weekdays") answer nothing that was told, so that
    only the strong kinds and names count in it.
    """
    own = _own_spans(words, author, match)
    kinds = STRONG | {"name", "staff member"}
    seen: set[Span] = set()
    for echo in find_echoes(words, comment):
        if match is not None and echo.kind not in kinds:
            continue
        if echo.kind == "name" and _inside(echo, own):
            continue
        if any(start <= echo.start and echo.end <= end for start, end in seen):
            continue
        seen.add((echo.start, echo.end))
        yield _echo(echo)


def _echo(echo: Echo) -> Reason:
    outcome = Outcome.BLOCKED if echo.blocks else Outcome.SECOND_PERSON
    explained = echo.blocks or echo.kind == "relative"
    message = _ECHOES[echo.kind].format(why=_CONFIRMS) if explained else _ASKED_ONLY
    rule = f"echo.{echo.kind.replace(' ', '_')}"
    return Reason(echo.start, echo.end, outcome, message, rule, echo.comment)


def _own_spans(words: Words, author: str, match: Match | None) -> tuple[Span, ...]:
    """Where the commenter may be called by name: in the greeting, or in a slot for it."""
    _, named = greeting(words.tokens, author)
    filled = match.filled if match is not None else ()
    return (*filled, named) if named is not None else filled


def _inside(part: Echo | Finding, spans: Iterable[Span]) -> bool:
    return any(start <= part.start and part.end <= end for start, end in spans)


_WEIGHTS: dict[Severity, Outcome] = {
    Severity.BLOCK: Outcome.BLOCKED,
    Severity.WARN: Outcome.SECOND_PERSON,
    Severity.INFO: Outcome.PASSES,
}


def _of_scan(
    words: Words, findings: Iterable[Finding], author: str, match: Match | None
) -> Iterable[Reason]:
    """What the text check finds in the reply itself, but the name in the greeting."""
    own = _own_spans(words, author, match)
    for found in findings:
        if found.category == "name" and _inside(found, own):
            continue
        # People approved what these words mean, and the match brings in no other; the saved text
        # itself is asked about in `_of_match`.
        if match is not None and found.rule.startswith("meaning."):
            continue
        yield Reason(
            found.start, found.end, _WEIGHTS[found.severity], found.message, f"phi.{found.rule}"
        )
