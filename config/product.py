"""The processes that are Chaperone, and the order in which they come up."""

import os
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands
from django.db import connections

from accounts import start_code
from config import installing, startup
from config.env import envbool, envint, envtext
from config.supervisor import Child, Supervisor, write_line

SLOW_START = 90.0
CELERY = (sys.executable, "-m", "celery", "-A", "config", "--quiet")
WORKER_ENVIRONMENT = {
    # TERM gives a running task the soft shutdown's seconds instead of all the time it wants.
    "REMAP_SIGTERM": "SIGQUIT",
    # Whoever tries the product in a container is root there and cannot help it.
    "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
}


class Product:
    """Web first, so that somebody sees a page soon; then workers, clock and demonstration."""

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self.supervisor = Supervisor()
        self.began = time.monotonic()
        self.rest_started = False
        self.logins = Path(settings.CHAPERONE_VAR) / "demo.txt"
        self.empty = startup.nobody_is_here()

    def run(self) -> int:
        """Supervise until asked to stop; returns the exit code."""
        connections.close_all()
        self.supervisor.add(self.web())
        return self.supervisor.run(self._when_web_answers)

    def web(self) -> Child:
        address = f"[{self.host}]" if ":" in self.host else self.host
        command = [
            *(sys.executable, "-m", "gunicorn", "config.wsgi"),
            *("--bind", f"{address}:{self.port}"),
            *("--worker-class", "gthread"),
            *("--workers", str(envint("WEB_WORKERS", 1, 1, 64))),
            *("--threads", str(envint("WEB_THREADS", 8, 1, 256))),
            *("--timeout", "60", "--graceful-timeout", "8"),
            *("--log-level", "warning"),
            "--no-control-socket",
        ]
        return Child("web", command)

    def worker(self, name: str, queue: str, threads: int) -> Child:
        command = [
            *CELERY,
            "worker",
            *("-P", "threads", "-c", str(threads), "-Q", queue, "-n", f"{name}@%h"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
            *("--loglevel", "WARNING"),
        ]
        return Child(name, command, WORKER_ENVIRONMENT)

    def clock(self) -> Child:
        return Child("clock", [*CELERY, "beat", "--pidfile=", "--loglevel", "WARNING"])

    def _when_web_answers(self) -> None:
        if self.rest_started:
            return
        if not self._answers() and time.monotonic() - self.began < SLOW_START:
            return
        self.rest_started = True
        write_line(f"\nChaperone is at {settings.PUBLIC_URL} (Ctrl-C stops it).\n")
        self.supervisor.add(self.worker("worker", settings.CELERY_TASK_DEFAULT_QUEUE, 4))
        self.supervisor.add(self.worker("photos", "photos", 1))
        self.supervisor.add(self.clock())
        if reader := installing.text_model():
            write_line(f"Fetching the second reader of texts (90 MB). {installing.LATER}")
            self.supervisor.add(reader)
        self._show_the_way_in()

    def _answers(self) -> bool:
        """Any answer counts; what it says is the business of whoever asks."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        connection = HTTPConnection(host, self.port, timeout=5)
        try:
            connection.request("GET", "/alive")
            connection.getresponse()
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        return True

    def _show_the_way_in(self) -> None:
        """Logins of the demonstration, or the code with which the first person comes in."""
        if not self.empty:
            if self.logins.exists():
                write_line(self.logins.read_text().rstrip("\n"))
        elif envbool("DEMO", self._is_a_trial()) and "demo" in get_commands():
            write_line("Making the demonstration organization; its logins follow in a moment.")
            self.supervisor.add(self.demonstration())
        else:
            write_line(
                f"Nobody is here yet. Open {settings.PUBLIC_URL}/start and type the code "
                f"{start_code.start_code()}"
            )

    def _is_a_trial(self) -> bool:
        """Invented people with a known password belong into no installation with real ones."""
        return settings.EMBEDDED or bool(envtext("DEMO_PASSWORD"))

    def demonstration(self) -> Child:
        """Made by a child of its own, because the page need not wait for it."""
        told: list[str] = []

        def hear(line: str) -> None:
            told.append(line)
            write_line(line)

        def ended(code: int) -> None:
            if code == 0:
                self._keep_logins(told)
            else:
                write_line("The demonstration organization could not be finished.")

        manage = str(Path(settings.BASE_DIR) / "manage.py")
        command = [sys.executable, manage, "demo"]
        return Child("demo", command, once=True, hear=hear, ended=ended)

    def _keep_logins(self, lines: list[str]) -> None:
        """The next start shows them again; they open invented accounts only."""
        handle = os.open(self.logins, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write("\n".join(lines) + "\n")
