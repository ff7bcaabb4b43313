"""The child process in which bytes from outside are decoded: `python -m compliance.photos.child`.

It reads the file on standard input and answers on standard output: one line of JSON, then the
picture. Before the first byte is read it gives up memory, time, and every way to open a file, a
socket or a process, so that a decoder taken over by its input can do nothing but lie or die.
"""

import json
import resource
import sys
from dataclasses import asdict

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 10


def confine() -> None:
    """For good: limits can be lowered, not raised again."""
    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        # Standard input, output and error are open; there will be no other.
        resource.RLIMIT_NOFILE: 3,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))


def preload() -> None:
    """Everything a decoder would import later, when no file can be opened any more."""
    from PIL import Image, ImageCms, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin  # noqa: F401, PLC0415

    Image.preinit()


def main(longest: int) -> None:
    from compliance.photos.accept import NotAccepted  # noqa: PLC0415
    from compliance.photos.reencode import reencode  # noqa: PLC0415

    preload()
    confine()
    try:
        made = reencode(sys.stdin.buffer.read(), longest)
    except NotAccepted as refusal:
        _answer({"refused": refusal.reason_code})
    else:
        _answer({key: value for key, value in asdict(made).items() if key != "data"}, made.data)


def _answer(header: dict[str, object], data: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
