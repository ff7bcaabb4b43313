"""Names of staff as lists write them: “Okafor, Nina, MD”, “Dr. Nina Okafor”, “Nina Okafor RN”."""

import re
import unicodedata
from dataclasses import dataclass

from accounts.refusal import Refusal

WORD = re.compile(r"\w+")
BEFORE = frozenset(WORD.findall("dr dra prof mr mrs ms miss mx sr sra rev sister brother father"))
AFTER = frozenset(
    WORD.findall(
        "md do rn np pa pac phd dds dmd dpt pt ot otr lcsw msw mph mba aprn arnp fnp fnpc bsn "
        "msn dnp pharmd psyd crna cnm facs facp faap jd lpn lvn cna ma bs ba edd od dpm dc rd ldn "
        "slp cccslp rt rph lmft lpc jr sr ii iii iv mbbs cpnp acnp cnp cns mha ms"
    )
)
ONE_WORD = (
    "“{}” is one word. Write first and last name: a first name alone would hide patients who "
    "bear it, too."
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the order in which it is said, and what stood before or after it."""

    name: str
    title: str = ""


def key(name: str) -> str:
    """The same for two ways to write one name."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def read_name(written: str) -> Named:
    """Raises Refusal for no name, one word only, or more commas than a name has."""
    parts = [part.strip() for part in written.split(",") if part.strip()]
    if not parts:
        raise Refusal("There is no name on this line.")
    first, *rest = parts
    titles = [part for part in rest if all(bare(word) in AFTER for word in part.split())]
    others = [part for part in rest if part not in titles]
    if len(others) > 1:
        raise Refusal("Too many commas. Write the name as “Nina Okafor”.")
    before, words = without_titles(f"{others[0]} {first}" if others else first)
    if len(words) > 2 and words[-1].isupper() and not words[0].isupper():
        # “Nina Okafor RN”; but Ma and Do are family names, and some people shout
        while len(words) > 2 and words[-1].isupper() and bare(words[-1]) in AFTER:
            titles.insert(0, words.pop())
    return Named(full_name(" ".join(words)), before or ", ".join(titles))


def full_name(name: str) -> str:
    """A name of two words or more, single spaced. Raises Refusal for a shorter one."""
    words = name.split()
    if len([word for word in words if any(map(str.isalpha, word))]) < 2:
        raise Refusal(ONE_WORD.format(name[:60]) if name else "There is no name on this line.")
    return " ".join(words)


def without_titles(name: str) -> tuple[str, list[str]]:
    words = name.split()
    titles: list[str] = []
    while len(words) > 2 and bare(words[0]) in BEFORE:
        titles.append(words.pop(0))
    return " ".join(titles), words


def bare(word: str) -> str:
    return "".join(one for one in word.casefold() if one.isalpha())
