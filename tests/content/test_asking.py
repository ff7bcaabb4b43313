"""Asking a family from the post: one request per patient, and who may."""

from datetime import date

import pytest
from django.urls import reverse

from consents.appearances import Said
from consents.models import Request, Subject
from content import answers
from content.models import Picture, Post
from tests import cast
from tests.content import road
from tests.content.test_editor import at, client

pytestmark = pytest.mark.django_db


def story(h: road.House, *subjects: Subject) -> Post:
    photos = [cast.photo(h.organization, h.wren) for _ in subjects]
    post = road.draft(h, photos=photos, kind="story", purpose="marketing")
    for picture, subject in zip(Picture.objects.filter(post=post), subjects, strict=True):
        answers.say_who(picture, h.wren, [Said("patient", subject)])
    return post


def filled(post: Post, subject: Subject, **other: object) -> dict[str, object]:
    picture = next(
        one
        for one in Picture.objects.filter(post=post)
        if one.photo.material.appearances.filter(subject=subject).exists()
    )
    values: dict[str, object] = {
        "materials": [picture.photo.material.pk],
        "channels": [post.targets.get().channel_id],
        "purposes": ["marketing"],
        "signer_kind": "self",
        "signer_name": subject.name,
        "signer_email": "family@example.org",
        **other,
    }
    return {"subject": subject.pk} | {f"{subject.pk}-{n}": v for n, v in values.items()}


def test_a_coordinator_asks_with_everything_of_the_post_ticked() -> None:
    h = road.house()
    mia = cast.subject(h.organization)
    post = story(h, mia)
    browser = client(h.cory)
    page = browser.get(at("ask", post)).content.decode()
    assert page.count("checked") >= 3
    reply = browser.post(at("ask", post), filled(post, mia))
    assert reply.headers["Location"] == at("ask", post)
    request = Request.objects.get()
    assert (request.subject, request.requested_by) == (mia, h.cory)
    assert list(request.channels.all()) == [h.newsroom]
    assert request.content["preview"]["text"] == road.TIP
    again = browser.get(at("ask", post)).content.decode()
    assert "There is no answer yet." in again


def test_two_patients_are_asked_apart_and_see_nothing_of_each_other() -> None:
    h = road.house()
    mia, ana = cast.subject(h.organization), cast.subject(h.organization, "Ana Ruiz")
    post = story(h, mia, ana)
    browser = client(h.cory)
    page = browser.get(at("ask", post)).content.decode()
    assert "Mia T." in page
    assert "Ana R." in page
    browser.post(at("ask", post), filled(post, ana))
    request = Request.objects.get()
    assert request.subject == ana
    assert request.materials.count() == 1
    assert request.content["preview"] is None


def test_what_is_blank_is_said_beside_its_field_and_nothing_typed_is_lost() -> None:
    h = road.house()
    mia = cast.subject(h.organization, is_minor=True)
    post = story(h, mia)
    data = filled(post, mia, signer_kind="representative", signer_name="Rosa Torres")
    reply = client(h.cory).post(at("ask", post), data)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "for example “mother”" in page
    assert 'value="Rosa Torres"' in page
    assert not Request.objects.exists()


def test_since_when_a_patient_may_be_asked_is_written_down_on_the_way() -> None:
    h = road.house()
    mia = cast.subject(h.organization, email="", may_be_contacted_since=None)
    post = story(h, mia)
    browser = client(h.cory)
    assert browser.post(at("ask", post), filled(post, mia)).status_code == 422
    browser.post(at("ask", post), filled(post, mia, may_be_contacted_since="2026-04-02"))
    mia.refresh_from_db()
    assert (mia.may_be_contacted_since, mia.email) == (date(2026, 4, 2), "family@example.org")
    assert Request.objects.count() == 1


def test_who_may_not_ask_is_told_by_name_who_can() -> None:
    h = road.house()
    mia = cast.subject(h.organization, by=h.cory)
    post = story(h, mia)
    for name in ("ask", "new_patient"):
        reply = client(h.wren).get(at(name, post))
        assert reply.status_code == 403
        assert "Cory Coordinator" in reply.content.decode()
        assert client(h.wren).post(at(name, post), {"name": "Ana Ruiz"}).status_code == 403
    assert Subject.objects.count() == 1


def test_strangers_find_nothing() -> None:
    h, other = road.house(), road.house("Elsewhere Clinic")
    post = road.draft(h)
    for name in ("ask", "new_patient"):
        assert client(other.cory).get(at(name, post)).status_code == 404


def test_a_new_patient_can_be_chosen_afterwards() -> None:
    h = road.house()
    post = road.draft(h)
    data = {
        "name": "Ana Ruiz",
        "email": "ana@example.org",
        "may_be_contacted_since": "2026-04-02",
        "language": "es",
    }
    reply = client(h.cory).post(at("new_patient", post), data)
    assert reply.headers["Location"] == reverse("content:editor", args=[post.pk])
    ana = Subject.objects.get()
    assert (ana.short_name, ana.language, ana.organization) == ("Ana R.", "es", h.organization)


def test_a_patient_without_a_name_is_refused_beside_the_field() -> None:
    h = road.house()
    post = road.draft(h)
    reply = client(h.cory).post(at("new_patient", post), {"name": " ", "language": "en"})
    assert reply.status_code == 422
    assert "Write the patient’s name." in reply.content.decode()
