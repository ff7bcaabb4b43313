"""A stopwatch: how long and how many queries, as a line to print."""

import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def measured(do: Callable[[], object], times: int) -> tuple[list[float], int]:
    """Milliseconds of each run after a first one that warms up, and the queries of one run."""
    do()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        do()
        taken.append(1000 * (time.perf_counter() - start))
    with CaptureQueriesContext(connection) as seen:
        do()
    return taken, len(seen)


def line(name: str, taken: list[float], queries: int) -> str:
    p95 = statistics.quantiles(taken, n=20)[18]
    return (
        f"{name:34s} p50 {statistics.median(taken):7.1f} ms   p95 {p95:7.1f} ms   "
        f"{queries:3d} queries"
    )
