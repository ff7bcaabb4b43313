"""What every answer carries, and who may see a page without signing in."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def test_every_page_has_the_strict_policy():
    response = Client().get("/accounts/login/")
    assert response.status_code == 200
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_cookies_are_not_for_scripts():
    response = Client().get("/accounts/login/")
    assert response.cookies["csrftoken"]["httponly"]
    assert response.cookies["csrftoken"]["samesite"] == "Lax"


def test_nobody_signs_up_by_themselves():
    client = Client()
    form = {
        "email": "eve@clinic.example",
        "password1": "x" * 14 + "9q",
        "password2": "x" * 14 + "9q",
    }
    answer = client.post("/accounts/signup/", form)
    assert "_auth_user_id" not in client.session
    assert b"password1" not in answer.content


@pytest.mark.parametrize("path", ["/accounts/password/change/", "/admin/"])
def test_a_stranger_is_sent_to_the_sign_in_page(path):
    response = Client().get(path)
    assert response.status_code == 302
    assert "/login/" in response.headers["Location"]


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "login/code/confirm/"])
def test_nobody_changes_the_address_they_sign_in_with(path, django_user_model):
    client = Client()
    client.force_login(
        django_user_model.objects.create_user("ada@clinic.example", name="Ada Bright")
    )
    answer = client.post(f"/accounts/{path}", {"email": "eve@else.example", "action_add": ""})
    assert answer.status_code == 404


def test_signing_out_takes_a_post(django_user_model):
    client = Client()
    client.force_login(
        django_user_model.objects.create_user("ada@clinic.example", name="Ada Bright")
    )
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_alive_says_so_to_anybody():
    response = Client().get("/alive")
    assert (response.status_code, response.content) == (200, b"ok\n")
