"""Turns an author's marked texts into the training form: python -m tools.import_phi_texts FILE…

The author's name is the file's. Lines that share more than half of their 4-word runs with an
earlier text of any author are left out and named.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from compliance.phi.training.marked import Labelled, read

TEXTS = Path(__file__).resolve().parent.parent / "compliance/phi/training/texts"
WORD = re.compile(r"\w+")


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """The 4-word runs of a text, in lower case; of a shorter one, the text as a whole."""
    words = [word.lower() for word in WORD.findall(text)]
    size = min(4, len(words)) or 1
    return frozenset(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def distinct(texts: Iterable[Labelled], seen: dict[tuple[str, ...], set[int]],
             all_runs: list[frozenset[tuple[str, ...]]]) -> Iterable[Labelled]:  # fmt: skip
    """Those texts that are not mostly the words of another."""
    for text in texts:
        mine = runs(text.text)
        shared: dict[int, int] = {}
        for run in mine:
            for other in seen.get(run, ()):
                shared[other] = shared.get(other, 0) + 1
        near = [o for o, n in shared.items() if 2 * n > min(len(mine), len(all_runs[o]))]
        if near:
            print(f"left out, too like another: {text.id}")
            continue
        all_runs.append(mine)
        for run in mine:
            seen.setdefault(run, set()).add(len(all_runs) - 1)
        yield text


def main(paths: list[str]) -> None:
    seen: dict[tuple[str, ...], set[int]] = {}
    all_runs: list[frozenset[tuple[str, ...]]] = []
    for path in map(Path, sorted(paths)):
        with path.open(encoding="utf-8") as lines:
            kept = list(distinct(read(iter(lines), path.stem), seen, all_runs))
        out = TEXTS / f"{path.stem}.jsonl"
        out.write_text("".join(f"{text.line()}\n" for text in kept), encoding="utf-8")
        print(f"{path.stem}: {len(kept)} texts")


if __name__ == "__main__":
    main(sys.argv[1:])
