"""Keeps a few child processes alive, and leaves none behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import IO

from config import orphans


@dataclass(frozen=True)
class Patience:
    """How long the supervisor waits, in seconds, and how often it tries."""

    deaths: int = 5
    window: float = 60.0
    first_wait: float = 1.0
    longest_wait: float = 15.0
    stop: float = 10.0
    tick: float = 0.2


def write_line(line: str) -> None:
    """One whole line on stdout, also when several children speak at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@dataclass
class Child:
    """One process in a group of its own; every line it prints carries its name.

    With `once` it does its work and ends: it is not started again, and `ended` gets its exit code.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    once: bool = False
    hear: Callable[[str], None] | None = None
    ended: Callable[[int], None] | None = None

    process: subprocess.Popen[str] | None = None
    deaths: deque[float] = field(default_factory=deque)
    start_at: float | None = 0.0
    reader: threading.Thread | None = None

    def start(self) -> None:
        self.start_at = None
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", orphans.__file__, *self.command],
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        assert self.process.stdout is not None  # noqa: S101
        self.reader = threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True)
        self.reader.start()

    def _read(self, lines: IO[str]) -> None:
        with lines:
            for line in lines:
                (self.hear or self._say)(line.rstrip("\n"))

    def _say(self, line: str) -> None:
        write_line(f"{self.name:<6} | {line}")

    def exit_code(self) -> int | None:
        """None while it runs or before it has been started."""
        return None if self.process is None else self.process.poll()

    def signal(self, number: signal.Signals) -> None:
        """To the whole group: a grandchild must not outlive its parent and keep the port."""
        if self.process is not None:
            # Nobody may be left; macOS says "not permitted" for a group of the dead.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """Starts children, restarts the dead, and stops all of them on SIGINT or SIGTERM."""

    def __init__(self, patience: Patience | None = None) -> None:
        self.patience = patience or Patience()
        self.children: list[Child] = []
        self.asked: int = 0

    def add(self, child: Child) -> None:
        """The child is started at the next tick."""
        self.children.append(child)

    def run(self, each_tick: Callable[[], None] | None = None) -> int:
        """Supervise until a signal (returns 0) or until a child cannot be kept alive (1)."""
        before = {n: signal.signal(n, self._on_signal) for n in (signal.SIGINT, signal.SIGTERM)}
        failed = False
        try:
            while not self.asked and not failed:
                if each_tick is not None:
                    each_tick()
                failed = not all(self._tend(child) for child in [*self.children])
                time.sleep(self.patience.tick)
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 1 if failed else 0

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.asked += 1

    def _tend(self, child: Child) -> bool:
        """False when the child has died too often."""
        now = time.monotonic()
        if child.start_at is not None:
            if now >= child.start_at:
                child.start()
            return True
        code = child.exit_code()
        if code is None:
            return True
        child.signal(signal.SIGKILL)
        if child.once:
            self._finish(child, code)
            return True
        return self._plan_restart(child, code, now)

    def _finish(self, child: Child, code: int) -> None:
        self.children.remove(child)
        if child.reader is not None:
            child.reader.join(timeout=1)
        if child.ended is not None:
            child.ended(code)

    def _plan_restart(self, child: Child, code: int, now: float) -> bool:
        limits = self.patience
        child.deaths.append(now)
        while child.deaths and now - child.deaths[0] > limits.window:
            child.deaths.popleft()
        if len(child.deaths) >= limits.deaths:
            write_line(
                f"{child.name} stopped {len(child.deaths)} times within {limits.window:.0f} seconds"
                f" (the last time with {_told(code)}), so Chaperone stops as well."
            )
            return False
        wait = min(limits.longest_wait, limits.first_wait * 2 ** (len(child.deaths) - 1))
        write_line(f"{child.name} stopped with {_told(code)}; it starts again in {wait:g} s.")
        child.start_at = now + wait
        return True

    def _stop_all(self) -> None:
        """TERM, then patience, then KILL; a second Ctrl-C ends the patience."""
        asked_before = self.asked
        if asked_before:
            write_line("Stopping ...")
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + self.patience.stop
        while self._any_alive() and time.monotonic() < deadline and self.asked <= asked_before:
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
            if child.reader is not None:
                child.reader.join(timeout=1)

    def _any_alive(self) -> bool:
        return any(child.process and child.exit_code() is None for child in self.children)


def _told(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
