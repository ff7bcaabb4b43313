"""One line that says where the figures come from."""

import os
import platform
import sqlite3
from pathlib import Path

GIGABYTE = 2**30


def line() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    parts = (
        f"{os.cpu_count()} × {processor()}",
        f"{memory:.0f} GB",
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    )
    return " · ".join(parts)


def processor() -> str:
    about = Path("/proc/cpuinfo")
    names = [
        row.partition(":")[2].strip()
        for row in (about.read_text().splitlines() if about.exists() else ())
        if row.startswith("model name")
    ]
    return names[0] if names else platform.processor() or platform.machine()
