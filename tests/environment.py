"""Loaded before Django's settings: every test run has a var folder of its own.

Two runs in one checkout then share no database file, key, mail or broker message, and none of
them touches what `make run` keeps.
"""

import atexit
import os
import shutil
import tempfile

VAR = tempfile.mkdtemp(prefix="chaperone-tests-")
_owner = os.getpid()


def _remove() -> None:
    if os.getpid() == _owner:
        shutil.rmtree(VAR, ignore_errors=True)


atexit.register(_remove)

os.environ["CHAPERONE_VAR"] = VAR
os.environ.setdefault("CELERY_BROKER_URL", "memory://")
# Tests that are about the semantic model ask for it by their mark (tests/text_model.py).
os.environ["TEXT_MODEL"] = "no"
os.environ.pop("EMAIL_URL", None)
os.environ.pop("DEBUG", None)
