"""Print how long the PHI check takes: p50 and p95 for short and long texts, and hostile ones.

python -m benchmarks.scan
"""

from __future__ import annotations

import importlib
import json
import statistics
import time
from pathlib import Path

DATA = Path(__file__).parent / "phi"
HOSTILE = (
    "a", "A1-", "1 ", "a@", "http://a.", '"', "Mr. A. ", "your ", "Will May ", "9", "one two ", "(("
)  # fmt: skip


def _timed(texts: list[tuple[str, str]], times: int) -> list[float]:
    phi = importlib.import_module("compliance.phi")
    directory = phi.Directory.from_json(json.loads((DATA / "organization.json").read_text("utf-8")))
    taken = []
    for kind, text in texts * times:
        start = time.perf_counter()
        phi.scan(text, kind, directory)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def _line(name: str, taken: list[float]) -> str:
    cuts = statistics.quantiles(taken, n=20)
    return f"{name:22s} p50 {statistics.median(taken):7.2f} ms   p95 {cuts[18]:7.2f} ms"


def main() -> None:
    start = time.perf_counter()
    scan = importlib.import_module("compliance.phi").scan
    loaded = time.perf_counter() - start
    scan("Warm the word lists.", "draft")
    first = time.perf_counter() - start - loaded
    rows = [
        json.loads(line)
        for name in ("dev.jsonl", "hard.jsonl")
        for line in (DATA / name).read_text("utf-8").splitlines()
    ]
    short = [(row["kind"], row["text"]) for row in rows if len(row["text"]) <= 500]
    joined = " ".join(row["text"] for row in rows if row["kind"] == "draft")
    long = [("draft", joined[i : i + 3000]) for i in range(0, len(joined) - 3000, 500)]
    hostile = [(kind, (h * 10_000)[:10_000]) for h in HOSTILE for kind in ("draft", "reply")]
    print(f"import {1000 * loaded:.0f} ms, first text {1000 * first:.0f} ms")
    print(_line("up to 500 characters", _timed(short, 5)))
    print(_line("3,000 characters", _timed(long, 10)))
    print(_line("hostile, 10,000", _timed(hostile, 1)))


if __name__ == "__main__":
    main()
