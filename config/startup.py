"""What `manage.py run` puts in order before it starts anything."""

import fcntl
import hashlib
import os
import shutil
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config.brokers import transport_options
from config.env import private_folder


class CannotStart(Exception):
    """One sentence for the person who typed the command."""


def refuse_taken_port(host: str, port: int) -> None:
    """Raises CannotStart when something listens there already, or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except PermissionError:
            raise CannotStart(f"Port {port} is reserved; choose one above 1023.") from None
        except OSError:
            raise CannotStart(
                f"Port {port} on {host} is already in use; choose another with PORT=8001 make run."
            ) from None


def lock_var(folder: Path) -> int:
    """Hold the var folder for this process alone, until it ends in whatever way.

    The kernel keeps the lock, so a killed run leaves nothing stale behind. Returns the handle.
    """
    handle = os.open(folder / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise CannotStart(
            "Chaperone already runs from this folder; stop it first, "
            "or give this one a folder of its own with CHAPERONE_VAR."
        ) from None
    return handle


def empty_the_broker() -> None:
    """Old messages only say "look now", and everybody is about to look."""
    if settings.CELERY_BROKER_URL.startswith("filesystem:"):
        for folder in {*settings.CELERY_BROKER_TRANSPORT_OPTIONS.values()}:
            shutil.rmtree(folder, ignore_errors=True)
        transport_options(settings.CELERY_BROKER_URL, settings.CHAPERONE_VAR)


def collect_static() -> None:
    """Copy style sheets and scripts to where the web process serves them, if one has changed."""
    stamp = settings.CHAPERONE_VAR / "static.stamp"
    digest = static_digest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    stamp.unlink(missing_ok=True)
    private_folder(Path(settings.STATIC_ROOT))
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest)


def static_digest() -> str:
    """Changes with the name, size or time of any static file of any app."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = os.stat(storage.path(name))
            seen.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def nobody_is_here() -> bool:
    """True in an installation that has no account yet."""
    return not get_user_model()._base_manager.exists()
