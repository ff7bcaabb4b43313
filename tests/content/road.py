"""The road of a post in steps, for tests: each through the real verbs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.clock import now
from accounts.models import Organization, User
from channels.connectors import newsroom
from channels.connectors.base import Outgoing, Receipt
from channels.models import Channel
from compliance import photo_checks, renditions
from compliance.blockers import Refused
from compliance.models import Photo
from consents.appearances import Said
from consents.models import Authorization, Material, Subject
from content import answers, lifecycle, writing
from content.lifecycle import Seen
from content.models import Picture, Post, TextFinding
from content.signatures import Signature
from tests import cast


@dataclass(frozen=True)
class House:
    """An organization with a writer, a second reviewer, legal, and its newsroom."""

    organization: Organization
    wren: User
    rita: User
    lex: User
    cory: User
    newsroom: Channel


def house(name: str = "Fairhaven Clinic") -> House:
    organization = cast.organization(name)
    return House(
        organization,
        cast.person("Wren Writer", organization, "writer"),
        cast.person("Rita Reviewer", organization, "reviewer"),
        cast.person("Lex Legal", organization, "legal"),
        cast.person("Cory Coordinator", organization, "coordinator"),
        cast.channel(organization),
    )


TIP = "Wash your hands for twenty seconds. It is the simplest way to stay well this winter."


def draft(
    h: House, text: str = TIP, *, kind: str = "tip", photos: Sequence[Photo] = (), **words: Any
) -> Post:
    post = writing.begin(h.organization, h.wren, kind, title="Clean hands", text=text, **words)
    writing.choose_channels(post, h.wren, [h.newsroom])
    for photo in photos:
        writing.add_picture(post, h.wren, photo, "A table with flowers")
    prepare_pictures()
    return again(post)


def prepare_pictures() -> None:
    """What the worker does."""
    renditions.make_missing()
    photo_checks.ask_missing()
    for check in photo_checks.due():
        photo_checks.run(check)


def again(post: Post) -> Post:
    return Post.objects.select_related("organization").get(pk=post.pk)


def seen(post: Post) -> Seen:
    revision = post.revisions.first()
    assert revision is not None
    return Seen(revision.digest, revision.basis_digest)


def say(post: Post, by: User, *people: Said) -> None:
    for picture in Picture.objects.filter(post=post):
        answers.say_who(picture, by, people)


def confirm_everything(post: Post, by: User) -> None:
    for picture in Picture.objects.filter(post=post):
        answers.confirm_who(picture, by)
    for finding in open_findings(post):
        answers.confirm(finding, by)


def open_findings(post: Post) -> list[TextFinding]:
    rows = TextFinding.objects.filter(
        post=post, answers__superseded_at=None, answers__confirmed_at=None, answers__isnull=False
    )
    return list(rows.distinct())


def submit(post: Post, by: User) -> Post:
    return lifecycle.perform(post, "submit", by=by)


def endorse(post: Post, by: User) -> Post:
    return lifecycle.perform(post, "endorse", by=by, seen=seen(post))


def approve(post: Post, by: User) -> Post:
    signature = Signature(by.pk, by.name, "I approve exactly this.", "password")
    return lifecycle.perform(post, "approve", by=by, seen=seen(post), signature=signature)


def approved(h: House, post: Post | None = None) -> Post:
    post = post or draft(h)
    submit(post, h.wren)
    confirm_everything(post, h.rita)
    endorse(post, h.rita)
    return approve(post, h.lex)


def scheduled(h: House, post: Post | None = None, at: datetime | None = None) -> Post:
    post = approved(h, post)
    return lifecycle.perform(post, "schedule", by=h.wren, at=at or now() + timedelta(hours=1))


def shows_patient(h: House, patient: Subject, text: str = TIP, **words: Any) -> Post:
    """A draft with a picture of a patient; nobody has signed yet."""
    post = draft(h, text, photos=[cast.photo(h.organization, h.wren)], **words)
    say(post, h.wren, Said("patient", patient))
    return post


def materials_of(post: Post) -> list[Material]:
    return [picture.photo.material for picture in post.pictures.select_related("photo__material")]


def permit(
    h: House, post: Post, patient: Subject, channels: Sequence[Channel] = ()
) -> Authorization:
    """The patient signs for all pictures of the post, on these channels (the newsroom)."""
    asked = cast.request(
        patient, materials_of(post), channels or [h.newsroom], h.cory, purposes=[post.purpose]
    )
    return cast.sign(asked)


def permitted(h: House, **words: Any) -> Post:
    """A draft that shows a patient who has signed for the newsroom."""
    patient = cast.subject(h.organization, by=h.cory)
    post = shows_patient(h, patient, **words)
    permit(h, post, patient)
    return post


def refused(do: Callable[[], object]) -> set[str]:
    """The codes with which a verb says no; fails when it does not."""
    with pytest.raises(Refused) as no:
        do()
    return {blocker.code for blocker in no.value.blockers}


def endorsed(h: House, post: Post | None = None) -> Post:
    post = post or draft(h)
    submit(post, h.wren)
    confirm_everything(post, h.rita)
    return endorse(post, h.rita)


def take_back(post: Post, by: User) -> Post:
    return lifecycle.perform(post, "take_back", by=by)


def scheduled_now(h: House, post: Post | None = None) -> Post:
    """Due at once."""
    return scheduled(h, post, at=now())


@contextmanager
def meanwhile(happens: Callable[[], object]) -> Iterator[None]:
    """Something happens between the claim of a delivery and the answer of its network."""
    publish = newsroom.CONNECTOR.publish

    def slowly(outgoing: Outgoing) -> Receipt:
        happens()
        return publish(outgoing)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(newsroom.CONNECTOR, "publish", slowly, raising=False)
        yield
