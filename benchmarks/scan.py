"""Print what the PHI check costs: time of short, long and hostile texts, texts a second, import.

python -m benchmarks.scan

Times are of the processor, in one process, so that a busy machine does not blur them. Targets:
p95 of 5 ms up to 500 characters, 20 ms at 3,000, 50 ms for hostile texts of 10,000; 800 texts a
second; 300 ms and 40 MB for the import; with the second reader, where it is installed, p95 of
60 ms up to 500 characters (time of the clock: its arithmetic uses every core).
"""

from __future__ import annotations

import importlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

DATA = Path(__file__).parent / "phi"
HOSTILE = (
    "a", "A1-", "1 ", "a@", "http://a.", '"', "Mr. A. ", "your ", "Will May ", "9", "one two ",
    "((", "AB12 34 ", "a b c d ", "id 1",
)  # fmt: skip
_LOADING = """
import resource, time
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, start = peak(), time.process_time()
from compliance.phi import scan
loaded = time.process_time() - start
from compliance.phi.models import meaning
meaning.presence.allowed = {reader}
scan("Warm the word lists.", "draft")
first = time.process_time() - start - loaded
print(1000 * loaded, 1000 * first, peak() - before)
"""


def _timed(
    texts: Sequence[tuple[str, str]],
    times: int,
    clock: Callable[[], float] = time.process_time,
    *,
    reader: bool = False,
) -> list[float]:
    phi = importlib.import_module("compliance.phi")
    meaning = importlib.import_module("compliance.phi.models.meaning")
    meaning.presence.allowed = reader
    directory = phi.Directory.from_json(json.loads((DATA / "organization.json").read_text("utf-8")))
    taken = []
    for kind, text in [*texts] * times:
        meaning._semantic.cache_clear()
        start = clock()
        phi.scan(text, kind, directory)
        taken.append(1000 * (clock() - start))
    return taken


def _line(name: str, taken: list[float], target: int) -> str:
    cuts = statistics.quantiles(taken, n=20)
    return (
        f"{name:22s} p50 {statistics.median(taken):7.2f} ms   p95 {cuts[18]:7.2f} ms"
        f"   worst {max(taken):7.2f} ms   (target p95 {target})"
    )


def _loading(*, reader: bool = False) -> str:
    """Import and first text in a fresh process, and the memory they take."""
    command = [sys.executable, "-c", _LOADING.replace("{reader}", str(reader))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    loaded, first, memory = map(float, done.stdout.split())
    return (
        f"import {loaded:.0f} ms, first text {first:.0f} ms, +{memory:.0f} MB"
        f"{'' if reader else '   (targets 300 ms, 40 MB)'}"
    )


def _growth(unit: str) -> str:
    """How much longer ten times the text takes, at least of three tries; 10 is linear."""
    short, long = (min(_timed([("draft", (unit * size)[:size])], 3)) for size in (1_000, 10_000))
    return f"  {unit!r:16s} {short:7.2f} -> {long:7.2f} ms   x{long / short:5.1f}"


def main() -> None:
    print(_loading())
    rows = [
        json.loads(line)
        for name in ("dev.jsonl", "hard.jsonl")
        for line in (DATA / name).read_text("utf-8").splitlines()
    ]
    short = [(row["kind"], row["text"]) for row in rows if len(row["text"]) <= 500]
    joined = " ".join(row["text"] for row in rows if row["kind"] == "draft")
    long = [("draft", joined[i : i + 3000]) for i in range(0, len(joined) - 3000, 500)]
    hostile = [(kind, (h * 10_000)[:10_000]) for h in HOSTILE for kind in ("draft", "reply")]
    taken = _timed(short, 5)
    print(_line("up to 500 characters", taken, 5))
    print(f"{'texts a second':22s} {1000 / statistics.mean(taken):7.0f}   (target 800)")
    print(_line("3,000 characters", _timed(long, 5), 20))
    print(_line("hostile, 10,000", _timed(hostile, 1), 50))
    print("hostile, 1,000 -> 10,000")
    for unit in HOSTILE:
        print(_growth(unit))
    _second_reader(short, long)
    _peers()


def _second_reader(short: Sequence[tuple[str, str]], long: Sequence[tuple[str, str]]) -> None:
    if not importlib.import_module("compliance.phi.models.semantic").is_installed():
        print("The second reader of texts is not installed (make models); not measured.")
        return
    print("\nWith the second reader, by the clock")
    print(_loading(reader=True))
    _timed(short[:1], 1, reader=True)
    print(_line("up to 500 characters", _timed(short, 1, time.perf_counter, reader=True), 60))
    print(_line("3,000 characters", _timed(long[:20], 1, time.perf_counter, reader=True), 400))


def _peers() -> None:
    """What others take for short texts, as tools/measure_peers.py stored it."""
    corpus = importlib.import_module("compliance.phi.training.corpus")
    print("\nOthers, on the held-out texts (stored; tools/measure_peers.py)")
    for peer in json.loads((corpus.HERE / "peers.json").read_text("ascii")):
        print(
            f"{peer['name']:22s} p50 {peer['p50_ms']:7.2f} ms   p95 {peer['p95_ms']:7.2f} ms"
            f"   start {peer['start_s']:.1f} s   {peer['rss_mb']} MB"
        )


if __name__ == "__main__":
    main()
