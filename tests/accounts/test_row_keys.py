"""Numbers that no row can have: no page breaks over them, public ones least of all."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.row_keys import LARGEST, row_key
from tests import cast
from tests.content import road
from tests.routes import Route, routes

pytestmark = pytest.mark.django_db

TOO_LARGE = [str(LARGEST + 1), "9" * 30, "9" * 5000]


def client(user: object) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(user)  # type: ignore[arg-type]
    return browser


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "²", "x", "\x00", *TOO_LARGE])
def test_what_is_no_key(typed: str) -> None:
    assert row_key(typed) is None


def test_the_largest_key_is_one() -> None:
    assert row_key(str(LARGEST)) == LARGEST


def numbered() -> list[Route]:
    """Routes with a number in them, whatever else they hold."""
    return [
        route for route in routes() if "int:" in "".join(str(one.pattern) for one in route.chain)
    ]


@pytest.mark.parametrize("route", numbered(), ids=str)
def test_an_address_with_such_a_number_is_of_nothing(route: Route) -> None:
    h = road.house("Harbor Light Clinic")
    admin = cast.admin_of(h.organization)
    fill = dict.fromkeys(route.arguments, LARGEST + 1) | {
        name: value
        for name, value in {
            "slug": h.organization.slug, "account": h.newsroom.account_id, "action": "submit",
            "public_id": "00000000-0000-0000-0000-000000000000", "token": "x",
        }.items()
        if name in route.arguments
    }  # fmt: skip
    for user in (h.wren, admin):
        for method in ("get", "post"):
            answer = getattr(client(user), method)(route.path(**fill))
            assert answer.status_code in {404, 405}, (method, answer.status_code)


@pytest.mark.parametrize("typed", TOO_LARGE)
def test_such_a_number_in_a_form_breaks_nothing(typed: str) -> None:
    h = road.house()
    post = road.draft(h, photos=[cast.photo(h.organization, h.wren)])
    picture = post.pictures.get()
    writer = client(h.wren)
    words = reverse("content:words", args=[post.pk])
    coded = "application/x-www-form-urlencoded"
    assert writer.post(words, f"own-{typed}=x", content_type=coded).status_code == 302
    assert writer.post(words, {"seen": typed, "title": "New"}).status_code == 302
    channels = reverse("content:channels", args=[post.pk])
    assert writer.post(channels, {"channel": [typed, h.newsroom.pk]}).status_code == 302
    assert [target.channel for target in post.targets.all()] == [h.newsroom]
    answer = writer.post(
        reverse("content:picture", args=[post.pk, picture.pk]),
        {"shows": "yes", "patient": typed},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert "Choose which patient it is." in answer.content.decode()


@pytest.mark.parametrize("field", ["materials", "channels"])
def test_nor_when_a_patient_is_asked(field: str) -> None:
    h = road.house()
    patient = cast.subject(h.organization)
    url = reverse("consents:ask", args=[patient.public_id])
    answer = client(h.cory).post(url, {field: TOO_LARGE[0], "signer_name": "Mia Torres"})
    assert answer.status_code == 422
    assert "is not one of the available choices" in answer.content.decode()


@pytest.mark.parametrize("year", ["99999999999", "x", ""])
def test_no_such_year_in_the_admin(year: str) -> None:
    home = cast.organization()
    auditor = cast.person("Otis Auditor", home, "auditor")
    answer = client(auditor).get(f"/admin/accounts/auditevent/?at__year={year}")
    assert answer.status_code == 400
