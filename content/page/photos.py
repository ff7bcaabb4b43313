"""The pictures of a post: who is said to be in each, and what the machine saw where."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.models import User
from compliance.models import Photo, PhotoAnswer, PhotoFinding
from compliance.photos.check import CHECKER
from consents.models import Appearance
from content.case import Case
from content.colleagues import first_name
from content.models import Picture, Post
from content.page.look import Item
from content.page.people import called, within

PLACES = {
    "clinical": "Taken where patients are cared for.",
    "event": "Taken at a public event.",
    "office": "Taken in an office or studio.",
    "stock": "Stock or licensed.",
    "graphic": "A drawing or graphic.",
}
SHOWS = {
    "staff": "our staff only",
    "public": "the public, at a public event",
    "stock": "stock people with a licence",
    "nobody": "nobody",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as `parts/picture.html` shows it, with its place in the post."""

    id: int
    number: int
    src: str
    alt: str
    width: int
    height: int
    boxes: list[dict[str, Any]]
    caption: str


@dataclass(frozen=True, slots=True)
class Album:
    """All pictures, and the lines they add to the list of what is to be looked at."""

    pictures: list[Shown]
    items: list[Item]


def src(photo: Photo) -> str:
    """Where the private bytes of a picture are shown to those who may see them."""
    return reverse("compliance:photo", args=[photo.public_id])


def album(post: Post, case: Case, me: User, after: int) -> Album:
    """The pictures with numbered places; numbers go on after those of the words."""
    rows = list(Picture.objects.filter(post=post).select_related("photo"))
    seen = seen_in([row.photo_id for row in rows], me)
    said = said_of(case, me)
    materials = {picture.id: picture.material_id for picture in case.pictures}
    items: list[Item] = []
    pictures: list[Shown] = []
    for number, row in enumerate(rows, start=1):
        boxes = []
        for finding, answer in seen[row.photo_id]:
            item = of_finding(finding, answer, after + len(items) + 1, me)
            items.append(item)
            if finding.box:
                x, y, w, h = finding.box
                label = {"number": item.number, "label": item.title, "level": item.level}
                boxes.append({**label, "x": x, "y": y, "w": w, "h": h})
        people = said.get(materials.get(row.pk, 0), [])
        items.append(of_people(row, number, people, case, after + len(items) + 1, me))
        pictures.append(
            Shown(
                row.pk, number, src(row.photo), row.alt_text, row.photo.width, row.photo.height,
                boxes, caption(row.photo, people, case, me),
            )
        )  # fmt: skip
    return Album(pictures, items)


def seen_in(
    photos: list[int], me: User
) -> dict[int, list[tuple[PhotoFinding, PhotoAnswer | None]]]:
    """What the newest check saw in each photo, each with its live answer."""
    findings = list(
        PhotoFinding.objects.visible_to(me)
        .filter(photo__in=photos, found_in__checker=CHECKER)
        .order_by("pk")
    )
    live = PhotoAnswer.objects.filter(finding__in=findings, superseded_at=None)
    answers = {row.finding_id: row for row in live.select_related("answered_by", "confirmed_by")}
    found: dict[int, list[tuple[PhotoFinding, PhotoAnswer | None]]] = defaultdict(list)
    for finding in findings:
        found[finding.photo_id].append((finding, answers.get(finding.pk)))
    return found


def said_of(case: Case, me: User) -> dict[int, list[Appearance]]:
    rows = Appearance.objects.visible_to(me).filter(material__in=case.materials, superseded_at=None)
    found: dict[int, list[Appearance]] = defaultdict(list)
    for row in rows.select_related("said_by", "confirmed_by").order_by("pk"):
        found[row.material_id].append(row)
    return found


def of_finding(finding: PhotoFinding, answer: PhotoAnswer | None, number: int, me: User) -> Item:
    title = finding.message
    if finding.severity == "info":
        return Item(number, "good", title, note="for your eyes", shut=True, counts=False)
    if answer is None:
        return Item(number, "stop", title, note="No answer yet")
    if answer.confirmed_by is not None:
        note = f"✓ {called(answer.confirmed_by, me)}"
        return Item(number, "good", title, note=note, shut=True)
    said = answer.because or answer.get_kind_display()
    told = {"who": first_name(answer.answered_by.name), "text": said}
    return Item(number, "look", title, answer=told)


def of_people(
    row: Picture, number: int, people: list[Appearance], case: Case, mark: int, me: User
) -> Item:
    """The question of every picture: who is in it, and does another person agree?"""
    title = f"Who is in picture {number}"
    if not people:
        return Item(mark, "stop", title, note="Nobody has said yet", picture_id=row.pk)
    shown = who(people, case)
    confirmer = next((one.confirmed_by for one in people if one.confirmed_by), None)
    if all(one.confirmed_by for one in people):
        note = f"{shown} ✓ {called(confirmer, me)}"
        return Item(mark, "good", title, note=note, shut=True, picture_id=row.pk)
    first = people[0]
    told = {"who": first_name(first.said_by.name), "text": f"It shows {shown}."}
    if first.because:
        told["text"] += f" {first.because}"
    return Item(
        mark, "look", title, why="Does it show a patient, or any part of one?", answer=told,
        picture_id=row.pk, open=True, answered_by=first.said_by_id,
    )  # fmt: skip


def who(people: Iterable[Appearance], case: Case) -> str:
    """“Mia T., a patient, and our staff only”: the short names that the post shows anyway."""
    names = [
        f"{case.names.get(one.subject_id, 'a patient')}, a patient"
        if one.subject_id is not None
        else SHOWS[one.kind]
        for one in people
    ]
    if len(names) > 1:
        names = [name.removesuffix(" only") for name in names]
        return f"{', '.join(names[:-1])}, and {names[-1]}"
    return "".join(names)


def caption(photo: Photo, people: list[Appearance], case: Case, me: User) -> str:
    said = ""
    if people:
        speaker = people[0].said_by
        verb = "say" if speaker.pk == me.pk else "says"
        said = f"It shows {who(people, case)}: {within(speaker, me)} {verb} so"
        confirmer = next((one.confirmed_by for one in people if one.confirmed_by), None)
        said += f", and {within(confirmer, me)} agreed." if confirmer else "."
    left = "Nothing but the picture is left in the file: no place, no camera, no date."
    return " ".join(filter(None, [PLACES.get(photo.place, ""), said, left]))
