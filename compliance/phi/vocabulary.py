"""The word lists, read once when first asked for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from compliance.phi import lexicon

_MEDICAL_ENDING = re.compile(
    r"^[a-z]{2,20}(?:ectomy|ostomy|otomy|plasty|oscopy|itis|osis|emia|oma|opathy|algia|plegia|"
    r"penia|uria|rrhea|sclerosis|cillin|mycin|statin|prazole|sartan|olol|azepam|oxetine|mab|"
    r"trophy|ectasis|stenosis|graphy)s?$"
)
_ORDINARY_OMA = frozenset({"diploma", "aroma", "oklahoma", "tacoma", "sonoma", "roma", "paloma"})
_ORDINARY_ENDING = re.compile(
    r"(?:ing|tion|sion|ment|ness|ity|ology|ologist|ance|ence|ship|able|ible|ful|less|ists?|"
    r"ical|ly|mente|ive|ary|ed|ings|tions|ments|ability|ers|wide|care)$"
)


def listed(text: str) -> frozenset[str]:
    """A small set of words, written as one line of text."""
    return frozenset(text.split())


FUNCTION_WORDS = listed(
    "a ai an and are as at be but by de del do else for from had has he her him his i if in "
    "is it its me my no not numbers of ok on or our page per said say see she so some than "
    "that the their them there they this to un up us was we were what when who with you your "
    "len max min dev else long major many man sole son song soon line bring thank thanks when "
    "where yay wow yikes oof whew phew aww awww hooray psst shh ahh ooh yep yup nope listo claro "
    "bravo farewell scouts perfecto ay uy ojala orale hijole andale vaya omg lol haha jaja ha bah "
    "eek gosh dang omw"
)


@cache
def words(name: str) -> frozenset[str]:
    """All words of ``words/<name>.txt``, lower case and without marks."""
    text = files("compliance.phi").joinpath("words", f"{name}.txt").read_text(encoding="ascii")
    return frozenset(text.split())


@cache
def given_names() -> frozenset[str]:
    """Given names and what people are called for short, without function words."""
    return (words("first_names") | words("called")) - FUNCTION_WORDS


_SMALL = re.compile(r"(?:c?it[oa]|ill[oa])$")


def _without_diminutive(word: str) -> str:
    """The given name in Mateito or Karlita, or the word itself."""
    stem = _SMALL.sub("", word)
    if stem == word or len(stem) < 3:
        return word
    return next((n for n in (stem, stem + word[-1]) if n in given_names()), word)


@lru_cache(maxsize=4096)
def is_given_name(word: str) -> bool:
    """A word people are called by (also one that is a month, a place or a virtue)."""
    return word in given_names() or _without_diminutive(word) in given_names()


@lru_cache(maxsize=4096)
def is_sure_name(word: str) -> bool:
    """A given name that is seldom anything else."""
    return is_given_name(word) and not is_ambiguous_name(word)


def is_surname(word: str) -> bool:
    """A frequent family name."""
    return word in words("surnames")


def is_ambiguous_name(word: str) -> bool:
    """A given name that is as often something else."""
    return word in words("word_names") or word in words("common_words") or _titled(word)


def _titled(word: str) -> bool:
    return word in words("title_words") or word in words("conditions") or word in FUNCTION_WORDS


def is_listed_word(word: str) -> bool:
    """A word of one of the lists that name nobody."""
    return any(
        w in words("common_words") or w in words("treatments") or _titled(w)
        for w in (word, word.removesuffix("s"))
    )


@lru_cache(maxsize=4096)
def is_ordinary(word: str) -> bool:
    """A word that names nobody when it stands beside a capitalised one."""
    if word in FUNCTION_WORDS or word in words("common_words") or _titled(word):
        return True
    if word in words("treatments") or is_health_word(word):
        return True
    singular = word[:-1] if word.endswith("s") else word
    if singular in words("common_words") or singular in words("title_words"):
        return not is_surname(word)
    return bool(_ORDINARY_ENDING.search(word)) and not is_surname(word)


_TITLE = re.compile(lexicon.TITLE)


@lru_cache(maxsize=4096)
def is_title(word: str) -> bool:
    """A job or part in public life that stands before a name: "Mayor Ruben Castellanos"."""
    return _TITLE.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def is_health_word(word: str) -> bool:
    """An illness, symptom, procedure, medicine, device or place of care."""
    if word in words("conditions") or word in words("treatments"):
        return True
    singular = word[:-1] if word.endswith("s") and len(word) > 4 else word
    if singular in words("conditions") or singular in words("treatments"):
        return True
    return bool(_MEDICAL_ENDING.match(word)) and word not in _ORDINARY_OMA
