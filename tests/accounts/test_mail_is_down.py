"""The mail folder or server is gone: nothing breaks, and nobody learns who has an account."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import inviting
from accounts.models import Invitation
from tests import cast

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def no_mail(settings: object, tmp_path: Path) -> None:
    """A file stands where the folder of mails should be."""
    place = tmp_path / "mail"
    place.write_text("")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_FILE_PATH = str(place)  # type: ignore[attr-defined]
    mail.outbox.clear()


def test_an_invitation_stands_and_its_page_says_that_the_mail_did_not_leave() -> None:
    house = cast.organization("Harbor Light Clinic")
    client = Client()
    client.force_login(cast.admin_of(house))
    typed = {"name": "Ana Reyes", "email": "ana@example.org", "roles": ["writer"]}
    url = reverse("people:invite", args=[house.slug])
    answer = client.post(url, typed, follow=True)
    assert answer.status_code == 200
    assert "its mail could not be sent" in answer.content.decode()
    invitation = Invitation.objects.get()
    again = reverse("people:again", args=[house.slug, invitation.pk])
    answer = client.post(again, follow=True)
    assert (answer.status_code, inviting.open_ones(house).count()) == (200, 1)
    assert "its mail could not be sent" in answer.content.decode()


def test_a_forgotten_password_is_answered_alike_for_strangers() -> None:
    somebody = cast.person("Ana Reyes")
    answers = []
    for address in (somebody.email, "nobody@example.org"):
        answer = Client().post(reverse("account_reset_password"), {"email": address}, follow=True)
        page = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        answers.append((answer.status_code, page.replace(address, "")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 200
