"""The supervisor against real child processes."""

import os
import signal
import subprocess
import sys
import time

import pytest

from config.supervisor import Child, Patience, Supervisor

QUICK = Patience(first_wait=0.05, longest_wait=0.1, stop=1.0, tick=0.02)


def script(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0] != "Z"


def eventually(question, seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if question():
            return True
        time.sleep(0.02)
    return False


def stop_when(supervisor: Supervisor, question):
    """A tick that ends the run with SIGTERM once the question is answered with yes."""
    deadline = time.monotonic() + 10

    def tick():
        if question() or time.monotonic() > deadline:
            signal.raise_signal(signal.SIGTERM)

    return tick


def test_a_child_that_keeps_dying_ends_the_run(capsys):
    supervisor = Supervisor(QUICK)
    supervisor.add(Child("web", script("import sys; print('hello'); sys.exit(3)")))
    assert supervisor.run() == 1
    told = capsys.readouterr().out
    assert told.count("web    | hello") == 5
    assert told.count("starts again") == 4
    assert "web stopped 5 times within 60 seconds (the last time with exit code 3)" in told


def test_a_dead_child_is_started_again(tmp_path, capsys):
    runs = tmp_path / "runs"
    text = (
        f"import os, time; f = open({str(runs)!r}, 'a'); f.write('x'); f.close()\n"
        f"if os.path.getsize({str(runs)!r}) < 3: os.kill(os.getpid(), 9)\n"
        "time.sleep(60)"
    )
    supervisor = Supervisor(QUICK)
    supervisor.add(Child("worker", script(text)))
    done = stop_when(supervisor, lambda: runs.exists() and runs.read_text() == "xxx")
    assert supervisor.run(done) == 0
    assert "worker stopped with signal SIGKILL; it starts again" in capsys.readouterr().out


def test_old_deaths_are_forgiven(capsys):
    patience = Patience(deaths=3, window=0.15, first_wait=0.2, longest_wait=0.2, stop=1, tick=0.02)
    supervisor = Supervisor(patience)
    supervisor.add(Child("web", script("")))
    began = time.monotonic()
    assert supervisor.run(stop_when(supervisor, lambda: time.monotonic() - began > 2)) == 0
    assert capsys.readouterr().out.count("starts again") >= 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_children_and_grandchildren(tmp_path, number):
    pids = tmp_path / "pids"
    text = (
        "import os, subprocess, sys, time\n"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(tmp_path / 'new')!r}, 'w').write(f'{{os.getpid()}} {{p.pid}}')\n"
        f"os.rename({str(tmp_path / 'new')!r}, {str(pids)!r})\n"
        "time.sleep(60)"
    )
    supervisor = Supervisor(QUICK)
    supervisor.add(Child("web", script(text)))

    def tick():
        if pids.exists():
            signal.raise_signal(number)

    assert supervisor.run(tick) == 0
    for pid in map(int, pids.read_text().split()):
        assert eventually(lambda pid=pid: not alive(pid))


def test_a_child_that_ignores_term_is_killed(tmp_path):
    ready = tmp_path / "ready"
    text = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"open({str(ready)!r}, 'w').close(); time.sleep(60)"
    )
    supervisor = Supervisor(QUICK)
    child = Child("worker", script(text))
    supervisor.add(child)
    began = time.monotonic()
    assert supervisor.run(stop_when(supervisor, ready.exists)) == 0
    assert child.exit_code() == -signal.SIGKILL
    assert time.monotonic() - began >= QUICK.stop


def test_a_child_gets_the_time_to_finish(tmp_path):
    ready, finished = tmp_path / "ready", tmp_path / "finished"
    text = (
        "import signal, sys, time\n"
        "def end(*_):\n"
        f"    time.sleep(0.3); open({str(finished)!r}, 'w').close(); sys.exit(0)\n"
        f"signal.signal(signal.SIGTERM, end); open({str(ready)!r}, 'w').close(); time.sleep(60)"
    )
    supervisor = Supervisor(QUICK)
    supervisor.add(Child("worker", script(text)))
    assert supervisor.run(stop_when(supervisor, ready.exists)) == 0
    assert finished.exists()


def test_a_child_that_works_once_is_not_started_again():
    heard: list[str] = []
    codes: list[int] = []
    supervisor = Supervisor(QUICK)
    supervisor.add(
        Child("demo", script("print('login: a')"), once=True, hear=heard.append, ended=codes.append)
    )
    assert supervisor.run(stop_when(supervisor, lambda: bool(codes))) == 0
    assert (heard, codes) == (["login: a"], [0])


def test_a_child_sees_its_own_environment(capsys):
    codes: list[int] = []
    child = Child(
        "demo", script("import os; print(os.environ['COLOUR'])"), {"COLOUR": "green"}, once=True
    )
    child.ended = codes.append
    supervisor = Supervisor(QUICK)
    supervisor.add(child)
    supervisor.run(stop_when(supervisor, lambda: bool(codes)))
    assert "demo   | green" in capsys.readouterr().out


def test_nothing_outlives_a_supervisor_that_was_killed(tmp_path):
    pid_file = tmp_path / "pid"
    child = (
        f"import os, time; open({str(tmp_path / 'new')!r}, 'w').write(str(os.getpid()));"
        f"os.rename({str(tmp_path / 'new')!r}, {str(pid_file)!r}); time.sleep(60)"
    )
    text = (
        "import sys; from config.supervisor import Child, Supervisor; s = Supervisor();"
        f"s.add(Child('web', [sys.executable, '-c', {child!r}])); s.run()"
    )
    parent = subprocess.Popen(script(text), stdout=subprocess.DEVNULL)
    assert eventually(pid_file.exists, 10)
    parent.kill()
    parent.wait()
    assert eventually(lambda: not alive(int(pid_file.read_text())))
