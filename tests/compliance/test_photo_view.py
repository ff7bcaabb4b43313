"""Private pictures: only to those who may see them, and kept by nobody on the way."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from compliance.models import Photo
from tests import cast

pytestmark = pytest.mark.django_db


def get(photo: Photo, user: User | None = None):
    browser = Client()
    if user:
        browser.force_login(user)
    return browser.get(reverse("compliance:photo", args=[photo.public_id]))


def test_somebody_who_sees_posts_gets_the_decrypted_bytes_uncached() -> None:
    house = cast.organization()
    photo = cast.photo(house)
    reply = get(photo, cast.person("Rita Reviewer", house, "reviewer"))
    with photo.file.open("rb") as stored:
        assert reply.content == stored.read()
    assert reply.content.startswith(b"\x89PNG")
    assert reply.headers["Content-Type"] == "image/png"
    assert reply.headers["Cache-Control"] == "private, no-store"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Content-Disposition"] == "inline"


def test_a_foreign_picture_is_a_missing_one() -> None:
    photo = cast.photo(cast.organization())
    stranger = cast.person("Sam Stranger", cast.organization("Elsewhere Clinic"), "writer")
    foreign = get(photo, stranger)
    photo.public_id = uuid.uuid4()
    missing = get(photo, stranger)
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert b"PNG" not in foreign.content


def test_the_operator_sees_no_pictures() -> None:
    operator = User.objects.create_superuser("operator@example.org", cast.PASSWORD)
    assert get(cast.photo(cast.organization()), operator).status_code == 404


def test_a_visitor_is_asked_to_sign_in() -> None:
    reply = get(cast.photo(cast.organization()))
    assert reply.status_code == 302
    assert b"PNG" not in reply.content


def test_nothing_but_reading_is_allowed() -> None:
    house = cast.organization()
    browser = Client()
    browser.force_login(cast.person("Wren Writer", house, "writer"))
    url = reverse("compliance:photo", args=[cast.photo(house).public_id])
    assert browser.post(url).status_code == 405


def test_a_picture_whose_file_is_gone_is_missing_and_nothing_breaks() -> None:
    house = cast.organization()
    photo = cast.photo(house)
    photo.file.storage.delete(str(photo.file.name))
    assert get(photo, cast.person("Rita Reviewer", house, "reviewer")).status_code == 404
