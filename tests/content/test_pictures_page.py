"""Pictures in the editor: uploads by position, the two questions, what still runs."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from compliance.models import Photo
from consents.models import Appearance
from content.models import Picture, Post
from tests import cast
from tests.content import road
from tests.content.test_editor import HTMX, at, client

pytestmark = pytest.mark.django_db


def file(name: str = "Mia Torres.png", colour: tuple[int, int, int] = (20, 90, 60), data=None):
    out = BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, "PNG")
    return SimpleUploadedFile(name, data if data is not None else out.getvalue(), "image/png")


def picture_of(h: road.House, place: str = "event") -> tuple[Post, Picture]:
    post = road.draft(h, photos=[cast.photo(h.organization, h.wren, place=place)])
    return post, post.pictures.get()


def say(browser: Client, post: Post, picture: Picture, **answers: object):
    data = {"place": "event", "alt_text": "A table with flowers", **answers}
    return browser.post(at("picture", post, picture.pk), data, headers=HTMX)


def live(picture: Picture) -> list[tuple[str, int | None]]:
    rows = Appearance.objects.filter(material=picture.photo.material, superseded_at=None)
    return sorted(rows.values_list("kind", "subject_id"))


def test_several_pictures_come_in_at_once() -> None:
    h = road.house()
    post = road.draft(h)
    files = [file(), file(colour=(200, 10, 10))]
    reply = client(h.wren).post(at("upload", post), {"pictures": files}, headers=HTMX)
    assert post.pictures.count() == 2
    page = reply.content.decode()
    assert "Looking for text, faces and codes." in page
    assert "every 2s" in page
    assert "Mia Torres" not in page


def test_a_refused_file_is_named_by_its_place_and_the_others_stay() -> None:
    h = road.house()
    post = road.draft(h)
    files = [file(), file(data=b"%PDF-1.7 a document")]
    for headers in (HTMX, None):
        browser = client(h.wren)
        files = [file(), file(data=b"%PDF-1.7 a document")]
        reply = browser.post(at("upload", post), {"pictures": files}, headers=headers)
        if headers is None:
            reply = browser.get(at("editor", post))
        page = reply.content.decode()
        assert "Picture 2 of 2: This is a PDF document." in page
        assert "Mia Torres" not in page
    assert post.pictures.count() == 1


def test_nothing_chosen_is_said() -> None:
    h = road.house()
    post = road.draft(h)
    reply = client(h.wren).post(at("upload", post), {}, headers=HTMX)
    assert "No picture arrived." in reply.content.decode()


def test_the_two_questions_and_the_alt_text_are_kept() -> None:
    h = road.house()
    post, picture = picture_of(h)
    reply = say(client(h.wren), post, picture, place="office", shows="no", others=["staff"],
                alt_text="A nurse at a desk")  # fmt: skip
    picture.refresh_from_db()
    assert (picture.alt_text, picture.photo.place) == ("A nurse at a desk", "office")
    assert live(picture) == [("staff", None)]
    assert "does it show a patient, or any part of one?" not in reply.content.decode()


def test_a_patient_is_chosen_by_short_name_and_more_than_one_may_be_shown() -> None:
    h = road.house()
    mia, ana = cast.subject(h.organization), cast.subject(h.organization, "Ana Ruiz")
    post, picture = picture_of(h)
    browser = client(h.wren)
    assert "Mia T." in browser.get(at("editor", post)).content.decode()
    say(browser, post, picture, shows="yes", patient=[str(mia.pk), str(ana.pk), ""],
        others=["staff"])  # fmt: skip
    assert live(picture) == sorted(
        [("patient", mia.pk), ("patient", ana.pk), ("staff", None)], key=str
    ) or set(live(picture)) == {("patient", mia.pk), ("patient", ana.pk), ("staff", None)}
    page = browser.get(at("editor", post)).content.decode()
    assert "Mia Torres" not in page
    assert "has not signed a permission form" in page


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"shows": "yes"}, "Choose which patient it is."),
        ({"shows": "no"}, "If nobody is, choose “Nobody”."),
        ({"shows": "no", "others": ["nobody", "staff"]}, "It shows nobody, or somebody."),
    ],
)
def test_half_an_answer_is_asked_for_and_nothing_is_said(
    answers: dict[str, object], sentence: str
) -> None:
    h = road.house()
    post, picture = picture_of(h)
    reply = say(client(h.wren), post, picture, alt_text="Two hands", **answers)
    assert sentence in reply.content.decode()
    assert live(picture) == []
    picture.refresh_from_db()
    assert picture.alt_text == "Two hands"


def test_where_patients_are_cared_for_nobody_is_the_public() -> None:
    h = road.house()
    post, picture = picture_of(h)
    browser = client(h.wren)
    say(browser, post, picture, place="event", shows="no", others=["public"])
    assert live(picture) == [("public", None)]
    reply = say(browser, post, picture, place="clinical")
    assert "nobody is “the public”" in reply.content.decode()
    assert Photo.objects.get().place == "event"
    say(browser, post, picture, place="clinical", shows="no", others=["staff"])
    assert (Photo.objects.get().place, live(picture)) == ("clinical", [("staff", None)])
    say(browser, post, picture, place="event", shows="no", others=["public"])
    assert (Photo.objects.get().place, live(picture)) == ("event", [("public", None)])


def test_a_foreign_patient_cannot_be_chosen() -> None:
    h, other = road.house(), road.house("Elsewhere Clinic")
    stranger = cast.subject(other.organization)
    post, picture = picture_of(h)
    say(client(h.wren), post, picture, shows="yes", patient=[str(stranger.pk)])
    assert live(picture) == []


def test_a_picture_can_be_taken_out() -> None:
    h = road.house()
    post, picture = picture_of(h)
    reply = client(h.wren).post(at("remove_picture", post, picture.pk), headers=HTMX)
    assert f'id="photo-{picture.pk}" hx-swap-oob="delete"' in reply.content.decode()
    assert not post.pictures.exists()


def test_the_page_asks_until_nothing_runs_any_more() -> None:
    h = road.house()
    post = road.draft(h)
    browser = client(h.wren)
    browser.post(at("upload", post), {"pictures": [file()]})
    assert "every 2s" in browser.get(at("pending", post), headers=HTMX).content.decode()
    road.prepare_pictures()
    page = browser.get(at("pending", post), headers=HTMX).content.decode()
    assert "every 2s" not in page
    assert "Nothing found by the machine." in page


def test_pictures_of_strangers_and_of_other_posts_are_missing() -> None:
    h, other = road.house(), road.house("Elsewhere Clinic")
    post, picture = picture_of(h)
    assert say(client(other.wren), post, picture).status_code == 404
    second = road.draft(h)
    assert say(client(h.wren), second, picture).status_code == 404
    reply = client(other.wren).post(at("upload", post), {"pictures": [file()]})
    assert reply.status_code == 404


def test_too_many_at_once_are_told_and_not_kept() -> None:
    h = road.house()
    post = road.draft(h)
    many = [file(colour=(number, 9, 9)) for number in range(100)]
    url = at("upload", post)
    answer = client(h.wren).post(url, {"pictures": many}, headers=HTMX)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "10 pictures are the most. Only the first 10 were taken." in page
    assert (post.pictures.count(), Photo.objects.count()) == (10, 10)
    answer = client(h.wren).post(url, {"pictures": [file(colour=(9, 9, 200))]}, headers=HTMX)
    assert "10 pictures are the most. Take one out first." in answer.content.decode()
    assert Photo.objects.count() == 10


def test_a_source_that_is_too_long_is_told_and_empties_nothing() -> None:
    h = road.house()
    post, picture = picture_of(h)
    browser = client(h.wren)
    say(browser, post, picture, place="stock", source="Bought from a seller")
    answer = say(browser, post, picture, place="stock", source="x" * 301)
    assert "at most 300 characters" in answer.content.decode()
    picture.photo.refresh_from_db()
    assert picture.photo.source == "Bought from a seller"


def test_a_store_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError("No space left on device")

    h = road.house()
    post = road.draft(h)
    monkeypatch.setattr(Photo._meta.get_field("file").storage, "save", full)
    answer = client(h.wren).post(at("upload", post), {"pictures": [file()]}, headers=HTMX)
    assert answer.status_code == 200
    assert "could not be kept just now" in answer.content.decode()
    assert not Photo.objects.exists()
