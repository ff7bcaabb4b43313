"""A whole organization with one of everything, every word of it marked: for the crawler."""

from dataclasses import dataclass
from datetime import timedelta

from accounts.clock import now
from accounts.inviting import invite
from accounts.models import Invitation
from compliance import directory_keeping
from consents import materials
from consents.appearances import Said
from consents.models import Authorization, Request, Subject
from content import answers, checks, writing
from content.models import Note, Post, Proposal, TextFinding
from tests import cast
from tests.content import road
from tests.content.road import House

CANARY = "Xanthorrhoea"


@dataclass(frozen=True)
class World:
    """Rows of one organization: a published patient story, a draft, a request, an invitation."""

    house: House
    subject: Subject
    published: Post
    draft: Post
    request: Request
    authorization: Authorization
    invitation: Invitation


def build(name: str) -> World:
    """Through the real verbs, from draft to the newsroom."""
    h = road.house(f"{CANARY} {name}")
    patient = cast.subject(h.organization, f"{CANARY} Patient", h.cory)
    photo = cast.photo(h.organization, h.wren)
    draft = road.draft(
        h,
        f"{CANARY} opens a garden for everybody.",
        photos=[photo],
        kind="story",
        purpose="marketing",
    )
    road.say(draft, h.wren, Said("patient", patient))
    asked = cast.request(patient, materials=[materials.for_photo(photo, h.wren)],
                         channels=[h.newsroom], by=h.cory)  # fmt: skip
    signed = cast.sign(asked)
    answer_all(draft, h)
    published = road.scheduled(h, draft, now() + timedelta(seconds=1))
    published.planned_at = now()
    Proposal.objects.create(post=published, surface="text", words=CANARY, instead=CANARY,
                            by=h.rita, at=now())  # fmt: skip
    directory_keeping.enter(h.organization, cast.admin_of(h.organization), kind="staff",
                            value=f"{CANARY} Staff", since=now().date())  # fmt: skip
    Note.objects.create(post=published, user=h.rita, text=f"{CANARY} note", at=now())
    return World(
        house=h,
        subject=patient,
        published=published,
        draft=other_draft(h),
        request=cast.request(patient, materials=[materials.for_photo(photo, h.wren)],
                             channels=[h.newsroom], by=h.cory),
        authorization=signed,
        invitation=invite(h.organization, f"{CANARY.lower()}@example.org", ["writer"],
                          by=cast.admin_of(h.organization)),
    )  # fmt: skip


def answer_all(post: Post, h: House) -> None:
    checks.renew(post)
    for finding in TextFinding.objects.filter(post=post).exclude(severity="info"):
        answers.answer(finding, h.wren, "public", because=f"{CANARY} is a plant")


def other_draft(h: House) -> Post:
    photo = cast.photo(h.organization, h.wren)
    post = writing.begin(h.organization, h.wren, "tip", title=f"{CANARY} draft",
                         text=f"{CANARY} writes to Xavier Quillfeather.")  # fmt: skip
    writing.choose_channels(post, h.wren, [h.newsroom])
    writing.add_picture(post, h.wren, photo, CANARY)
    road.prepare_pictures()
    answer_all(post, h)
    return road.again(post)
