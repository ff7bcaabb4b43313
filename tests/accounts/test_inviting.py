"""Invitations: one link, one person, one use, and a GET that changes nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts import access, invitation_mail, inviting, roles
from accounts.clock import now
from accounts.models import AuditEvent, Invitation, Membership, Organization, User
from accounts.refusal import Refusal
from tests import cast

pytestmark = pytest.mark.django_db
ADDRESS = "ana.reyes@example.org"
Capture = Any  # pytest-django's fixture has no type


@pytest.fixture
def house() -> Organization:
    return cast.organization("Harbor Light Clinic")


@pytest.fixture
def token(house: Organization, django_capture_on_commit_callbacks: Capture) -> str:
    """The token of a fresh invitation, read from its mail as the person would."""
    with django_capture_on_commit_callbacks(execute=True):
        inviting.invite(house, ADDRESS, ["writer"], cast.admin_of(house), "Ana Reyes")
    return token_in(str(mail.outbox[-1].body))


def token_in(text: str) -> str:
    found = re.search(r"/join/([\w-]+)/", text)
    assert found
    return found[1]


def join_page(token: str) -> str:
    return reverse("people:accept", args=[token])


def test_the_mail_says_who_asks_for_what(house: Organization, token: str) -> None:
    letter = mail.outbox[-1]
    assert letter.to == [ADDRESS]
    assert house.name in letter.subject
    assert "Ana Reyes" in letter.body
    assert "drafts posts" in letter.body
    assert cast.admin_of(house).name in letter.body


def test_the_token_is_in_the_mail_only(house: Organization, token: str) -> None:
    assert len(token) >= 43
    row = Invitation.objects.of(house).values().get()
    assert token not in str(row)
    assert token not in str(list(AuditEvent.objects.values()))
    assert row["token_digest"] == inviting.digest(token)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_at_the_page_changes_nothing(token: str, method: str) -> None:
    for _ in range(3):
        getattr(Client(), method)(join_page(token))
    assert inviting.find(token).accepted_at is None
    assert not User.objects.filter(email=ADDRESS).exists()


def test_a_new_person_joins_and_is_signed_in(house: Organization, token: str) -> None:
    client = Client()
    page = client.get(join_page(token))
    assert house.name in page.content.decode()
    given = {"name": "Ana Reyes", "password": cast.PASSWORD, "again": cast.PASSWORD}
    answer = client.post(join_page(token), given)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/")
    user = User.objects.get(email=ADDRESS)
    assert get_user(client) == user
    assert user.check_password(cast.PASSWORD)
    assert access.may(user, "accounts.write_posts", house)
    assert not access.may(user, "accounts.approve_posts", house)


def test_a_link_works_once(token: str) -> None:
    inviting.accept(token, "Ana Reyes", cast.PASSWORD)
    with pytest.raises(Refusal, match="not valid any more"):
        inviting.accept(token, "Ana Reyes", cast.PASSWORD)
    assert Client().get(join_page(token)).status_code == 404


def test_a_link_ends_after_fourteen_days(token: str) -> None:
    with time_machine.travel(now() + timedelta(days=13, hours=23), tick=False):
        assert Client().get(join_page(token)).status_code == 200
    with time_machine.travel(now() + timedelta(days=14, minutes=1), tick=False):
        assert Client().get(join_page(token)).status_code == 404
        with pytest.raises(Refusal):
            inviting.accept(token, "Ana Reyes", cast.PASSWORD)


def test_a_withdrawn_one_answers_as_one_that_never_was(house: Organization, token: str) -> None:
    inviting.withdraw(Invitation.objects.of(house).get(), cast.admin_of(house))
    answers = [Client().get(join_page(one)) for one in (token, "x" * 43)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_second_invitation_replaces_the_first(
    house: Organization, token: str, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        inviting.invite(house, ADDRESS.upper(), ["reviewer"], cast.admin_of(house))
    assert inviting.find(token_in(str(mail.outbox[-1].body))).roles == ["reviewer"]
    with pytest.raises(Refusal):
        inviting.find(token)


def test_one_of_somebody_who_lost_the_right_is_void(house: Organization, token: str) -> None:
    admin = cast.admin_of(house)
    cast.person("Other Admin", house, "admin")
    roles.assign(house, admin, ["writer"], by=None)
    with pytest.raises(Refusal):
        inviting.accept(token, "Ana Reyes", cast.PASSWORD)
    assert not User.objects.filter(email=ADDRESS).exists()


def test_an_account_joins_with_what_it_has(house: Organization, token: str) -> None:
    other = cast.organization("Second House")
    user = User.objects.create_user(ADDRESS, cast.PASSWORD, name="Ana Reyes")
    roles.assign(other, user, ["legal"], by=None)
    with pytest.raises(Refusal, match="Sign in"):
        inviting.accept(token, "Impostor", "another pass phrase")
    stranger = Client()
    assert "Sign in" in stranger.get(join_page(token)).content.decode()
    stranger.post(join_page(token), {"name": "Impostor", "password": "x", "again": "x"})
    client = Client()
    client.force_login(user)
    assert client.post(join_page(token)).status_code == 302
    fresh = User.objects.get(pk=user.pk)
    assert access.organization_ids(fresh, "accounts.see_posts") == {house.pk, other.pk}
    assert fresh.is_staff


def test_somebody_elses_link_is_of_no_use(house: Organization, token: str) -> None:
    stranger = cast.person("Sam Stone")
    client = Client()
    client.force_login(stranger)
    page = client.post(join_page(token), {"name": "S", "password": cast.PASSWORD})
    assert "for ana.reyes@example.org" in page.content.decode()
    with pytest.raises(Refusal, match="somebody else"):
        inviting.join(token, stranger)
    assert not Membership.objects.filter(user=stranger).exists()


def test_roles_add_up_when_one_is_invited_again(house: Organization, token: str) -> None:
    user = inviting.accept(token, "Ana Reyes", cast.PASSWORD)
    with pytest.raises(Refusal, match="is here already"):
        inviting.invite(house, ADDRESS, ["legal"], cast.admin_of(house))
    roles.end(Membership.objects.get(user=user), by=None)
    inviting.invite(house, ADDRESS, ["legal"], cast.admin_of(house))
    assert Membership.objects.get(user=user).ended_at is not None


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"password": cast.PASSWORD, "again": "something else"}, "not the same"),
        ({"name": " "}, "required"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    token: str, typed: dict[str, str], complaint: str
) -> None:
    good = {"name": "Ana Reyes", "password": cast.PASSWORD, "again": cast.PASSWORD}
    answer = Client().post(join_page(token), good | typed)
    assert answer.status_code == 422
    assert complaint in answer.content.decode()
    assert inviting.find(token).accepted_at is None


def test_only_those_who_manage_people_invite(house: Organization) -> None:
    writer = cast.person("Wren Writer", house, "writer")
    foreign = cast.admin_of(cast.organization("Second House"))
    for somebody in (writer, foreign):
        with pytest.raises(PermissionDenied):
            inviting.invite(house, ADDRESS, ["writer"], somebody)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("codes", [[], ["owner"]])
def test_unknown_roles_are_refused(house: Organization, codes: list[str]) -> None:
    with pytest.raises(Refusal):
        inviting.invite(house, ADDRESS, codes, cast.admin_of(house))


def test_an_address_that_is_none_is_refused(house: Organization) -> None:
    with pytest.raises(ValidationError):
        inviting.invite(house, "nobody", ["writer"], cast.admin_of(house))


def test_a_mail_that_does_not_leave_is_told(
    house: Organization, settings: Any, django_capture_on_commit_callbacks: Capture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with (
        pytest.raises(invitation_mail.MailFailed, match="Send it again"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        inviting.invite(house, ADDRESS, ["writer"], cast.admin_of(house))
    assert inviting.open_ones(house).exists()


def test_an_accepted_one_is_not_withdrawn(house: Organization, token: str) -> None:
    inviting.accept(token, "Ana Reyes", cast.PASSWORD)
    with pytest.raises(Refusal, match="has been accepted"):
        inviting.withdraw(Invitation.objects.of(house).get(), cast.admin_of(house))
