"""The words of a comment or a reply, each with its place in the original."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from compliance.phi.normalise import normalise

Span = tuple[int, int]

_PHONE = (
    r"(?<![\w$])(?:\+?1[-.\s]?)?\(?\d{3}\)?[-.\s]{0,3}\d{3}[-.\s]?\d{4}(?!\w)|"
    r"(?<![\w$])\d{3}[-.]\d{4}(?!\w)"
)
_MAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_LINK = (
    r"https?://[^\s<>\"]{1,300}|(?<![\w@])[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,3}"
    r"\.(?:com|org|net|edu|gov|health)\b(?:/[^\s<>\"]{0,200})?"
)
_BLANK = r"[{\[<][^{}\[\]<>\n]{1,40}[}\]>]"
_TOKEN = re.compile(
    rf"(?P<blank>{_BLANK})|(?P<mail>{_MAIL})|(?P<link>{_LINK})|(?P<phone>{_PHONE})|"
    r"(?P<word>[@#]?[^\W_]+(?:'[^\W_]+)*)|(?P<sign>[^\w\s])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]{0,2}\s+|\n+")
#: what may stand anywhere without saying anything; every other picture counts as a word
_FRIENDLY = frozenset(
    "❤🧡💛💚💙💜🤍🩵🩷💕💖💗💓💞😊🙂😀😃😄😁☺😍🥰🤗🙏👍👋🙌👏✨⭐🌟🌷🌸🌼🌻💐☀🌞📞☎📧✉➡👉⬇👇"
)
_SPELLED = {"hippa": "hipaa", "hippaa": "hipaa"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, address or picture, in one spelling; offsets are of the original."""

    text: str
    start: int
    end: int
    kind: str
    capital: bool = False


class Words:
    """A text cut into tokens and sentences, read once."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.view = normalise(original)
        self.text = self.view.text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Everything that says something; punctuation and friendly pictures do not."""
        found = (self._token(match) for match in _TOKEN.finditer(self.text))
        return tuple(token for token in found if token is not None)

    def _token(self, match: re.Match[str]) -> Token | None:
        kind = str(match.lastgroup)
        text = _spelling(match.group(), kind)
        if not text:
            return None
        start, end = self.view.original(*match.span())
        return Token(text, start, end, kind, match.group().lstrip("@#")[:1].isupper())

    @cached_property
    def _breaks(self) -> tuple[int, ...]:
        return tuple(self.view.original(m.start(), m.end())[1] for m in self._sentence_ends)

    @property
    def _sentence_ends(self) -> list[re.Match[str]]:
        return [match for match in _SENTENCE.finditer(self.text) if match.end() > match.start()]

    def sentence(self, at: int) -> tuple[Token, ...]:
        """The tokens of the sentence around an offset of the original."""
        start = max((b for b in self._breaks if b <= at), default=0)
        end = min((b for b in self._breaks if b > at), default=len(self.original) + 1)
        return tuple(token for token in self.tokens if start <= token.start < end)


def _spelling(raw: str, kind: str) -> str:
    """One spelling for the same thing; empty for what says nothing."""
    text = raw.casefold()
    if kind == "phone":
        return digits_of(text)
    if kind == "link":
        return re.sub(r"^(?:https?://)?(?:www\.)?", "", text).rstrip("/.,!?;:)'")
    if kind == "sign":
        return text if _speaks(text) else ""
    return _SPELLED.get(text, text)


def digits_of(text: str) -> str:
    """The digits of a telephone number without the country code 1."""
    digits = re.sub(r"\D", "", text)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def _speaks(sign: str) -> bool:
    """Money, per cent and every picture but the friendly ones mean something."""
    if sign in _FRIENDLY or "🏻" <= sign <= "🏿":
        return False
    return not sign.isascii() or sign in "$%+=&"
