"""What a comment may tell about somebody's care, in English and Spanish, and in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from compliance.phi.vocabulary import is_health_word, listed
from engagement.reply_words import Span, Token

LONGEST = 4
"""Words in the longest phrase of the list."""
_SHORTEST_PLURAL = 4
_STEM = 5
#: beginnings that unlike illnesses share
_PREFIXES = ("hyper", "hypog", "hypot", "endos", "neuro", "gastr", "trans", "inter", "labor")
#: words about health so general that they are somebody's only beside "your"
_GENERAL = listed(
    "blood condition consult consulta dose exam examen joint illness injury labor medical "
    "medicina medicine meds organ pain panic shot shots sick stay suffered symptom symptoms "
    "test testing tests treatment unit withdrawal chart compress deliver delivery bedside order "
    "med medication medications medicines prescribed prescription prescriptions procedure "
    "procedures nursery sugar dental dentist immunization immunizations vaccine vaccines "
    "vaccination vaccinated a1c lab labs swab specimen vacuna vacunas enfermedad dolor cita "
    "consultation diagnosis diagnoses diagnostico tratamiento"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A concept that a text names, and where."""

    concept: str
    kind: str
    start: int
    end: int


@dataclass
class Lexicon:
    """The list, indexed by how a word is looked up."""

    kinds: dict[str, str] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    exact: dict[str, set[str]] = field(default_factory=dict)
    beginnings: dict[str, set[str]] = field(default_factory=dict)
    endings: dict[str, set[str]] = field(default_factory=dict)

    def add(self, concept: str, spelling: str) -> None:
        """Index one spelling of a concept."""
        if spelling.startswith("*"):
            self.endings.setdefault(spelling[1:], set()).add(concept)
        elif spelling.endswith("*"):
            self.beginnings.setdefault(spelling[:-1].replace("_", " "), set()).add(concept)
        else:
            self.exact.setdefault(spelling.replace("_", " "), set()).add(concept)

    def find(self, phrase: str) -> set[str]:
        """The concepts that a word or phrase names, and those they lead to.

        A beginning has as many words as the phrase, so that "knee" does not name "knee is sore".
        """
        found = set(self.exact.get(phrase, ()))
        if len(phrase) >= _SHORTEST_PLURAL and phrase.endswith("s"):
            found |= self.exact.get(phrase[:-1], set())
        for end in range(phrase.rfind(" ") + 2, len(phrase) + 1):
            found |= self.beginnings.get(phrase[:end], set())
        for start in range(2, 0 if " " in phrase else len(phrase) - 2):
            found |= self.endings.get(phrase[start:], set())
        return found | {self.leads[concept] for concept in found if concept in self.leads}


@cache
def lexicon() -> Lexicon:
    """Read ``words/concepts.txt``."""
    text = files("engagement").joinpath("words", "concepts.txt").read_text(encoding="utf-8")
    made, kind = Lexicon(), ""
    for line in text.splitlines():
        if line.startswith("["):
            kind = line.strip("[] ")
        elif "=" in line and not line.startswith("#"):
            _read(made, kind, line)
    return made


def _read(made: Lexicon, kind: str, line: str) -> None:
    concept, _, rest = line.partition(" = ")
    spellings, _, lead = rest.partition(" > ")
    made.kinds[concept] = kind
    if lead:
        made.leads[concept] = lead.strip()
    for spelling in spellings.split():
        made.add(concept, spelling)


def said(tokens: Sequence[Token]) -> Iterator[Said]:
    """Every concept that the tokens name, singly or as a phrase."""
    known = lexicon()
    words = [_bare(token) for token in tokens]
    for first in range(len(tokens)):
        for last in range(first + 1, min(first + LONGEST, len(tokens)) + 1):
            for concept in sorted(known.find(" ".join(words[first:last]))):
                start, end = tokens[first].start, tokens[last - 1].end
                yield Said(concept, known.kinds[concept], start, end)


def _bare(token: Token) -> str:
    """Without the sign of a hashtag and without the possessive."""
    return token.text.lstrip("#@").removesuffix("'s")


def same_health_word(
    tokens: Iterable[Token], others: Iterable[Token]
) -> Iterator[tuple[Span, Span]]:
    """Health words of ``tokens`` that are, inflected or not, also among ``others``."""
    theirs = [(_bare(token), token) for token in others if _telling(_bare(token))]
    for token in tokens:
        word = _bare(token)
        if not _telling(word):
            continue
        for other, place in theirs:
            if inflected(word, other):
                yield (token.start, token.end), (place.start, place.end)
                break


def _telling(word: str) -> bool:
    return word not in _GENERAL and is_health_word(word)


def inflected(word: str, other: str) -> bool:
    """Do two health words begin alike, as diabetes and diabetic do?"""
    if word == other:
        return True
    stem = word[:_STEM]
    return len(stem) == _STEM and other.startswith(stem) and stem not in _PREFIXES
