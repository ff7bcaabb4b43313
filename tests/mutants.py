"""Break every promise once, and demand that its story notices: `make prove`.

Each mutant is a small patch of the product, put into a copy of the tree. Its story has to pass
without the patch and to fail with it. Text that a patch looks for and does not find once is an
error, so that no proof goes stale in silence.
"""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.promises import PROMISES, Mutant

ROOT = Path(__file__).resolve().parent.parent
NOT_COPIED = (".git", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis", "*.sqlite3*")
LONGEST = 1800  # seconds for one story, or for all faults of the model


def copy_of_the_tree(place: Path) -> Path:
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*NOT_COPIED))
    return place


def run(tree: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """pytest in a tree; exit code 0 passed, 1 failed, anything else went wrong."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, cwd=tree, env=os.environ | environment | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, timeout=LONGEST, check=False,
    )  # fmt: skip


def broken(source: str, mutant: Mutant) -> str:
    """The patched source. Raises LookupError when a text is not there exactly once."""
    for search, replace in mutant.edits:
        if source.count(search) != 1:
            raise LookupError(f"{mutant.file} has {source.count(search)} times: {search}")
        source = source.replace(search, replace)
    ast.parse(source)
    return source


def fault_of(mutant: Mutant, tree: Path) -> str:
    """What is wrong with a proof: “” when the story notices the patch."""
    file = tree / mutant.file
    whole = file.read_text()
    try:
        file.write_text(broken(whole, mutant))
        done = run(tree, mutant.story)
    except (LookupError, SyntaxError, subprocess.TimeoutExpired) as trouble:
        return f"{type(trouble).__name__}: {trouble}"
    finally:
        file.write_text(whole)
    if done.returncode == 0:
        return "nobody noticed"
    if done.returncode != 1 or " failed" not in done.stdout.splitlines()[-1]:
        return f"the story could not be told (pytest said {done.returncode})\n{done.stdout[-2000:]}"
    return ""


def prove(mutants: list[Mutant], trees: list[Path]) -> dict[Mutant, str]:
    """Every mutant with what is wrong with its proof, several at a time."""
    free: Queue[Path] = Queue()
    for tree in trees:
        free.put(tree)

    def one(mutant: Mutant) -> str:
        tree = free.get()
        try:
            fault = fault_of(mutant, tree)
        finally:
            free.put(tree)
        print(f"{'noticed' if not fault else 'NOT PROVED':11s} {mutant.file}: {mutant.breaks}")
        return fault

    with ThreadPoolExecutor(len(trees)) as pool:
        return dict(zip(mutants, pool.map(one, mutants), strict=True))


def main(words: list[str]) -> int:
    """Prove all promises, or those whose story or file has one of these words in its name."""
    mutants = [
        mutant for _, some in PROMISES.items() for mutant in some
        if not words or any(word in mutant.file + mutant.story for word in words)
    ]  # fmt: skip
    # Two runs on one server would meet in its test database.
    workers = 1 if os.environ.get("DATABASE_URL") else min(4, os.cpu_count() or 1)
    with tempfile.TemporaryDirectory(prefix="chaperone-mutants-") as place:
        trees = [copy_of_the_tree(Path(place) / str(number)) for number in range(workers)]
        stories = sorted({mutant.story.partition("::")[0] for mutant in mutants})
        done = run(trees[0], *stories)
        if done.returncode:
            print(done.stdout[-4000:], "The stories have to pass before they prove anything.")
            return 1
        faults = {mutant: fault for mutant, fault in prove(mutants, trees).items() if fault}
    for mutant, fault in faults.items():
        print(f"\n{mutant.story} does not prove that {mutant.breaks} is noticed: {fault}")
    print(f"\n{len(mutants) - len(faults)} of {len(mutants)} mutants noticed.")
    if not words:
        done = run(ROOT, "tests/content/test_model_mutants.py", PROVE="1", PYTHONHASHSEED="0")
        print("Model:", done.stdout.splitlines()[-1])
    return 1 if faults or done.returncode else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
