"""Rings for the worker once the rows are committed. Nobody hears it? The sweep finds the rows."""

import logging

from django.db import transaction

log = logging.getLogger(__name__)


def ring() -> None:
    """Have the mails that are due sent soon after this transaction."""
    transaction.on_commit(_ring)


def _ring() -> None:
    from consents.tasks import send_due_mails  # noqa: PLC0415 (tasks need the verbs, they ring)

    try:
        send_due_mails.delay()
    except Exception:
        # The row says that a mail is due; a broker that is away only makes it a little later.
        log.warning("The worker could not be rung; the sweep will find the mails.")
