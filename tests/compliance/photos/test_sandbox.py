import io
import subprocess
import sys
import time

import pytest
from PIL import Image

from compliance.photos import sandbox
from compliance.photos.accept import NotAccepted
from compliance.photos.child import MEMORY_BYTES
from compliance.photos.reencode import reencode
from compliance.photos.sandbox import prepare
from tests.compliance.photos import pictures
from tests.compliance.photos.hostile import JPEG_PHOTO, POLYGLOTS, REFUSED


@pytest.mark.parametrize(
    "data", [pictures.everything_jpeg(6), pictures.everything_png(), pictures.everything_webp()]
)
def test_the_child_makes_what_the_parent_would(data: bytes) -> None:
    assert prepare(data) == reencode(data)
    assert prepare(data, longest=40).width <= 40


@pytest.mark.parametrize("name", [*REFUSED])
def test_hostile_files_are_refused_in_the_child(name: str) -> None:
    reason, data = REFUSED[name]
    with pytest.raises(NotAccepted) as refusal:
        prepare(data)
    assert refusal.value.reason_code == reason


@pytest.mark.parametrize("name", POLYGLOTS)
def test_polyglots_are_cleaned_in_the_child(name: str) -> None:
    assert b"CANARY" not in prepare(POLYGLOTS[name]).data


@pytest.mark.parametrize("name", ["nothing", "svg", "31 MB", "dicom"])
def test_what_is_no_picture_starts_no_child(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*args: object, **kwargs: object) -> None:
        raise AssertionError("a child was started")

    monkeypatch.setattr(subprocess, "run", started)
    with pytest.raises(NotAccepted):
        prepare(REFUSED[name][1])


def test_a_large_photo_is_taken_within_the_limits() -> None:
    """49 megapixels, the largest that is taken, with an alpha channel: the most memory of all."""
    large = Image.new("RGBA", (8200, 6000), (10, 90, 90, 100))
    made = prepare(pictures.encoded(large, "PNG", compress_level=1))
    assert (made.width, made.height) == (2048, 1499)


def child(code: str) -> subprocess.CompletedProcess[bytes]:
    """Run code where the decoder runs: confined, everything preloaded."""
    start = "from compliance.photos import child\nchild.preload()\nchild.confine()\n"
    return subprocess.run(
        [sys.executable, "-c", start + code], cwd=sandbox.ROOT, capture_output=True, check=False
    )


@pytest.mark.parametrize(
    ("code", "stopped_by"),
    [
        ("open('/etc/hostname')", b"Too many open files"),
        ("open('/tmp/left-behind', 'w')", b"Too many open files"),
        ("import socket; socket.socket()", b"Too many open files"),
        ("import os; os.pipe()", b"Too many open files"),
        (f"b'x' * {MEMORY_BYTES}", b"MemoryError"),
    ],
)
def test_the_child_can_reach_nothing(code: str, stopped_by: bytes) -> None:
    ended = child(code)
    assert ended.returncode != 0
    assert stopped_by in ended.stderr


def test_the_child_runs_out_of_time() -> None:
    quick = "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass"
    assert child(quick).returncode < 0


@pytest.mark.parametrize("ending", ["raise SystemExit(3)", "import os; os.abort()"])
def test_a_child_that_dies_refuses(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_child(monkeypatch, ending)
    with pytest.raises(NotAccepted) as refusal:
        prepare(JPEG_PHOTO)
    assert refusal.value.reason_code == "too_hard"


def test_a_child_that_never_ends_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.5)
    _replace_child(monkeypatch, "import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(NotAccepted) as refusal:
        prepare(JPEG_PHOTO)
    assert refusal.value.reason_code == "too_hard"
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"not json\n",
        b"[]\n",
        b'{"width": 1}\n',
        b'{"refused": "no such reason"}\n',
        b'{"width": 1, "height": 1, "sha256": "00", "format": "JPEG"}\nbytes',
    ],
)
def test_a_child_that_lies_refuses(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_child(monkeypatch, f"import sys; sys.stdout.buffer.write({answer!r})")
    with pytest.raises(NotAccepted) as refusal:
        prepare(JPEG_PHOTO)
    assert refusal.value.reason_code == "too_hard"


def _replace_child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    run = subprocess.run

    def instead(command: list[str], **options: object) -> object:
        return run([command[0], "-c", code], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", instead)


def test_the_child_knows_neither_django_nor_the_network() -> None:
    """Its exit writes down what it had imported by then; standard error is the only way out."""
    code = (
        "import atexit, runpy, sys\n"
        "known = lambda: sorted(m for m in FORBIDDEN if m in sys.modules)\n"
        "FORBIDDEN = ['django', 'celery', 'socket', 'ssl', 'http', 'config']\n"
        "atexit.register(lambda: sys.stderr.write(repr(known())))\n"
        "sys.argv[1:] = ['2048']\n"
        "runpy.run_module('compliance.photos.child', run_name='__main__')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-E", "-s", "-c", code],
        input=pictures.everything_jpeg(),
        cwd=sandbox.ROOT,
        capture_output=True,
        check=False,
    )
    assert ended.stdout.startswith(b'{"width": 96')
    assert ended.stderr == b"[]"


def test_the_result_opens() -> None:
    with Image.open(io.BytesIO(prepare(JPEG_PHOTO).data)) as picture:
        picture.load()
        assert picture.size == (96, 64)
