"""One text, read once: its plain view, sentences, care words, and what the directory covers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from compliance.phi import lexicon
from compliance.phi.base import Kind
from compliance.phi.directory import Directory
from compliance.phi.folding import fold, folded
from compliance.phi.masks import Mask, mask_of
from compliance.phi.noise import changed, noiseless
from compliance.phi.normalise import View, normalise
from compliance.phi.numbers import Number, numbers
from compliance.phi.people import Mention, find_people
from compliance.phi.views import through
from compliance.phi.vocabulary import is_health_word

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]{0,2}\s+(?=[^a-z\s])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sr|Sra|Srta|St|Rev|Sgt|Lt|Col|Gen|Prof|Jr|No|Apt|Ave|Rd|Dpto|Dra|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_RECEIVED = folded(lexicon.RECEIVED)


class Reading:
    """A text with everything the rules ask about it; offsets are those of the plain view."""

    def __init__(
        self, original: str, kind: Kind, directory: Directory, view: View | None = None
    ) -> None:
        self.original = original
        self.kind = kind
        self.directory = directory
        self.view: View = normalise(original) if view is None else view
        self.text = self.view.text
        self._said: dict[tuple[str, int], bool] = {}
        self._held: dict[tuple[int, str, int], bool] = {}

    @cached_property
    def folded(self) -> str:
        """The plain view in small letters, for expressions that don't tell them apart."""
        return fold(self.text)

    @cached_property
    def mask(self) -> Mask:
        """What the organization's directory and the global public list cover in this text."""
        return mask_of(self.text, self.directory)

    @cached_property
    def people(self) -> tuple[Mention, ...]:
        """Every mention of a person, whether known to the directory or not."""
        return tuple(find_people(self.text, self.mask))

    @cached_property
    def without_noise(self) -> Reading | None:
        """The same text with spelled and masked words as they are meant, when it has any."""
        meant = noiseless(self.text)
        if meant is None:
            return None
        return Reading(self.original, self.kind, self.directory, through(self.view, meant))

    def unveiled(self, start: int, end: int) -> bool:
        """Does a span say what the original does not say as it stands?"""
        return changed(self.view, self.original, start, end)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Every number or code that stands for somebody."""
        return numbers(self)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Spans of the sentences, in order, without gaps between them."""
        starts = [0]
        for match in _SENTENCE_END.finditer(self.text):
            before = self.text[max(0, match.start() - 8) : match.start()]
            if not _ABBREVIATION.search(before):
                starts.append(match.end())
        ends = [*starts[1:], len(self.text)]
        return tuple(zip(starts, ends, strict=True))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around an offset."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, at) - 1)]

    def says(self, pattern: re.Pattern[str], at: int) -> bool:
        """Does the sentence around an offset match a pattern? Asked once per sentence."""
        start, end = self.sentence(at)
        key = (pattern.pattern, start)
        if key not in self._said:
            self._said[key] = self._found(pattern, start, end)
        return self._said[key]

    def _found(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        if pattern.flags & re.IGNORECASE:
            return folded(pattern).search(self.folded, start, end) is not None
        return pattern.search(self.text, start, end) is not None

    def holds(self, pattern: re.Pattern[str], words: str, at: int = 0) -> bool:
        """Do these words in small letters match a folded pattern? Asked once for equal words.

        What stands before ``at`` is only looked back at.
        """
        key = (id(pattern), words, at)
        if key not in self._held:
            self._held[key] = pattern.search(words, at) is not None
        return self._held[key]

    def sentence_text(self, at: int) -> str:
        """The words of the sentence around an offset."""
        start, end = self.sentence(at)
        return self.text[start:end]

    def around(self, at: int, reach: int = 240) -> tuple[int, int]:
        """The sentence around an offset and its neighbours, at most ``reach`` either side."""
        start, end = self.sentence(at)
        left, _ = self.sentence(max(0, start - 1))
        _, right = self.sentence(min(max(0, len(self.text) - 1), end))
        return max(left, at - reach), min(right, at + reach)

    @cached_property
    def health_words(self) -> tuple[tuple[int, int], ...]:
        """Spans of words about illness and treatment that the directory does not cover."""
        found = (
            match.span()
            for match in _WORD.finditer(self.text)
            if is_health_word(match.group().casefold())
        )
        phrases = (match.span() for match in lexicon.HEALTH_PHRASE.finditer(self.text))
        return tuple(sorted(s for s in (*found, *phrases) if not self.mask.covers(*s)))

    @cached_property
    def _health_starts(self) -> list[int]:
        return [start for start, _ in self.health_words]

    def health_between(self, start: int, end: int) -> bool:
        """Is illness or treatment spoken of between two offsets?"""
        return bisect_left(self._health_starts, start) < bisect_left(self._health_starts, end)

    @cached_property
    def _received_starts(self) -> list[int]:
        return [match.start() for match in _RECEIVED.finditer(self.folded)]

    def received_between(self, start: int, end: int) -> bool:
        """Does somebody receive care, fall ill, recover, give birth or die between two offsets?"""
        return bisect_left(self._received_starts, start) < bisect_left(self._received_starts, end)

    def care_around(self, at: int) -> bool:
        """Illness, treatment or receiving care in this sentence or beside it."""
        start, end = self.around(at)
        return self.health_between(start, end) or self.received_between(start, end)

    def care_in_sentence(self, at: int) -> bool:
        """Illness, treatment or receiving care in this very sentence."""
        start, end = self.sentence(at)
        return self.health_between(start, end) or self.received_between(start, end)

    def individual_in_sentence(self, at: int) -> bool:
        """Does the sentence speak of one person: by name, by pronoun, or as "our patient"?"""
        start, end = self.sentence(at)
        first = bisect_left(self._unknown_starts, start)
        if first < bisect_left(self._unknown_starts, end):
            return True
        return self.says(lexicon.INDIVIDUAL[self.kind], at)

    @cached_property
    def _unknown_starts(self) -> list[int]:
        return [m.start for m in self.people if not m.known]
