"""What each patient in a post would be asked, and what was asked already."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from accounts.models import User
from accounts.presence import present
from channels.models import Channel
from consents import subjects
from consents.coverage import covers
from consents.models import Material, Request, Subject
from content.case import Case
from content.forms import AskForm
from content.forms.asking import Places
from content.loading import load_one
from content.models import Post

QUOTES = '“”" '


@dataclass(frozen=True, slots=True)
class Asking:
    """One patient: the form, what the post would look like, and requests still open."""

    subject: Subject
    form: AskForm
    preview: dict[str, Any] | None
    asked: list[Request]
    pictures: list[dict[str, object]]
    covered: bool

    def remember(self, given: dict[str, Any], by: User) -> None:
        """Keep on the patient what was missing there: an address, and that we may write."""
        since = given.get("may_be_contacted_since")
        email = self.subject.email or given["signer_email"]
        if since is None and email == self.subject.email:
            return
        subjects.change(
            self.subject, name=self.subject.name, by=by, email=email,
            may_be_contacted_since=since or self.subject.may_be_contacted_since,
        )  # fmt: skip


def askings(post: Post, data: Any = None, chosen: str = "") -> list[Asking]:
    """One for every patient whom the post shows or quotes; only `chosen` gets the data."""
    case = load_one(post)
    materials = (
        Material.objects.of(post.organization_id).select_related("photo").in_bulk(case.materials)
    )
    by_subject: dict[int, list[Material]] = {}
    for key in case.materials:
        for subject_id in case.patients(key):
            by_subject.setdefault(subject_id, []).append(materials[key])
    rows = Subject.objects.of(post.organization_id).select_related("organization")
    people = rows.in_bulk(by_subject)
    labels, places = labels_of(case, materials), places_of(post, case)
    asked = open_requests(post, by_subject)
    found = []
    for key, theirs in by_subject.items():
        typed = data if str(key) == chosen else None
        subject = people[key]
        found.append(
            Asking(
                subject,
                AskForm(post, subject, theirs, labels, places, typed),
                preview(post, case, subject) if len(by_subject) == 1 else None,
                asked[key],
                [drawn(one, labels[one.pk]) for one in theirs if one.photo],
                is_covered(case, key),
            )
        )
    return found


def labels_of(case: Case, materials: dict[int, Material]) -> dict[int, str]:
    """“Picture 2” and the words themselves; what colleagues see in the post anyway."""
    numbers = {picture.material_id: n for n, picture in enumerate(case.pictures, start=1)}
    return {
        key: f"Picture {numbers[key]}" if key in numbers else quoted(one.words)
        for key, one in materials.items()
    }


def quoted(words: str) -> str:
    return f"“{words.strip(QUOTES)}”"


def drawn(material: Material, label: str) -> dict[str, object]:
    """The picture itself, so that the one who asks sees what is asked for."""
    photo = present(material.photo)
    return {
        "src": reverse("compliance:photo", args=[photo.public_id]),
        "alt": label,
        "width": photo.width,
        "height": photo.height,
        "caption": label,
    }


def places_of(post: Post, case: Case) -> Places:
    rows = Channel.objects.of(post.organization_id).filter(closed_at=None)
    return Places(
        {one.pk: str(one) for one in rows.defer("credentials")},
        tuple(target.channel_id for target in case.targets),
    )


def open_requests(post: Post, by_subject: dict[int, list[Material]]) -> dict[int, list[Request]]:
    """By patient: what was asked about these things and has no answer yet."""
    found: dict[int, list[Request]] = {key: [] for key in by_subject}
    rows = Request.objects.of(post.organization_id).filter(
        subject__in=by_subject, signed_at=None, declined_at=None, voided_at=None
    )
    things = Prefetch("materials", Material.objects.of(post.organization_id).only("pk"))
    for row in rows.select_related("requested_by").prefetch_related(things).defer("content"):
        theirs = {one.pk for one in by_subject[row.subject_id]}
        if theirs.intersection(one.pk for one in row.materials.all()):
            found[row.subject_id].append(row)
    return found


def is_covered(case: Case, subject_id: int) -> bool:
    uses = [
        use for target in case.targets for use in case.uses(target) if use.subject_id == subject_id
    ]
    at = max(case.now, case.planned_at or case.now)
    return bool(uses) and all(covers(use, case.grants, at).allowed for use in uses)


def preview(post: Post, case: Case, subject: Subject) -> dict[str, Any]:
    """What the post looks like, for the patient's own page.

    Only for the one patient in it: anybody else's picture or words would be a leak.
    """
    return {
        "title": post.title,
        "text": post.text,
        "link": post.link,
        "places": [target.channel for target in case.targets],
        "pictures": [
            {"sha256": picture.sha256, "alt_text": picture.alt_text, "photo": picture.photo_id}
            for picture in case.pictures
        ],
    }
