"""Asking invented patients, and signing for them: the link by mail, the form, the typed name."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from accounts.clock import day_in, now
from compliance.models import Photo
from config.demo.people import Cast
from config.demo.testimonials import Testimonial
from consents import appearances, links, materials, requests, signing, subjects
from consents.appearances import Said
from consents.choices import everything
from consents.lasting import years_later
from consents.models import Authorization, Material, Request, Subject
from consents.tasks import send_due_mails


@dataclass(frozen=True)
class Asked:
    """A patient, the exact words that are theirs, and the request that was mailed."""

    patient: Subject
    words: Material
    request: Request


def ask(cast: Cast, said: Testimonial, photos: dict[str, Photo]) -> Asked:
    """Add the patient, say what shows them, and have the link mailed. `photos` by alt text."""
    organization = cast.organization
    today = day_in(organization.time_zone, now())
    patient = subjects.add(
        organization,
        name=said.name,
        email=said.email,
        by=cast.coordinator,
        is_minor=bool(said.signer),
        may_be_contacted_since=today - timedelta(days=20),
    )
    words = materials.for_words(organization, said.words, cast.writer)
    shown = [words, *(materials.for_photo(photo, cast.writer) for photo in photos.values())]
    for material in shown:
        appearances.say(material, [Said("patient", patient)], cast.writer)
    pictures = [{"sha256": photo.sha256, "alt_text": alt} for alt, photo in photos.items()]
    request = requests.ask(
        subject=patient,
        materials=shown,
        channels=[cast.newsroom],
        purposes=["marketing"],
        signer_kind="representative" if said.signer else "self",
        signer_name=said.signer or said.name,
        signer_relation=said.relation,
        signer_email=said.email,
        by=cast.coordinator,
        preview={"title": said.title, "text": said.text, "pictures": pictures},
    )
    send_due_mails()
    return Asked(patient, words, request)


def sign(request: Request) -> Authorization:
    """What the patient does on the phone: yes to everything shown, for a year."""
    request.refresh_from_db()
    today = day_in(request.subject.organization.time_zone, now())
    return signing.sign(
        request,
        everything(request.content, years_later(today, 1), "takedown"),
        request.signer_name,
        True,
        {"device": "the demonstration"},
    )


def mail_of(request: Request) -> Path | None:
    """The file in which the link of a request lies, when mails are files."""
    request.refresh_from_db()
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", "") or settings.CHAPERONE_VAR / "mail")
    for file in sorted(folder.glob("*.log"), reverse=True):
        for token in re.findall(r"/p/([\w-]{20,})", file.read_text(errors="replace")):
            if links.token_digest(links.SIGNING, token) == request.token_digest:
                return file
    return None
