"""Every page of the product that lists things, and how one fills it; read by test_lists.py.

A filler puts `n` things into a fresh organization, each made by people of its own, and returns
the address of the page that lists them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import inviting
from accounts.clock import now
from accounts.models import User
from accounts.roles import assign
from channels.connectors import connector
from channels.connectors.base import Outgoing, OutgoingPicture
from compliance import directory_keeping
from consents import materials, requests
from consents.appearances import Said
from consents.models import Material, Request, Subject
from consents.tasks import send_due_mails
from content import answers, checks, comments, lifecycle, relooking, writing
from content.models import Check, Post, TextFinding
from content.tasks import dispatch_due
from tests import cast
from tests.content import road
from tests.content.road import House


@dataclass(frozen=True)
class Visit:
    """Somebody with every hat, at a browser of their own, in an organization to be filled."""

    h: House
    user: User
    client: Client

    def own_writer(self) -> House:
        return replace(self.h, wren=cast.person("Own Writer", self.h.organization, "writer"))


Fill = Callable[[Visit, int], str]
LISTS: dict[str, Fill] = {}


def lists(*routes: str) -> Callable[[Fill], Fill]:
    def note(fill: Fill) -> Fill:
        LISTS.update(dict.fromkeys(routes, fill))
        return fill

    return note


def drafts(visit: Visit, n: int) -> Iterator[tuple[House, Post]]:
    """Drafts with a picture and something to answer, each by its own writer."""
    for _ in range(n):
        h = visit.own_writer()
        yield h, full(h, 1)


def full(h: House, n: int) -> Post:
    """A draft with `n` of whatever a post has several of, all of it answered."""
    photos = [cast.photo(h.organization, h.wren) for _ in range(n)]
    text = " ".join(f"Call 555-01{number} today." for number in range(20, 20 + n))
    post = road.draft(h, text, photos=photos)
    more = [cast.channel(h.organization, f"Room {number}") for number in range(n)]
    writing.choose_channels(post, h.wren, more)
    road.say(post, h.wren, Said("staff"))
    checks.renew(post)
    for finding in TextFinding.objects.filter(post=post):
        answers.answer(finding, h.wren, "not_phi", because="our own desk")
    for number in range(n):
        comments.say(
            post, cast.person("Kim Comments", h.organization, "reviewer"), f"Note {number}"
        )
    road.prepare_pictures()
    return road.again(post)


def in_legal_review(h: House, post: Post) -> Post:
    rita = cast.person("Own Reviewer", h.organization, "reviewer")
    road.submit(post, h.wren)
    road.confirm_everything(post, rita)
    return road.endorse(post, rita)


def out(h: House, post: Post) -> Post:
    road.scheduled(h, post, now())
    dispatch_due()
    return road.again(post)


@lists("content:desk")
def desk(visit: Visit, n: int) -> str:
    """Something in every section, and of every state in those that have several."""
    for h, post in drafts(visit, n):
        road.submit(post, h.wren)
    for h, post in drafts(visit, n):
        in_legal_review(h, post)
    for fill in (waiting, scheduled, published, withdrawn):
        fill(visit, n)
    return reverse("content:desk")


@lists("content:waiting")
def waiting(visit: Visit, n: int) -> str:
    list(drafts(visit, n))
    return reverse("content:waiting")


@lists("content:scheduled")
def scheduled(visit: Visit, n: int) -> str:
    for h, post in drafts(visit, n):
        road.scheduled(h, post)
    return reverse("content:scheduled")


@lists("content:published")
def published(visit: Visit, n: int) -> str:
    for h, post in drafts(visit, n):
        out(h, post)
    return reverse("content:published")


@lists("content:again")
def again(visit: Visit, n: int) -> str:
    """Live posts in which rules of another day see something new, answered in part."""
    ada = cast.person("Ada Admin", visit.h.organization, "admin")
    for number, (h, post) in enumerate(drafts(visit, n)):
        live = out(h, post)
        seen = Check.objects.filter(post=live, reader="rules").latest("pk")
        for name in ("one", "two"):
            finding = TextFinding.objects.create(
                post=live, fingerprint=name, rule="new.rule", category="name", severity="block",
                message="Newly seen.",
            )  # fmt: skip
            seen.occurrences.create(finding=finding, surface="text", start=0, end=4)
        relooking.keep(finding, ada, "not_phi", f"number {number}")
    return reverse("content:again")


@lists("content:withdrawn")
def withdrawn(visit: Visit, n: int) -> str:
    for h, post in drafts(visit, n):
        lifecycle.perform(out(h, post), "withdraw", by=h.rita, note="A mistake.")
    return reverse("content:withdrawn")


@lists("content:post")
def post_page(visit: Visit, n: int) -> str:
    post = full(visit.h, n)
    road.submit(post, visit.h.wren)
    return reverse("content:post", args=[post.pk])


@lists("content:editor")
def editor(visit: Visit, n: int) -> str:
    return reverse("content:editor", args=[full(visit.h, n).pk])


@lists("content:ask")
def ask_families(visit: Visit, n: int) -> str:
    """Several patients, each with a picture and a request that is open."""
    h = visit.h
    photos = [cast.photo(h.organization, h.wren) for _ in range(n)]
    post = road.draft(h, photos=photos, kind="story", purpose="marketing")
    for picture in post.pictures.all():
        patient = cast.subject(h.organization, f"Mia Torres{picture.pk}")
        answers.say_who(picture, h.wren, [Said("patient", patient)])
        cast.request(patient, [materials.for_photo(picture.photo, h.wren)], [h.newsroom])
    return reverse("content:ask", args=[post.pk])


@lists(
    "content:begin", "consents:add", "people:houses", "directory:houses",
    "admin:accounts_organization_changelist",
)  # fmt: skip
def organizations(visit: Visit, n: int) -> str:
    """One more organization than `n`: a person with a single one is led straight into it."""
    for _ in range(n):
        assign(cast.organization(), visit.user, ALL_HATS, by=None)
    return ""


@lists("people:organization", "admin:accounts_membership_changelist")
def people(visit: Visit, n: int) -> str:
    h = visit.h
    for number in range(n):
        by = cast.person("Own Admin", h.organization, "admin")
        inviting.invite(h.organization, f"asked-{number}@example.org", ["legal", "writer"], by)
    return reverse("people:organization", args=[h.organization.slug])


@lists("directory:list")
def directory(visit: Visit, n: int) -> str:
    house = visit.h.organization
    for number in range(n):
        by = cast.person("Own Admin", house, "admin")
        name = f"Nina Okafor{'abc'[number]}"
        directory_keeping.enter(house, by, kind="staff", value=name, since=now().date())
    return reverse("directory:list", args=[house.slug])


@lists("directory:entry")
def directory_entry(visit: Visit, n: int) -> str:
    """One entry whose last day was moved `n` times, each time by somebody else."""
    house, day = visit.h.organization, now().date()
    entry = directory_keeping.enter(house, visit.user, kind="staff", value="Nina Okafor", since=day)
    for number in range(n):
        by = cast.person("Own Admin", house, "admin")
        directory_keeping.end(entry, by, day + timedelta(days=9 + number), "Said so")
    return reverse("directory:entry", args=[house.slug, entry.pk])


@lists("consents:list")
def subjects(visit: Visit, n: int) -> str:
    for number in range(n):
        patient = cast.subject(visit.h.organization, f"Mia Torres{number}")
        cast.sign(cast.request(patient, channels=[visit.h.newsroom]))
        cast.request(cast.subject(visit.h.organization, f"Ann Torres{number}"))
    return reverse("consents:list")


@lists("consents:subject")
def subject(visit: Visit, n: int) -> str:
    patient = cast.subject(visit.h.organization)
    for _ in range(n):
        cast.sign(cast.request(patient))
        cast.request(patient)
    return reverse("consents:subject", args=[patient.public_id])


def asked(visit: Visit, n: int) -> Request:
    """One request for several things in several places, each said by somebody else."""
    h = visit.h
    patient = cast.subject(h.organization)
    return cast.request(
        patient,
        [thing_of(patient, h) for _ in range(n)],
        [cast.channel(h.organization, f"Room {number}") for number in range(n)],
        h.cory,
    )


def thing_of(patient: Subject, h: House) -> Material:
    by = cast.person("Own Writer", h.organization, "writer")
    return cast.shows(materials.for_photo(cast.photo(h.organization, by), by), patient, by)


@lists("consents:ask")
def ask(visit: Visit, n: int) -> str:
    return reverse("consents:ask", args=[asked(visit, n).subject.public_id])


@lists("consents:request")
def request(visit: Visit, n: int) -> str:
    return reverse("consents:request", args=[asked(visit, n).public_id])


@lists("consents:authorization")
def authorization(visit: Visit, n: int) -> str:
    return reverse("consents:authorization", args=[cast.sign(asked(visit, n)).public_id])


@lists("patient:form")
def patient_form(visit: Visit, n: int) -> str:
    """The page that the link of the mail opens."""
    one = asked(visit, n)
    requests.resend(one, visit.h.cory)
    mail.outbox.clear()
    send_due_mails()
    link = str(mail.outbox[-1].body).split("/p/")[1].split()[0]
    visit.client.post(f"/p/{link}")
    return reverse("patient:form", args=[one.public_id])


def stories(visit: Visit, n: int) -> str:
    """`n` stories with `n` pictures each; the address of the newest."""
    account, pictures = visit.h.newsroom.account_id, range(n)
    for number in range(n):
        shown = tuple(
            OutgoingPicture(b"bytes", "0" * 64, "image/png", "A garden") for _ in pictures
        )
        receipt = connector("newsroom").publish(
            Outgoing(
                remote_key=f"{account}-{number}",
                account_id=account,
                title="Our garden is open",
                text="Come and see it.",
                pictures=shown,
            )
        )
    return "/news/" + receipt.url.split("/news/")[1]


@lists("newsroom:entry")
def entry(visit: Visit, n: int) -> str:
    return stories(visit, n)


@lists("newsroom:index", "newsroom:feed")
def newsroom(visit: Visit, n: int) -> str:
    stories(visit, n)
    return ""


@lists("admin:content_post_changelist")
def queue(visit: Visit, n: int) -> str:
    for h, post in drafts(visit, n):
        in_legal_review(h, post)
    return reverse("admin:content_post_changelist")


@lists("admin:content_post_change")
def case(visit: Visit, n: int) -> str:
    post = in_legal_review(visit.h, full(visit.h, n))
    return reverse("admin:content_post_change", args=[post.pk])


@lists("admin:content_post_history")
def post_history(visit: Visit, n: int) -> str:
    post = road.draft(visit.h)
    for _ in range(n):
        road.submit(post, visit.h.wren)
        by = cast.person("Own Reviewer", visit.h.organization, "reviewer")
        lifecycle.perform(post, "send_back", by=by, note="Once more.")
    return reverse("admin:content_post_history", args=[post.pk])


@lists("admin:accounts_membership_history")
def membership_history(visit: Visit, n: int) -> str:
    member = cast.person("Wren Writer", visit.h.organization, "reviewer")
    for number in range(n):
        by = cast.person("Own Admin", visit.h.organization, "admin")
        assign(visit.h.organization, member, ["writer", "legal"][: number % 2 + 1], by=by)
    return reverse("admin:accounts_membership_history", args=[member.memberships.get().pk])


@lists("admin:accounts_organization_history")
def organization_history(visit: Visit, n: int) -> str:
    house = visit.h.organization
    for number in range(n):
        house.phone = f"555-01{number + 10}"
        house.save()
    return reverse("admin:accounts_organization_history", args=[house.pk])


@lists("admin:accounts_auditevent_changelist")
def audit_log(visit: Visit, n: int) -> str:
    people(visit, n)
    return reverse("admin:accounts_auditevent_changelist")


ALL_HATS = ("writer", "reviewer", "legal", "coordinator", "community", "privacy", "admin")
