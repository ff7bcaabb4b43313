"""The people and things of the stories, made through the real verbs where there are some."""

import hashlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from accounts.models import Membership, Organization, User
from accounts.roles import assign
from channels.models import Channel
from compliance.models import Photo
from consents.models import Subject

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
    return Subject.objects.create(
        organization=organization,
        name=name,
        added_by=by or person("Added By", organization, "coordinator"),
        **{"email": "family@example.org", "may_be_contacted_since": date(2026, 4, 1)} | fields,
    )


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
