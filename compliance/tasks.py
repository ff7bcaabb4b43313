"""Doorbells for pictures: renditions first, because writers wait for them, then checks."""

from celery import shared_task

from compliance import photo_checks, renditions

AT_ONCE = 20


@shared_task
def sweep_photo_checks() -> None:
    """Make what is missing and check what is due."""
    renditions.make_missing()
    photo_checks.ask_missing()
    for row in photo_checks.due()[:AT_ONCE]:
        photo_checks.attempt(row)
