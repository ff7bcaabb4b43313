"""Decoding what came from outside in a process of its own, which may die without harm."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from compliance.photos.accept import NotAccepted, format_of
from compliance.photos.reencode import Reencoded

WALL_SECONDS = 20
ROOT = Path(__file__).resolve().parents[2]


def prepare(data: bytes, longest: int = 2048) -> Reencoded:
    """Re-encode an uploaded picture in a confined child process. Raises NotAccepted.

    A child that crashes, runs out of memory or time refuses the picture; nothing it says on
    standard error is kept, since it could quote the file.
    """
    format_of(data)
    try:
        child = subprocess.run(  # noqa: S603
            [sys.executable, "-E", "-s", "-m", "compliance.photos.child", str(longest)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            cwd=ROOT,
            env={"PATH": os.defpath},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotAccepted("too_hard") from None
    if child.returncode != 0:
        raise NotAccepted("too_hard")
    return _understood(child.stdout)


def _understood(output: bytes) -> Reencoded:
    """The child's answer, believed only as far as it can be checked."""
    line, _, data = output.partition(b"\n")
    try:
        header = json.loads(line)
        if "refused" in header:
            raise NotAccepted(header["refused"])
        made = Reencoded(data=data, **header)
    except (ValueError, TypeError, KeyError):
        raise NotAccepted("too_hard") from None
    if hashlib.sha256(data).hexdigest() != made.sha256:
        raise NotAccepted("too_hard")
    return made
