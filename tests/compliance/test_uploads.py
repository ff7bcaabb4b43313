"""A picture that comes in: who may, once for the same pixels, nothing left behind."""

from io import BytesIO

import pytest
from PIL import Image

from accounts import roles
from accounts.models import Membership, Organization, User
from compliance import uploads
from compliance.blockers import Refused
from compliance.models import Photo
from compliance.photos.sandbox import prepare
from compliance.uploads import upload
from content import writing
from content.loading import load_one
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db


def picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (64, 48), (12, 90, 200)).save(data, "PNG")
    return data.getvalue()


def stored(photo: Photo) -> int:
    """How many files the private store holds."""
    folders, _ = photo.file.storage.listdir("")
    return sum(len(photo.file.storage.listdir(one)[1]) for one in folders)


def test_the_same_pixels_are_one_photo_and_one_file() -> None:
    house = cast.organization()
    wren = cast.person("Wren Writer", house, "writer")
    first = upload(house, wren, picture())
    before = stored(first)
    assert upload(house, wren, picture()) == first
    assert (Photo.objects.count(), stored(first)) == (1, before)


def test_who_lost_the_right_while_the_picture_was_read_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = cast.organization()
    wren = cast.person("Wren Writer", house, "writer")
    before = stored(cast.photo(house, wren))
    real = prepare

    def meanwhile(data: bytes) -> object:
        roles.end(Membership.objects.get(user=wren), by=None)
        return real(data)

    monkeypatch.setattr(uploads, "prepare", meanwhile)
    with pytest.raises(Refused, match="may_not_write"):
        upload(Organization.objects.get(), User.objects.get(pk=wren.pk), picture())
    assert Photo.objects.count() == 1
    assert stored(Photo.objects.get()) == before


def test_bytes_that_were_kept_twice_do_not_strand_a_post() -> None:
    h = road.house()
    one = cast.photo(h.organization, h.wren)
    two = cast.photo(h.organization, h.wren)
    Photo.objects.filter(pk=two.pk).update(sha256=one.sha256)
    post = road.draft(h, photos=[one])
    other = road.draft(h)
    added = writing.add_picture(other, h.wren, Photo.objects.get(pk=two.pk), "A table")
    assert added.photo == one
    assert len(load_one(road.again(post)).pictures) == len(load_one(road.again(other)).pictures)
