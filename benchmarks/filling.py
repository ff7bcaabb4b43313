"""Many posts in every state: one of each through the real verbs, the others copies of its rows.

The database refuses posts that begin elsewhere than as a draft; it is the scratch database, so
the triggers step aside while the copies go in.
"""

import secrets
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import cycle, islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Model

from accounts.clock import now
from accounts.models import AuditEvent
from config import triggers
from consents.appearances import Said
from content import answers, checks, lifecycle, models
from content.models import Post, TextFinding
from content.tasks import dispatch_due
from content.workflow import State
from tests import cast
from tests.content import road
from tests.content.road import House

#: of a hundred posts of an organization that has worked for a year
SHARES = {
    State.DRAFT: 6,
    State.SECOND_REVIEW: 4,
    State.LEGAL_REVIEW: 4,
    State.APPROVED: 3,
    State.SCHEDULED: 5,
    State.PUBLISHED: 74,
    State.WITHDRAWN: 4,
}
#: what belongs to a post, in an order in which it can be copied, and how it is found
BELONGS: tuple[tuple[type[Model], str], ...] = (
    (models.Author, "post"),
    (models.Target, "post"),
    (models.Picture, "post"),
    (models.Note, "post"),
    (models.TextFinding, "post"),
    (models.Check, "post"),
    (models.Occurrence, "finding__post"),
    (models.Answer, "finding__post"),
    (models.Revision, "post"),
    (models.RevisionAuthor, "revision__post"),
    (models.RevisionTarget, "revision__post"),
    (models.RevisionPhoto, "target__revision__post"),
    (models.Decision, "revision__post"),
    (models.Delivery, "revision__post"),
)
AT_ONCE = 500
YEAR = 365


def house() -> House:
    return road.house("Fairhaven Clinic")


def fill(h: House, total: int) -> None:
    """As many posts as `total` in this organization, in the states of SHARES."""
    specimens = list(Post.objects.of(h.organization).order_by("pk")[: len(SHARES)]) or made(h)
    by_state = {post.state: post for post in specimens}
    wanted = [state for state, share in SHARES.items() for _ in range(share)]
    here = Post.objects.of(h.organization).count()
    originals = [by_state[state] for state in islice(cycle(wanted), total - here)]
    triggers.drop(connection)
    try:
        for begin in range(0, len(originals), AT_ONCE):
            with transaction.atomic():
                copy(originals[begin : begin + AT_ONCE])
    finally:
        triggers.install(connection)


def made(h: House) -> list[Post]:
    """One post in each state, with a picture, something answered and a remark."""
    steps = {state: number for number, state in enumerate(SHARES)}
    return [take(h, draft(h), steps[state]) for state in SHARES]


def draft(h: House) -> Post:
    post = road.draft(h, "Call 555-0123 to visit our garden.", photos=[cast.photo(h.organization)])
    road.say(post, h.wren, Said("staff"))
    checks.renew(post)
    for finding in TextFinding.objects.filter(post=post):
        answers.answer(finding, h.wren, "not_phi", because="our own desk")
    return post


def take(h: House, post: Post, steps: int) -> Post:
    """So many steps along the road."""
    if steps > 0:
        road.submit(post, h.wren)
    if steps > 1:
        road.confirm_everything(post, h.rita)
        road.endorse(post, h.rita)
    if steps > 2:
        road.approve(post, h.lex)
    if steps > 3:
        at = now() + timedelta(days=30 if steps == 4 else 0)
        lifecycle.perform(post, "schedule", by=h.wren, at=at)
        dispatch_due()
    if steps > 5:
        lifecycle.perform(post, "withdraw", by=h.wren, note="A mistake.")
        dispatch_due()
    return road.again(post)


def copy(originals: Sequence[Post]) -> None:
    """A copy of each with everything that belongs to it, last touched at some time of a year."""
    fresh = Post.objects.bulk_create(
        clone(post, last_event=event)
        for post, event in zip(originals, events(originals), strict=True)
    )
    new: dict[tuple[type[Model], int, int], Model] = {
        (Post, n, original.pk): post
        for n, (original, post) in enumerate(zip(originals, fresh, strict=True))
    }
    for model, path in BELONGS:
        rows: dict[int, list[Model]] = {}
        for key in {post.pk for post in originals}:
            rows[key] = list(model._base_manager.filter(**{path: key}).order_by("pk"))
        pairs = [(n, row) for n, post in enumerate(originals) for row in rows[post.pk]]
        made = model._base_manager.bulk_create(
            [clone(row, **parents(row, n, new)) for n, row in pairs]
        )
        new |= {(model, n, row.pk): one for (n, row), one in zip(pairs, made, strict=True)}


def clone(row: Any, **changed: Any) -> Any:
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(row, name) for name in names}
    values |= {f"{name}_id": one and one.pk for name, one in changed.items()}
    return type(row)(**values)


def parents(row: Any, n: int, new: dict[tuple[type[Model], int, int], Model]) -> dict[str, Model]:
    """What a row hangs on, in the n-th copy."""
    found = {}
    for field in row._meta.concrete_fields:
        key = (field.related_model, n, getattr(row, field.attname))
        if field.is_relation and key in new:
            found[field.name] = new[key]
    return found


def events(originals: Sequence[Post]) -> Iterator[AuditEvent | None]:
    """The last event of each copy, spread over a year; drafts have none."""
    chain = originals[0].organization.audit_chain
    highest = AuditEvent.objects.filter(chain=chain).aggregate(seq=Max("seq"))["seq"]
    rows = [
        AuditEvent(
            chain=chain,
            seq=highest + n,
            at=now() - timedelta(days=n * 7 % YEAR, minutes=n),
            actor_id=post.created_by_id,
            action=post.last_event.action if post.last_event else "begun",
            object_kind="post",
            object_id="0",
            prev=secrets.token_hex(32),
            hash=secrets.token_hex(32),
        )
        for n, post in enumerate(originals, start=1)
    ]
    AuditEvent.objects.bulk_create(rows)
    return iter(rows)
