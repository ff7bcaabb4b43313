import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client


@pytest.fixture
def visitor(db):
    user = get_user_model().objects.create_user(
        "ada@clinic.example", "correct horse battery", name="Ada Bright"
    )
    client = Client()
    with time_machine.travel("2030-01-01T08:00:00Z", tick=False):
        client.force_login(user)
        client.get("/accounts/password/change/")
    return client


@pytest.mark.parametrize(("clock", "status"), [("19:59", 200), ("20:01", 302)])
def test_a_sign_in_lasts_twelve_hours_however_busy(visitor, clock, status):
    for hour in range(9, 20):
        with time_machine.travel(f"2030-01-01T{hour:02}:30:00Z", tick=False):
            assert visitor.get("/accounts/password/change/").status_code == 200
    with time_machine.travel(f"2030-01-01T{clock}:00Z", tick=False):
        assert visitor.get("/accounts/password/change/").status_code == status


def test_a_closed_person_is_signed_out_at_once(visitor):
    user = get_user_model().objects.get()
    with time_machine.travel("2030-01-01T08:05:00Z", tick=False):
        assert visitor.get("/profile/").status_code == 200
        user.closed_at = user.date_joined
        user.save()
        answer = visitor.get("/profile/")
        assert (answer.status_code, answer.headers["Location"][:16]) == (302, "/accounts/login/")
