"""Build the word lists of the PHI check from public sources.

Run by hand when a source changes, never at start-up:

    pip install names==0.3.0 Faker==40.54.0
    python tools/build_word_lists.py

Sources and licences are noted in ``compliance/phi/words/README.md``.
"""

from __future__ import annotations

import collections
import importlib
import inspect
import pydoc_data.topics
import re
import sys
import unicodedata
from pathlib import Path

WORDS = Path(__file__).resolve().parent.parent / "compliance" / "phi" / "words"
SURNAMES_KEPT = 20_000
LOCALES = ("en_US", "es_ES", "es_MX", "vi_VN", "en_IN", "fr_FR", "it_IT", "pl_PL", "sv_SE", "no_NO")
PROSE_MODULES = re.split(
    r"\s+",
    "argparse asyncio calendar collections concurrent.futures configparser csv datetime decimal "
    "difflib email.message functools http.client http.server idlelib inspect logging mailbox os "
    "pathlib pickle random shutil smtplib sqlite3 statistics string subprocess tarfile textwrap "
    "threading turtle typing unittest.mock urllib.request wave zipfile",
)


def plain(word: str) -> str:
    """Lower case without marks, as the check compares words."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def census(file: str, limit: int | None = None) -> list[str]:
    """The first column of a US Census frequency file, most frequent first."""
    names = importlib.import_module("names")
    path = Path(str(names.__file__)).parent / file
    rows = path.read_text(encoding="ascii").split("\n")
    return [row.split()[0].casefold() for row in rows if row.strip()][:limit]


def locale_names(attributes: tuple[str, ...]) -> set[str]:
    """Names in Faker's person providers, single words of three letters or more."""
    found: set[str] = set()
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in attributes:
            found.update(plain(name) for name in getattr(provider, attribute, ()))
    return {name for name in found if re.fullmatch(r"[a-z]{3,20}", name)}


def common_words() -> set[str]:
    """English words that occur in lower case in ordinary technical prose."""
    lorem = importlib.import_module("faker.providers.lorem.en_US").Provider.word_list
    counts = collections.Counter(
        re.findall(r"(?<![\w.])[a-z]{2,20}(?![\w(])", " ".join(pydoc_data.topics.topics.values()))
    )
    for module in PROSE_MODULES:
        source = inspect.getsource(importlib.import_module(module))
        pairs = re.findall(r'"""(.{0,4000}?)"""|# (.{0,200})', source, re.DOTALL)
        prose = " ".join(part for pair in pairs for part in pair)
        counts.update(re.findall(r"(?<![\w.])[a-z]{2,20}(?![\w(])", prose))
    return {plain(word) for word in lorem} | {w for w, n in counts.items() if n >= 4}


def write(name: str, words: set[str]) -> None:
    path = WORDS / f"{name}.txt"
    path.write_text("\n".join(sorted(words)) + "\n", encoding="ascii")
    sys.stdout.write(f"{path.name}: {len(words)} words, {path.stat().st_size} bytes\n")


def main() -> None:
    first = set(census("dist.male.first")) | set(census("dist.female.first"))
    first |= locale_names(("first_names", "first_names_male", "first_names_female"))
    last = set(census("dist.all.last", SURNAMES_KEPT)) | locale_names(("last_names",))
    write("first_names", {name for name in first if len(name) > 1})
    write("surnames", {name for name in last if len(name) > 1})
    write("common_words", common_words())


if __name__ == "__main__":
    main()
