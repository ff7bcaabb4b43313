"""Finds mentions of people: default-deny, by the shape of names and the words around them.

A pair of capitalised words that are neither ordinary words nor part of an organization's name is
a person. A single word needs a frequent given name, or a cue that a person is meant (an age, a
possessive before a word of illness, a verb of speaking).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.phi.folding import fold
from compliance.phi.masks import Mask
from compliance.phi.name_cues import (
    SMALL_BEFORE,
    Token,
    addressed,
    hailed,
    introduced,
    owned_by,
    plausible_single,
    signature,
    tokens,
)
from compliance.phi.vocabulary import (
    is_ambiguous_name,
    is_given_name,
    is_listed_word,
    is_ordinary,
    is_sure_name,
    is_surname,
    is_title,
    listed,
)

_HONORIFIC = listed(
    "mr mrs ms miss mx gov sen hon cllr sir dame dj maestro maestra col gen maj don dona sr sra "
    "srta senor senora deputy officer sgt sergeant captain capt "
    "lt specialist private corporal rev reverend pastor father sister brother rabbi aunt auntie "
    "uncle grandma grandpa nana baby big little coach tia tio abuela abuelo nino nina"
)
_BARE_HONORIFIC = listed("father sister brother baby big little don private miss")
_SMALL_HONORIFIC = listed(
    "mr mrs ms miss don dona sr sra srta senor senora coach nurse dr doctor dra doctora pastor "
    "rev deputy officer tia tio auntie aunt uncle big lil old man papaw poppa padre"
)
_CLINICIAN = listed("dr drs dra doctor doctora nurse prof professor enfermera")
_ANYBODY = listed(
    "ma pa sir maam ma'am missy bud buddy king queen mister honey hon sis bro mami papi jesus god"
)
_DETERMINER = re.compile(
    r"\b(?:a|an|the|our|your|this|that|these|at|in|near|el|la|los|las|un|una|nuestr[oa]|en) $", re.I
)
HONORIFICS = _HONORIFIC | _CLINICIAN | _SMALL_HONORIFIC
_PARTICLE = listed("de del la las los van von der den di da al el bin ibn y san mac o")
_NOT_A_PERSON_AFTER = listed(
    "street st road rd avenue ave drive lane boulevard court way place park clinic hospital center "
    "centre institute pavilion foundation fund school elementary academy university college church "
    "county city valley creek river lake hills springs beach bridge island mountain award awards "
    "day month week weekend act society association auxiliary club lodge company inc llc corp bank "
    "museum library hall house tower gala classic cup marathon trail highway disease syndrome "
    "palsy lymphoma thyroiditis esophagus maneuver test scale score method sign stain band "
    "hollow ridge grove flats bend falls heights meadows point farm farms ranch motors bakery "
    "greenhouse nursery restaurant taqueria llantas banco hotel bank motors heating plumbing "
    "hardware tire feed ford chevrolet market cafe diner grill pizza brewing lutheran baptist "
    "methodist presbyterian catholic parish cathedral temple mosque synagogue ballroom arena "
    "stadium field fields rink pavilion bureau council choice plan elks lions eagles "
    "choir orchestra theater theatre hotel market settlement grange study trial robot"
)
_HONORED = _HONORIFIC | _CLINICIAN
_SHORTENED = _HONORED | {"st"}
_SAINT = listed("st saint san santa santo")
_PLACE_BEFORE = listed("saint mount fort port lake camp north south east west new san")
_EPONYM_NOUN = re.compile(
    r"^(?:'s?)?(?:\s[a-z]+)?\s(?:diseases?|syndromes?|palsy|lymphoma|sarcoma|tumou?r|dementia|"
    r"maneuver|procedure|thyroiditis|reflex|sign|test|chorea|ataxia|esophagus|law|hernia)\b|"
    r"^,? also called"
)
_EPONYM = re.compile(r"^'s?\s(?:disease|syndrome|palsy|lymphoma|dementia|chorea)\b|^ lymphoma\b")
_PLACED = re.compile(r"\b(?:in|at|near|off|en|via|outside|toward) $", re.IGNORECASE)
_HASHTAG = re.compile(r"#([A-Z][A-Za-z]{3,40})")
_CAMEL = re.compile(r"[A-Z][a-z]+")
_INITIALS = re.compile(r"(?<![\w.&])(?:[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?|[A-Z]\.[A-Z])(?![\w.])")
_SIGNED_INITIALS = re.compile(r"(?<![\w.])(?:[A-Za-z]\.\s?){1,3}$")
_NOT_INITIALS = listed(
    "us dc pm am er md do po np rn bc tv iv or pt ot la ny sf da pa jd ee sa cv eg ie uk un ad id "
    "qd usa phd rip dds dmd dnp mph pto lpn cna bp hr io ac dj pj re vs st nd rd th"
)
_LOOKS_BACK, _LOOKS_AHEAD, _EARLY = 48, 170, 60
"""How far cues of a lone word are looked for, and where a text begins ("... here")."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in the text; ``known`` when the directory has them."""

    start: int
    end: int
    form: str
    known: bool = False

    @property
    def full(self) -> bool:
        """More than a lone given name."""
        return self.form != "given"


def find_people(text: str, mask: Mask) -> Iterator[Mention]:
    """All mentions in order of their place; overlapping ones are given once."""
    known = [Mention(start, end, "full", True) for start, end in mask.people]
    found = [m for m in _unknown(text, mask) if not _covered(m, mask)]
    known = [k for k in known if not any(m.start <= k.start and k.end < m.end for m in found)]
    taken = -1
    for mention in sorted(known + found, key=lambda m: (m.start, -m.end)):
        if mention.start >= taken:
            taken = mention.end
            yield mention


def _covered(mention: Mention, mask: Mask) -> bool:
    """Does the directory speak of this? Knowing a lone "Jordan" is not knowing Jordan Ames."""
    if not mask.touches(mention.start, mention.end):
        return False
    inside = [s for s in mask.spans if s[0] < mention.end and mention.start < s[1]]
    return mention.form != "full" or any(s not in mask.people or s[1] - s[0] > 12 for s in inside)


def _unknown(text: str, mask: Mask) -> Iterator[Mention]:
    finder = _Finder(text, mask)
    yield from finder.mentions()
    yield from finder.lower_pairs()
    yield from finder.signed()
    yield from _hashtags(text)
    yield from _initials(text)


def _initials(text: str) -> Iterator[Mention]:
    """People called by two or three letters, as in "K.M."."""
    for match in _INITIALS.finditer(text):
        if re.sub(r"[^a-z]", "", match.group().casefold()) not in _NOT_INITIALS:
            yield Mention(match.start(), match.end(), "initial")


def _hashtags(text: str) -> Iterator[Mention]:
    for match in _HASHTAG.finditer(text):
        parts = [p.casefold() for p in _CAMEL.findall(match.group(1))]
        names = [p for p in parts if is_given_name(p) and not is_ambiguous_name(p)]
        if names and all(p in names or is_ordinary(p) or is_surname(p) for p in parts):
            yield Mention(match.start(), match.end(), "hashtag")


class _Finder:
    def __init__(self, text: str, mask: Mask) -> None:
        self.text = text
        self.mask = mask
        self.tokens = list(tokens(text))
        self._likely: dict[tuple[str, int, bool], bool] = {}
        letters = list(filter(str.isalpha, text))
        self.shouting = sum(map(str.isupper, letters)) > 0.7 * max(1, len(letters))
        long_words = [t for t in self.tokens if len(t.word) > 3]
        capitals = sum(t.capital for t in long_words)
        self.titled = not self.shouting and len(long_words) > 3 and capitals > 0.8 * len(long_words)

    def joined(self, i: int) -> bool:
        """Does the next word follow this one as part of one name?"""
        if i + 1 >= len(self.tokens):
            return False
        gap = self.text[self.tokens[i].end : self.tokens[i + 1].start]
        initial = len(self.tokens[i].word) <= 4 and gap in (". ", ".")
        short = len(self.tokens[i].word) == 1 or self.tokens[i].lower in _SHORTENED
        return gap == " " or (initial and short)

    def named(self, token: Token) -> bool:
        """Can this word be part of a name beside another?"""
        return token.capital and len(token.word) > 1 and not is_ordinary(token.lower)

    def _family(self, token: Token) -> bool:
        if not token.capital or len(token.word) < 2:
            return False
        return any(not is_ordinary(p) for p in token.lower.replace("'", "-").split("-"))

    def mentions(self) -> Iterator[Mention]:
        i = 0
        while i < len(self.tokens):
            last, form = self._at(i)
            if last < 0:
                i += 1
                continue
            mention = self._mention(i, last, form)
            if mention is not None:
                yield mention
            i = last + 1

    def _mention(self, first: int, last: int, form: str) -> Mention | None:
        start, end = self.tokens[first].start, self.tokens[last].end
        if form == "initial" and self.text[end : end + 1] == ".":
            end += 1
        eponym = _EPONYM_NOUN if form == "given" else _EPONYM
        if self._organization_after(last) or eponym.match(self.text[end : end + 40]):
            return None
        if form == "full" and self._place(first, last):
            return None
        if form == "given" and (self._saint(first) or not self._plausible(self.tokens[first])):
            return None
        return Mention(start, end, form)

    def _plausible(self, token: Token) -> bool:
        """May a lone word be somebody? Asked once where the same words stand around it."""
        first = max(0, token.start - _LOOKS_BACK)
        around = self.text[first : token.end + _LOOKS_AHEAD]
        key = (around, token.start - first, token.start < _EARLY)
        if key not in self._likely:
            self._likely[key] = self._likely_somebody(token)
        return self._likely[key]

    def _likely_somebody(self, token: Token) -> bool:
        """A cue decides, or a given name that is nothing else."""
        start, end = token.start, token.end
        placed = _PLACED.search(self.text[max(0, start - 12) : start]) is not None
        if token.capital and is_sure_name(token.lower) and not (placed or self.titled):
            return True
        if introduced(self.text, start, end):
            return True
        if not token.capital:
            before = self.text[max(0, start - 24) : start]
            return SMALL_BEFORE.search(fold(before)) is not None or owned_by(self.text, token)
        if self._spoken_to(token):
            return True
        if placed and self.text[end : end + 2] != "'s":
            return False
        return plausible_single(self.text, token, self.titled or self.shouting)

    def _saint(self, i: int) -> bool:
        """A church, a school or a town named for a saint."""
        return i > 0 and self.tokens[i - 1].lower in _SAINT and self.joined(i - 1)

    def _spoken_to(self, token: Token) -> bool:
        """Is the word said to somebody? The less it is a name, the plainer it must be."""
        if is_given_name(token.lower) or is_surname(token.lower):
            sure = not is_ambiguous_name(token.lower)
            return addressed(self.text, token.start, token.end, sure)
        return hailed(self.text, token.start, token.end)

    def _organization_after(self, last: int) -> bool:
        if not self.joined(last):
            return False
        after = self.tokens[last + 1]
        return after.lower in _NOT_A_PERSON_AFTER and (after.capital or self.tokens[last].capital)

    def _place(self, first: int, last: int) -> bool:
        """A town or an institution: its last word says so and its first is no sure given name."""
        lower = self.tokens[first].lower
        sure = is_given_name(lower) and not is_ambiguous_name(lower)
        return self.tokens[last].lower in _NOT_A_PERSON_AFTER and not sure

    def _at(self, i: int) -> tuple[int, str]:
        """The last token and form of a name that begins at token i; -1 when none does."""
        token = self.tokens[i]
        if not token.capital:
            return self._small(i, token)
        if token.lower in _HONORED and self.joined(i):
            return self._after_honorific(i)
        if is_title(token.lower) and self.joined(i) and self.tokens[i + 1].capital:
            return -1, ""
        nxt = self.tokens[i + 1] if self.joined(i) else None
        if nxt is not None and nxt.capital:
            last, form = self._pair(i, token, nxt)
            if last > 0:
                return last, form
        return (i, "given") if self._single(token) else (-1, "")

    def _small(self, i: int, token: Token) -> tuple[int, str]:
        """A name in a text that is careless about capitals: after an honorific or by itself."""
        if token.lower in _SMALL_HONORIFIC and self.joined(i):
            nxt = self.tokens[i + 1]
            named = is_given_name(nxt.lower) if token.lower in ("big", "lil") else False
            if named or is_sure_name(nxt.lower) or (nxt.capital and not is_ordinary(nxt.lower)):
                form = "clinician" if token.lower in _CLINICIAN else "honorific"
                return self._extend(i + 1), form
        return (i, "given") if is_sure_name(token.lower) else (-1, "")

    def _after_honorific(self, i: int) -> tuple[int, str]:
        nxt = self.tokens[i + 1]
        bare = self.tokens[i].lower in _BARE_HONORIFIC
        strong = is_given_name(nxt.lower) or not is_ordinary(nxt.lower)
        if not nxt.capital or (bare and not strong) or nxt.lower in _NOT_A_PERSON_AFTER:
            return -1, ""
        if is_ordinary(nxt.lower) and not (is_surname(nxt.lower) or is_given_name(nxt.lower)):
            return -1, ""
        form = "clinician" if self.tokens[i].lower in _CLINICIAN else "honorific"
        return self._extend(self._family_of(i + 1)), form

    def _family_of(self, i: int) -> int:
        """The family name after a given name, also one that is a word ("Rev. Augustine Bell")."""
        if not self.joined(i) or not is_given_name(self.tokens[i].lower):
            return i
        nxt = self.tokens[i + 1]
        return (
            i + 1 if nxt.capital and len(nxt.word) > 1 and self._second(self.tokens[i], nxt) else i
        )

    def _pair(self, i: int, token: Token, nxt: Token) -> tuple[int, str]:
        if len(token.word) == 1 and token.lower != "i":
            ok = self.text[token.end : token.end + 1] == "." and self._family(nxt)
        elif len(nxt.word) == 1:
            return (i + 1, "initial") if self._initial(token, nxt) else (-1, "")
        else:
            ok = token.lower not in _PLACE_BEFORE and self._two_words(token, nxt)
        return (self._extend(i + 1), "full") if ok else (-1, "")

    def _initial(self, token: Token, nxt: Token) -> bool:
        stop = self.text[nxt.end : nxt.end + 1] == "."
        person = is_given_name(token.lower) or (self.named(token) and not self.titled)
        return person and stop and not (is_ambiguous_name(token.lower) and nxt.lower in "ai")

    def _two_words(self, token: Token, nxt: Token) -> bool:
        if is_given_name(token.lower.split("-")[0]) and self._second(token, nxt):
            return True
        if self.titled or (self.shouting and not is_surname(nxt.lower)):
            return False
        if not self.named(token) or not self._family(nxt) or len(token.word) < 3:
            return False
        before = self.text[max(0, token.start - 12) : token.start]
        if not is_surname(nxt.lower) and not introduced(self.text, token.start, token.end):
            return False
        return not _DETERMINER.search(before)

    def _second(self, token: Token, nxt: Token) -> bool:
        """Can the word after a given name be its family name?"""
        if self._family(nxt):
            return True
        sure = not is_ambiguous_name(token.lower)
        return sure and is_surname(nxt.lower) and not self.titled

    def _extend(self, i: int) -> int:
        """Take further words of the same name: second surnames, particles, hyphens."""
        taken = 0
        while taken < 3 and self.joined(i):
            nxt = self.tokens[i + 1]
            if self._family(nxt) and not self.shouting:
                i, taken = i + 1, taken + 1
            elif nxt.lower in _PARTICLE and self._name_after(i + 1):
                i, taken = i + 2, taken + 1
            else:
                break
        return i

    def _name_after(self, i: int) -> bool:
        return self.joined(i) and self._family(self.tokens[i + 1])

    def _single(self, token: Token) -> bool:
        lower = token.lower
        if len(lower) < 2 or lower in HONORIFICS or lower in _ANYBODY:
            return False
        if (
            token.word.isupper()
            and not self.shouting
            and (len(lower) < 5 or not is_given_name(lower))
        ):
            return False
        if lower in self.mask.own and not is_given_name(lower):
            return False
        if is_given_name(lower) or not is_ordinary(lower):
            return True
        return not is_listed_word(lower) and introduced(self.text, token.start, token.end)

    def signed(self) -> Iterator[Mention]:
        """The name under a text, as under a letter."""
        start, end = signature(self.text)
        words = [t for t in self.tokens if start <= t.start < end]
        if _SIGNED_INITIALS.fullmatch(self.text, start, end) and start < end:
            yield Mention(start, end, "initial")
            return
        named = [t for t in words if t.lower not in _PARTICLE]
        if not named or any(is_ordinary(t.lower) and not is_given_name(t.lower) for t in named):
            return
        if any(is_given_name(t.lower) or is_surname(t.lower) for t in named):
            yield Mention(words[0].start, words[-1].end, "signed")

    def lower_pairs(self) -> Iterator[Mention]:
        for i in range(len(self.tokens) - 1):
            first, second = self.tokens[i], self.tokens[i + 1]
            if first.capital or second.capital or len(first.word) < 3 or len(second.word) < 3:
                continue
            if not is_sure_name(first.lower) or not is_surname(second.lower):
                continue
            if is_ordinary(second.lower) or not self.joined(i):
                continue
            if not _DETERMINER.search(self.text[max(0, first.start - 12) : first.start]):
                yield Mention(first.start, second.end, "full")
