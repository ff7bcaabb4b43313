"""The people and things of the stories, made through the real verbs where there are some."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from accounts.clock import day_in, now
from accounts.models import Membership, Organization, User
from accounts.roles import assign
from channels.models import Channel
from compliance.models import Photo
from consents import appearances, requests, signing, subjects
from consents.appearances import Said
from consents.choices import Choices, everything
from consents.lasting import years_later
from consents.materials import for_photo
from consents.models import Authorization, Material, Request, Subject

PASSWORD = "an invented pass phrase"
_numbers: Iterator[int] = count(1)


def organization(name: str = "Fairhaven Clinic", **fields: Any) -> Organization:
    """An organization with an admin of its own, so that any other role may come and go."""
    number = next(_numbers)
    made = Organization.objects.create(
        name=name,
        slug=fields.pop("slug", f"organization-{number}"),
        **{"address": "1 Harbor Road, Fairhaven", "phone": "555-0142", "contact": "Rosa Delgado"}
        | fields,
    )
    person(f"Admin {number}", made, "admin")
    return made


def person(name: str, organization: Organization | None = None, *roles: str) -> User:
    """Somebody with a login, and with these roles if an organization is given."""
    user = User.objects.create_user(
        f"{name.lower().replace(' ', '.')}.{next(_numbers)}@example.org", PASSWORD,
        name=name,
    )  # fmt: skip
    if organization:
        assign(organization, user, roles, by=None)
    return user


def admin_of(organization: Organization) -> User:
    """The admin that an organization was made with, freshly read."""
    return Membership.objects.of(organization).earliest("pk").user


def subject(
    organization: Organization, name: str = "Mia Torres", by: User | None = None, **fields: Any
) -> Subject:
    """A patient who said that she may be asked."""
    details: dict[str, Any] = {
        "email": "family@example.org",
        "may_be_contacted_since": date(2026, 4, 1),
    } | fields
    by = by or person("Added By", organization, "coordinator")
    return subjects.add(organization, name=name, by=by, **details)


def photo(organization: Organization, by: User | None = None, **fields: Any) -> Photo:
    """A plain picture of its own colour, in the encrypted store."""
    number = next(_numbers)
    data = BytesIO()
    Image.new("RGB", (48, 32), (number % 256, number // 256 % 256, 90)).save(data, "PNG")
    made = Photo(
        organization=organization,
        sha256=hashlib.sha256(data.getvalue()).hexdigest(),
        uploaded_by=by or person("Uploaded By", organization, "writer"),
        **{"content_type": "image/png", "width": 48, "height": 32, "place": "event"} | fields,
    )
    made.file.save("picture.png", ContentFile(data.getvalue()), save=False)
    made.save()
    return made


def channel(organization: Organization, name: str = "Newsroom", **fields: Any) -> Channel:
    """A place to publish: the built-in newsroom unless told otherwise."""
    return Channel.objects.create(
        organization=organization,
        name=name,
        **{"kind": "newsroom", "account_id": f"{organization.slug}-{next(_numbers)}"} | fields,
    )


def shows(material: Material, patient: Subject, by: User) -> Material:
    """Somebody says that this patient is in it."""
    appearances.say(material, [Said("patient", patient)], by)
    return material


def request(
    patient: Subject,
    materials: Sequence[Material] = (),
    channels: Sequence[Channel] = (),
    by: User | None = None,
    **details: Any,
) -> Request:
    """A patient is asked, by somebody who may, and the link counts as mailed."""
    house = patient.organization
    by = by or person("Cora Coordinator", house, "coordinator")
    materials = materials or [shows(for_photo(photo(house, by), by), patient, by)]
    made = requests.ask(
        subject=patient,
        materials=materials,
        channels=channels or [channel(house)],
        by=by,
        **{
            "purposes": ["marketing"],
            "signer_kind": "self",
            "signer_name": patient.name,
            "signer_relation": "",
            "signer_email": "family@example.org",
        }
        | details,
    )
    Request.objects.filter(pk=made.pk).update(
        sent_at=now(), mail_due_at=None, link_expires_at=now() + timedelta(days=14)
    )
    made.refresh_from_db()
    return made


def yes(asked: Request, **narrower: Any) -> Choices:
    """Yes to everything that was asked, for a year, unless told otherwise."""
    today = day_in(asked.subject.organization.time_zone, now())
    return replace(everything(asked.content, years_later(today, 1), "takedown"), **narrower)


def sign(asked: Request, **narrower: Any) -> Authorization:
    """The patient, or whoever was asked for the patient, signs."""
    name = asked.content["signer"]["name"]
    return signing.sign(asked, yes(asked, **narrower), name, True, {})
