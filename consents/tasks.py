"""What the worker does for this room. Rows say what is due; arguments there are none."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from celery import shared_task

from accounts.clock import now
from consents import mails

log = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def send_due_mails() -> None:
    """Send every mail that is due. One that fails is due again later, a few times."""
    at = now()
    _send_each(mails.due_links(at), mails.send_link)
    _send_each(mails.due_copies(at), mails.send_copy)


def _send_each(rows: Iterable[Any], send: Callable[[Any], bool]) -> None:
    for row in rows:
        try:
            send(row)
        except Exception as fault:
            # The fault's words may hold an address; its type and the row's number are enough.
            log.warning("%s could not be mailed: %s", row, type(fault).__name__)
