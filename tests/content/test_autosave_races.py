"""One draft at one moment: saves, looks, the next step and the sweep's own check of the words.

Nobody gets a server error, and no step is taken over half of a check.
"""

import os
import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from compliance.phi.scan import scan
from content import checks, gates, lifecycle, noticed, writing
from content.loading import load_one
from content.models import Check, Occurrence, Post
from content.workflow import State, Strength
from tests import cast
from tests.content import road
from tests.content.road import House
from tests.content.test_races import dice, h, own, race

__all__ = ["dice", "h"]
pytestmark = pytest.mark.django_db(transaction=True)

TIMES = max(5, int(os.environ.get("RACES", "0")) // 8)  # each round is six at once
HTMX = {"HX-Request": "true"}
FOUND = (
    "Call 555-0199 today.",
    "Mia Torres came to us in March.",
    "Write to jo@example.org soon.",
    "She was admitted on 3/14/2024 with asthma.",
    "Her MRN is 00123456.",
    "We are at 4 Maple Street, Springfield.",
)
FINE = (road.TIP, f"{road.TIP} Soap helps.")


def words(dice: random.Random) -> str:
    """The same findings in another order, so that two checks enter them crosswise."""
    return " ".join(dice.sample(FOUND, dice.randrange(3, 7)))


def client(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def save(browser: Client, post: Post, text: str, then: str = "") -> int:
    typed = {"seen": str(road.again(post).copy_number), "text": text, "then": then}
    reply = browser.post(reverse("content:words", args=[post.pk]), typed, headers=HTMX)
    assert reply.status_code in {200, 409}
    return reply.status_code


def look(browser: Client, name: str, post: Post) -> int:
    reply = browser.get(reverse(f"content:{name}", args=[post.pk]), headers=HTMX)
    assert reply.status_code in {200, 204, 286}
    return reply.status_code


def test_saves_and_looks_and_checks_at_once(h: House, dice: random.Random) -> None:
    for _ in range(TIMES):
        post = road.draft(h, words(dice))
        one, two, three, four = (client(h.wren) for _ in range(4))
        connection.close()  # nothing of ours is open while the others come and go
        race(
            dice,
            partial(save, one, post, words(dice)),
            partial(save, two, post, words(dice)),
            partial(look, three, "editor", post),
            partial(look, four, "pending", post),
            partial(checks.renew, post),
            partial(checks.renew, post),
        )
        assert gates.is_current(load_one(road.again(post)))
        assert not checks.renew(post)


def test_a_step_is_never_taken_over_half_of_a_check(h: House, dice: random.Random) -> None:
    ends = set()
    for _ in range(TIMES):
        post = road.draft(h, dice.choice(FINE))
        one, two, three = (client(h.wren) for _ in range(3))
        connection.close()
        race(
            dice,
            partial(save, one, post, dice.choice([words(dice), *FINE])),
            partial(save, two, post, dice.choice([words(dice), *FINE]), "submit"),
            partial(lifecycle.perform, post, "submit", by=own(h.wren)),
            partial(look, three, "editor", post),
            partial(checks.renew, post),
        )
        now = road.again(post)
        if now.state != State.DRAFT:
            assert gates.phi(load_one(now), Strength.ANSWERED) == []
        ends.add(now.state)
    print("ends:", sorted(ends))


def test_channels_go_while_their_words_are_looked_at(h: House, dice: random.Random) -> None:
    both = [h.newsroom, cast.channel(h.organization, "Second newsroom")]
    for _ in range(max(TIMES // 4, 5)):
        post = road.draft(h)
        writing.choose_channels(post, h.wren, both)
        writing.write_for_channel(post, h.wren, both[1], words(dice))
        checks.renew(post)
        one, two = client(h.wren), client(h.wren)
        connection.close()
        race(
            dice,
            partial(look, one, "editor", post),
            partial(look, two, "editor", post),
            partial(writing.choose_channels, post, own(h.wren), both[:1]),
        )


def test_a_check_is_never_read_without_what_it_found(h: House, dice: random.Random) -> None:
    """Another check of the same words is stored between two questions of one look."""
    post = road.draft(h, words(dice))
    checks.renew(post)
    stored: list[str] = []

    def between(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if not stored and sql.startswith("SELECT") and "content_check" in sql:
            stored.append(sql)
            once_more(Check.objects.get(post=post))
        return result

    with connection.execute_wrapper(between):
        case = load_one(post)
    assert stored
    assert case.check is not None
    assert case.findings


def once_more(check: Check) -> None:
    """The same check, as another process would have stored it."""
    rows = list(check.occurrences.all())
    check.pk = None
    check.save()
    for row in rows:
        row.pk, row.found_in = None, check
    Occurrence.objects.bulk_create(rows)


def test_words_of_a_channel_that_has_gone_are_still_those_of_the_look(
    h: House, dice: random.Random
) -> None:
    post = road.draft(h)
    writing.write_for_channel(post, h.wren, h.newsroom, words(dice))
    checks.renew(post)
    case = load_one(post)
    writing.choose_channels(post, h.wren, [])
    assert noticed.noticed(post, case)


def test_a_check_of_words_that_have_gone_is_not_stored(
    h: House, dice: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = road.draft(h, "Old words.")

    def slow(*given: Any) -> Any:
        monkeypatch.setattr(checks, "scan", scan)
        writing.write(post, h.wren, text=words(dice))
        checks.renew(post)
        return scan(*given)

    monkeypatch.setattr(checks, "scan", slow)
    assert not checks.renew(post)
    assert gates.is_current(load_one(road.again(post)))
