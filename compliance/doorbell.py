"""Ring for the worker once the rows are committed. Nobody hears it? The sweep finds the rows."""

import logging

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)


def ring(task: str) -> None:
    """Have a task (by its name, as in the beat schedule) run soon after this transaction.

    A broker that is away is logged and does not matter: the row says that something is due.
    """

    def press() -> None:
        try:
            # Never wait for a broker on the way of a page: the next sweep is seconds away.
            current_app.send_task(task, retry=False)
        except Exception as trouble:
            log.warning("no doorbell for %s: %s", task, type(trouble).__name__)

    transaction.on_commit(press)
