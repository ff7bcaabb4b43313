"""Starts a program that does not outlive the one who started it, killed without warning or not.

Run as `python orphans.py PROGRAM ARGUMENT...`, before any thread exists in the new process.
Only Linux knows how; elsewhere the children of a killed supervisor must be ended by hand.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask the kernel for a SIGTERM when the parent ends; it survives the exec that follows."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


if __name__ == "__main__":
    die_with_parent()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606
