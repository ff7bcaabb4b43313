"""Which forms this browser may see: those whose link was opened here, within the half hour.

After that the link has to be opened again. The session holds random ids and times only.
"""

from time import time
from uuid import UUID

from django.http import HttpRequest

IDLE_SECONDS = 30 * 60
FORMS, COPIES = "patient_forms", "patient_copies"


def enter(request: HttpRequest, kind: str, public_id: UUID) -> None:
    """Let the browser that opened a link see what it leads to; its session gets a new name."""
    request.session.cycle_key()
    bind(request, kind, public_id)


def bind(request: HttpRequest, kind: str, public_id: UUID) -> None:
    """Let this browser see one thing more.

    Its session keeps its name: a second tap that is under way would lose its session otherwise.
    """
    request.session[kind] = {**request.session.get(kind, {}), str(public_id): int(time())}


def bound(request: HttpRequest, kind: str, public_id: UUID) -> bool:
    """May this browser see it? Each look begins the half hour anew."""
    held = request.session.get(kind, {})
    at = held.get(str(public_id))
    if at is None or time() - at > IDLE_SECONDS:
        return False
    request.session[kind] = {**held, str(public_id): int(time())}
    return True


def release(request: HttpRequest, kind: str, public_id: UUID) -> None:
    """This browser is done with it."""
    held = dict(request.session.get(kind, {}))
    held.pop(str(public_id), None)
    request.session[kind] = held
