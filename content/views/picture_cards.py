"""A picture of a draft as the editor shows it: what is said of it, and what still runs."""

from dataclasses import dataclass, field

from django.urls import reverse

from compliance.models import Photo, PhotoCheck, PhotoFinding
from compliance.models.photo import PLACES
from compliance.photos.check import CHECKER
from consents.models import Subject
from content.case import Case, PictureFacts
from content.forms.pictures import OTHERS
from content.models import Picture, Post


@dataclass(slots=True)
class PictureCard:
    """`work` is what the machine still does with it, in words; empty when it is done."""

    number: int
    picture: Picture
    patients: list[Subject]
    others: set[str]
    said: bool
    confirmed: bool
    work: str
    findings: list[PhotoFinding] = field(default_factory=list)
    places: tuple[tuple[str, str], ...] = PLACES
    kinds: tuple[tuple[str, str], ...] = OTHERS

    @property
    def photo(self) -> Photo:
        return self.picture.photo

    @property
    def pending(self) -> bool:
        return bool(self.work)

    @property
    def shows(self) -> str:
        """The answer to “does it show a patient?”: yes, no, or nothing yet."""
        return ("yes" if self.patients else "no") if self.said else ""

    @property
    def shown(self) -> dict[str, object]:
        """The picture as `parts/picture.html` draws it."""
        return {
            "src": reverse("compliance:photo", args=[self.photo.public_id]),
            "alt": self.picture.alt_text or f"Picture {self.number}, not described yet",
            "width": self.photo.width,
            "height": self.photo.height,
            "boxes": self.boxes,
        }

    @property
    def boxes(self) -> list[dict[str, object]]:
        return [
            {
                "number": number,
                "label": one.message,
                "level": "stop" if one.severity == "block" else "look",
                **dict(zip("xywh", one.box, strict=True)),
            }
            for number, one in enumerate(self.findings, start=1)
            if one.box
        ]


def cards(post: Post, case: Case) -> list[PictureCard]:
    """The pictures in their order, with a constant number of queries."""
    rows = {row.pk: row for row in post.pictures.select_related("photo")}
    subjects = Subject.objects.of(post.organization_id).in_bulk(
        [one for facts in case.pictures for one in case.patients(facts.material_id)]
    )
    photos = [facts.photo_id for facts in case.pictures]
    found = list(
        PhotoFinding.objects.of(post.organization_id)
        .filter(photo__in=photos, found_in__checker=CHECKER)
        .exclude(severity="info")
        .order_by("pk")
    )
    tried = set(
        PhotoCheck.objects.of(post.organization_id)
        .filter(photo__in=photos, checker=CHECKER, finished_at=None, attempts__gt=2)
        .values_list("photo_id", flat=True)
    )
    made = [
        card(number, rows[facts.id], facts, case, subjects, facts.photo_id in tried)
        for number, facts in enumerate(case.pictures, start=1)
        if facts.id in rows
    ]
    for one in made:
        one.findings = [finding for finding in found if finding.photo_id == one.photo.pk]
    return made


def card(
    number: int,
    picture: Picture,
    facts: PictureFacts,
    case: Case,
    subjects: dict[int, Subject],
    tried: bool,
) -> PictureCard:
    said = case.said_about(facts.material_id)
    return PictureCard(
        number=number,
        picture=picture,
        patients=[subjects[one] for one in case.patients(facts.material_id) if one in subjects],
        others={one.kind for one in said if one.kind != "patient"},
        said=bool(said),
        confirmed=bool(said) and all(one.confirmed_by is not None for one in said),
        work=work(facts, case, tried),
    )


def work(facts: PictureFacts, case: Case, tried: bool) -> str:
    if not facts.checked:
        if tried:
            return "Looking at it takes longer than usual. It is tried again by itself."
        return "Looking for text, faces and codes. You can go on writing."
    if any(not facts.rendition(target.profile) for target in case.targets):
        return "Making it ready for its channels. You can go on writing."
    return ""
