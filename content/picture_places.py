"""Where a picture was taken: where patients are cared for, nobody is “the public”."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from compliance.blockers import Refused
from compliance.models import Photo
from compliance.models.photo import PLACES
from consents.models import Appearance
from content.models import Picture
from content.writing import draft, touch


def say_place(picture: Picture, by: User, place: str, source: str = "") -> None:
    """Write down where a draft's picture was taken, and its source and licence if it has one.

    Raises Refused outside draft, and for a clinical place while the picture is said to show the
    public: then who is in it has to be said anew first.
    """
    if place not in dict(PLACES):
        raise Refused.because("no_place", "Choose where it was taken.")
    with transaction.atomic(durable=True):
        post = draft(picture.post, by)
        photo = Photo.objects.of(post.organization_id).get(pk=picture.photo_id)
        if place == "clinical" and shows_public(photo):
            raise Refused.because(
                "clinical_is_not_public",
                "Where patients are cared for, nobody is “the public”. Say first who is in it.",
            )
        if (photo.place, photo.source) != (place, source):
            photo.place, photo.source = place, source
            photo.save(update_fields=["place", "source"])
            touch(post, by)
            audit.record(post.organization, by, "place_said", post, photo=photo.pk, place=place)
    picture.photo.place, picture.photo.source = place, source


def shows_public(photo: Photo) -> bool:
    live = Appearance.objects.of(photo.organization_id).filter(superseded_at=None)
    return live.filter(material__photo=photo, kind="public").exists()
