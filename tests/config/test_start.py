"""The first start, from an empty installation to an organization that can publish."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import access, staffing, start_code
from accounts.models import Invitation, Membership, Organization, User
from channels.models import Channel
from tests import cast

pytestmark = pytest.mark.django_db
FIRST = "/start/"
GOOD = {
    "name": "Harbor Light Clinic",
    "slug": "",
    "time_zone": "America/Chicago",
    "colour": "moss",
    "writer_who": "me",
    "reviewer_who": "other",
    "reviewer_name": "Rita Reyes",
    "reviewer_email": "Rita@Example.org",
    "legal_who": "other",
    "legal_name": "Lex Lowell",
    "legal_email": "lex@example.org",
    "coordinator_who": "other",
    "coordinator_name": "Rita Reyes",
    "coordinator_email": "rita@example.org",
}


@pytest.fixture(autouse=True)
def _own_var(settings: Any, tmp_path: Path) -> None:
    settings.CHAPERONE_VAR = tmp_path


@pytest.fixture
def founder() -> User:
    return User.objects.create_user(
        "fay@example.org", cast.PASSWORD, name="Fay Founder", may_found=True
    )


@pytest.fixture
def client(founder: User) -> Client:
    client = Client()
    client.force_login(founder)
    return client


def ask(client: Client, layout: str = "practice", **typed: str) -> Any:
    return client.post(reverse("start:questions", args=[layout]), GOOD | typed)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_from_nothing_to_an_organization(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    client = Client()
    page = client.get("/start", follow=True)
    assert "Nobody is here yet" in text(page)
    typed = {
        "code": start_code.start_code(),
        "name": "Fay Founder",
        "email": "fay@example.org",
        "password": cast.PASSWORD,
        "again": cast.PASSWORD,
    }
    after = client.post(FIRST, typed, follow=True)
    assert "Which is most like yours?" in text(after)
    with django_capture_on_commit_callbacks(execute=True):
        answer = ask(client)
    assert answer.status_code == 302
    founder, organization = User.objects.get(), Organization.objects.get()
    assert not founder.is_superuser
    assert organization.slug == "harbor-light-clinic"
    assert access.may(founder, "accounts.write_posts", organization)
    newsroom = Channel.objects.of(organization).get()
    assert (newsroom.kind, newsroom.account_id) == ("newsroom", "harbor-light-clinic")
    asked = {one.email: one.roles for one in Invitation.objects.of(organization)}
    assert asked == {"rita@example.org": ["reviewer", "coordinator"], "lex@example.org": ["legal"]}
    assert {letter.to[0] for letter in mail.outbox} == set(asked)
    for letter, name in zip(mail.outbox, ("Rita Reyes", "Lex Lowell"), strict=True):
        link = re.search(r"/join/[\w-]+/", str(letter.body))
        assert link
        new = {"name": name, "password": cast.PASSWORD, "again": cast.PASSWORD}
        assert Client().post(link[0], new).status_code == 302
    assert staffing.gaps_of(organization) == []


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"code": "AAAA-AAAA-AAAA-AAAA"}, "not the code"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"again": "another one"}, "not the same"),
        ({"email": "nobody"}, "valid email"),
    ],
)
def test_the_first_person_is_told_what_is_wrong(typed: dict[str, str], complaint: str) -> None:
    good = {
        "code": start_code.start_code(),
        "name": "Fay Founder",
        "email": "fay@example.org",
        "password": cast.PASSWORD,
        "again": cast.PASSWORD,
    }
    answer = Client().post(FIRST, good | typed)
    assert answer.status_code == 422
    assert complaint in text(answer)
    assert "Fay Founder" in text(answer)
    assert not User.objects.exists()


def test_where_people_are_the_first_page_leads_to_the_login(founder: User) -> None:
    answer = Client().get(FIRST)
    assert answer.headers["Location"] == reverse("account_login")
    assert Client().post(FIRST, {"code": "x"}).status_code == 302


def test_only_founders_see_the_questions(founder: User) -> None:
    other = Client()
    other.force_login(cast.person("Robin Vale"))
    for address in (
        reverse("start:organization"),
        reverse("start:questions", args=["practice"]),
    ):
        assert other.get(address).status_code == 404
        assert "/login/" in Client().get(address).headers["Location"]
    assert ask(other).status_code == 404
    assert not Organization.objects.exists()


def test_it_says_plainly_that_three_are_needed(client: Client) -> None:
    for address in (
        reverse("start:organization"),
        reverse("start:questions", args=["agency"]),
    ):
        assert "Three different people are needed on every post" in text(client.get(address))
    assert client.get(reverse("start:questions", args=["castle"])).status_code == 404


@pytest.mark.parametrize("layout", ["practice", "hospital", "agency"])
def test_every_layout_offers_three_people(client: Client, layout: str) -> None:
    page: Any = client.get(reverse("start:questions", args=[layout]))
    answers = page.context["form"].layout.answers
    assert [answers[role] for role in ("writer", "reviewer", "legal")].count("me") == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"legal_who": "me"}, "legal_who"),
        ({"reviewer_who": "me"}, "reviewer_who"),
        ({"legal_email": "rita@example.org"}, "legal_who"),
        ({"reviewer_email": "fay@example.org"}, "reviewer_email"),
        ({"reviewer_email": ""}, "reviewer_email"),
        ({"legal_name": " "}, "legal_name"),
        ({"legal_email": "lex"}, "legal_email"),
        ({"slug": "Harbor Light!"}, "slug"),
        ({"name": ""}, "name"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"coordinator_who": ""}, "coordinator_who"),
    ],
)
def test_what_does_not_work_is_said_beside_the_field(
    client: Client, typed: dict[str, str], field: str
) -> None:
    answer = ask(client, **typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Lex Lowell" in text(answer) or "legal_name" in typed
    assert not Organization.objects.exists()
    assert not Invitation.objects.exists()


def test_fewer_than_three_are_refused_in_words(client: Client) -> None:
    answer = text(ask(client, legal_who="me"))
    assert "You do another of these already" in answer
    answer = text(ask(client, legal_email="rita@example.org"))
    assert "Rita Reyes does another of these already" in answer


def test_later_is_an_answer_and_is_remembered(client: Client) -> None:
    page = client.post(
        reverse("start:questions", args=["practice"]), GOOD | {"legal_who": "later"}, follow=True
    )
    assert "Nobody decides for legal yet: no post can be published." in text(page)


def test_a_short_name_that_is_taken_is_refused_beside_its_field(client: Client) -> None:
    cast.organization(slug="harbor-light-clinic")
    answer = ask(client, slug="harbor-light-clinic")
    assert answer.status_code == 422
    assert "taken" in str(answer.context["form"].errors["slug"])
    assert ask(client).status_code == 302
    assert Organization.objects.filter(slug="harbor-light-clinic-2").exists()


def test_the_founder_belongs_to_nothing_else(client: Client, founder: User) -> None:
    cast.organization()
    ask(client, "agency")
    mine = Membership.objects.get(user=founder)
    assert set(mine.roles) == {"writer", "community", "admin"}
    assert set(Organization.objects.visible_to(founder)) == {mine.organization}
