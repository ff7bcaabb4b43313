"""`manage.py run` as a person meets it: real processes, a real port, a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(port, tmp_path):
    """What a shell with nothing set would give, and the embedded installation in a folder."""
    return {
        "PATH": os.environ["PATH"],
        "CHAPERONE_VAR": str(tmp_path / "var"),
        "PORT": str(port),
        "DEMO": "no",
    }


def begin(environment, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )


def answers(port: int) -> int | None:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/alive")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def wait_until(question, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if question():
            return True
        time.sleep(0.1)
    return False


def finish(process: subprocess.Popen[bytes], number: signal.Signals) -> int:
    process.send_signal(number)
    try:
        return process.wait(timeout=20)
    finally:
        process.kill()
        process.wait()


def test_it_comes_up_and_goes_away_twice(environment, port, tmp_path):
    for number in (signal.SIGTERM, signal.SIGINT):
        log = tmp_path / f"{number.name}.log"
        process = begin(environment, log)
        came_up = wait_until(lambda: answers(port) == 200, 60)
        # Ctrl-C in the middle of the start of the workers must end them as well.
        told = wait_until(lambda log=log: b"Chaperone is at" in log.read_bytes(), 10)
        code = finish(process, number)
        assert (came_up, told, code) == (True, True, 0), log.read_text()
        assert answers(port) is None
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_a_taken_port_is_one_sentence_and_exit_two(environment, port, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        log = tmp_path / "log"
        assert begin(environment, log).wait(timeout=60) == 2
    assert len(log.read_text().strip().splitlines()) == 1
    assert f"Port {port} on 127.0.0.1 is already in use" in log.read_text()


def test_a_wrong_setting_is_one_sentence_and_exit_two(environment, tmp_path):
    log = tmp_path / "log"
    assert begin(environment | {"PORT": "eighty"}, log).wait(timeout=60) == 2
    assert log.read_text() == "PORT must be a whole number from 1 to 65535, not 'eighty'.\n"
