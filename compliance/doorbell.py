"""Ring a task soon after the transaction; when nobody hears it, the sweep finds the row."""

import logging
from typing import Any

from django.db import transaction

log = logging.getLogger(__name__)


def ring(task: Any) -> None:
    """Call `task.delay()` after commit. A broker that is away is logged and does not matter."""

    def press() -> None:
        try:
            task.delay()
        except Exception as trouble:
            log.warning("no doorbell for %s: %s", task.name, type(trouble).__name__)

    transaction.on_commit(press)
