"""Publishing at the end of the demonstration: by the worker if one runs, else by its own task."""

import fcntl
import os
import time
from collections.abc import Callable, Sequence

from django.conf import settings

from accounts.clock import now
from compliance import doorbell
from config.demo import road
from config.demo.people import Cast
from content.models import Delivery, Post
from content.tasks import dispatch_due
from content.workflow import State

PATIENCE = 20.0


def publish(cast: Cast, posts: Sequence[Post], say: Callable[[str], None]) -> list[Post]:
    """Plan approved posts due now, and see them go out. Returns them as they are then."""
    for post in posts:
        road.schedule(cast, post, now())
    if not somebody_works():
        say("    No Celery worker runs beside this command: its task was called right here.")
        dispatch_due()
        return again(posts)
    doorbell.ring("content.tasks.dispatch_due")
    if wait(posts):
        say("    The Celery worker has published it.")
    else:
        say(f"    The Celery worker did not publish within {PATIENCE:.0f} s; it was done here.")
        dispatch_due()
    return again(posts)


def somebody_works() -> bool:
    """Does a worker run beside us? `make run` holds a lock on its folder while it does."""
    if not settings.CELERY_BROKER_URL.startswith("filesystem:"):
        return not settings.CELERY_BROKER_URL.startswith("memory:")
    handle = os.open(settings.CHAPERONE_VAR / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def wait(posts: Sequence[Post]) -> bool:
    """Until every post is published, or patience ends; False then."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if all(post.state == State.PUBLISHED for post in again(posts)):
            return True
        time.sleep(0.25)
    return False


def again(posts: Sequence[Post]) -> list[Post]:
    return [Post.objects.select_related("organization").get(pk=post.pk) for post in posts]


def address(post: Post) -> str:
    """Where a published post can be read."""
    sent = Delivery.objects.live().filter(revision__post=post).first()
    return sent.url if sent else ""
