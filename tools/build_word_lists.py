"""Build the word lists of the PHI check from public sources.

Run by hand when a source changes, never at start-up:

    pip install names==0.3.0 Faker==40.54.0
    python tools/build_word_lists.py

Sources and licences are noted in ``compliance/phi/words/README.md``.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pydoc_data.topics
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

WORDS = Path(__file__).resolve().parent.parent / "compliance" / "phi" / "words"
TEXTS = WORDS.parent / "training" / "texts"
SURNAMES_KEPT = 35_000
LOCALES = re.split(
    r"\s+",
    "en_US en_GB en_IE en_IN en_KE en_NG en_PK es_ES es_MX es_AR es_CL es_CO pt_BR fr_FR it_IT "
    "de_DE pl_PL sv_SE no_NO vi_VN ig_NG yo_NG tw_GH",
)
PROSE_LOCALES = ("en_US", "es_ES")
PERSONS = frozenset(
    re.split(
        r"\s+",
        "antonio carlos felipe fernando francisco jorge jose juan luis manuel marco maria martin "
        "miguel pablo pedro rafael sean",
    )
)
"""Words of the Spanish list that are people more often than anything else."""
AUTHORS = re.split(
    r"\s+",
    "clinica-comunitaria bones-agency plans-and-minds urgent-online rural-hospital womens-health "
    "dental-agency long-care",
)
"""Whose texts give ordinary words; the other authors' measure the check and are not read."""
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
    """Names in Faker's person providers, single words of four letters or more."""
    found: set[str] = set()
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in attributes:
            values = getattr(provider, attribute, ())
            for name in () if isinstance(values, property) else values:
                found.update(plain(name).split())
    return {name for name in found if re.fullmatch(r"[a-z]{4,20}", name)}


def documentation() -> Counter[str]:
    """How often words occur in lower case in the prose of Python's standard library."""
    counts = Counter(
        re.findall(r"(?<![\w.])[a-z]{2,20}(?![\w(])", " ".join(pydoc_data.topics.topics.values()))
    )
    for module in PROSE_MODULES:
        source = inspect.getsource(importlib.import_module(module))
        pairs = re.findall(r'"""(.{0,4000}?)"""|# (.{0,200})', source, re.DOTALL)
        prose = " ".join(part for pair in pairs for part in pair)
        counts.update(re.findall(r"(?<![\w.])[a-z]{2,20}(?![\w(])", prose))
    return counts


def written_small(given: set[str]) -> set[str]:
    """Words that the training texts write in lower case; a given name only if nearly always."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for author in AUTHORS:
        for line in (TEXTS / f"{author}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for word in re.findall(r"(?<![\w@#./])[^\W\d_]{2,20}(?![\w@]|\.\w)", _nameless(row)):
                (small if word[0].islower() else large)[plain(word)] += 1
    return {
        word
        for word, n in small.items()
        if (word not in given and n + large[word] > 1) or (n > 3 and n > 3 * large[word])
    }


def _nameless(row: dict[str, Any]) -> str:
    text = row["text"]
    for start, end, _ in sorted(row["spans"], reverse=True):
        text = text[:start] + text[end:]
    return str(text)


def common_words(given: set[str]) -> set[str]:
    """Words that ordinary English and Spanish prose writes in lower case."""
    lorem: set[str] = set()
    for locale in PROSE_LOCALES:
        provider = importlib.import_module(f"faker.providers.lorem.{locale}").Provider
        lorem.update(plain(word) for word in provider.word_list)
    documented = {w for w, n in documentation().items() if n >= 4}
    return (lorem - PERSONS) | documented | written_small(given)


def write(name: str, words: set[str]) -> None:
    path = WORDS / f"{name}.txt"
    path.write_text("\n".join(sorted(words)) + "\n", encoding="ascii")
    sys.stdout.write(f"{path.name}: {len(words)} words, {path.stat().st_size} bytes\n")


def main() -> None:
    first = set(census("dist.male.first")) | set(census("dist.female.first"))
    first |= locale_names(("first_names", "first_names_male", "first_names_female"))
    last = set(census("dist.all.last", SURNAMES_KEPT)) | locale_names(("last_names",))
    given = {name for name in first if len(name) > 1}
    write("first_names", given)
    write("surnames", {name for name in last if len(name) > 1})
    write("common_words", common_words(given))


if __name__ == "__main__":
    main()
