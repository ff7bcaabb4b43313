"""The pages of people: for those who manage them, in their own organizations, and one's own."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import access, inviting, profile
from accounts import roles as hats
from accounts.models import AuditEvent, Invitation, Membership, Organization, User
from tests import cast

pytestmark = pytest.mark.django_db
Capture = Any  # pytest-django's fixture has no type


@pytest.fixture
def house() -> Organization:
    return cast.organization("Harbor Light Clinic", slug="harbor-light")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(house: Organization) -> str:
    return reverse("people:organization", args=[house.slug])


def membership(user: User) -> Membership:
    return Membership.objects.get(user=user)


def test_one_organization_is_shown_at_once_and_several_as_a_list(house: Organization) -> None:
    admin = cast.admin_of(house)
    answer = signed_in(admin).get(reverse("people:houses"))
    assert answer.headers["Location"] == page_of(house)
    other = cast.organization("Second House")
    hats.assign(other, admin, ["admin"], by=None)
    text = signed_in(admin).get(reverse("people:houses")).content.decode()
    assert "Second House" in text
    assert "Harbor Light Clinic" in text


def test_people_and_what_is_missing_are_shown(house: Organization) -> None:
    cast.person("Wren Writer", house, "writer")
    text = signed_in(cast.admin_of(house)).get(page_of(house)).content.decode()
    assert "Wren Writer" in text
    assert "Nobody decides for legal yet" in text


def test_an_invitation_is_sent_withdrawn_and_sent_again(
    house: Organization, django_capture_on_commit_callbacks: Capture
) -> None:
    client = signed_in(cast.admin_of(house))
    typed = {"name": "Ana Reyes", "email": "ana@example.org", "roles": ["legal"]}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("people:invite", args=[house.slug]), typed)
    assert mail.outbox[-1].to == ["ana@example.org"]
    first = inviting.open_ones(house).get()
    assert "ana@example.org" in client.get(page_of(house)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("people:again", args=[house.slug, first.pk]))
    assert len(mail.outbox) == 2
    second = inviting.open_ones(house).get()
    assert second != first
    client.post(reverse("people:withdraw", args=[house.slug, second.pk]))
    assert not inviting.open_ones(house).exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"roles": []}, "Choose at least one role."),
        ({"email": "nobody"}, "valid email"),
        ({"name": ""}, "required"),
    ],
)
def test_a_wrong_invitation_is_explained_and_kept(
    house: Organization, typed: dict[str, Any], said: str
) -> None:
    good = {"name": "Ana Reyes", "email": "ana@example.org", "roles": ["legal"]}
    client = signed_in(cast.admin_of(house))
    answer = client.post(reverse("people:invite", args=[house.slug]), good | typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Invitation.objects.exists()


def test_who_is_here_is_not_invited_again(house: Organization) -> None:
    writer = cast.person("Wren Writer", house, "writer")
    typed = {"name": "Wren", "email": writer.email, "roles": ["legal"]}
    client = signed_in(cast.admin_of(house))
    answer = client.post(reverse("people:invite", args=[house.slug]), typed)
    assert "Change the roles instead." in answer.content.decode()


def test_roles_change_and_a_membership_ends_at_once(house: Organization) -> None:
    writer = cast.person("Wren Writer", house, "writer")
    theirs, client = signed_in(writer), signed_in(cast.admin_of(house))
    assert theirs.get(page_of(house)).status_code == 404
    change = reverse("people:change", args=[house.slug, membership(writer).pk])
    client.post(change, {"roles": ["writer", "admin"]})
    assert theirs.get(page_of(house)).status_code == 200
    client.post(reverse("people:end", args=[house.slug, membership(writer).pk]))
    assert theirs.get(page_of(house)).status_code == 404
    assert client.get(change).status_code == 404
    by = AuditEvent.objects.of(house).latest("seq")
    assert (by.action, by.actor) == ("membership_ended", cast.admin_of(house))


def test_the_last_admin_is_kept_with_a_sentence(house: Organization) -> None:
    admin = cast.admin_of(house)
    client = signed_in(admin)
    change = reverse("people:change", args=[house.slug, membership(admin).pk])
    answer = client.post(change, {"roles": ["writer"]})
    assert answer.status_code == 422
    assert "Somebody has to stay organization admin." in answer.content.decode()
    end = reverse("people:end", args=[house.slug, membership(admin).pk])
    assert "Somebody has to stay" in client.post(end, follow=True).content.decode()
    assert membership(admin).is_active


def test_another_organizations_people_are_not_there(house: Organization) -> None:
    theirs = cast.organization("Canary Ridge", slug="canary-ridge")
    invitation = inviting.invite(theirs, "x@example.org", ["legal"], cast.admin_of(theirs))
    member = membership(cast.admin_of(theirs))
    client = signed_in(cast.admin_of(house))
    own = house.slug
    for slug, missing in ((theirs.slug, "nowhere"), (own, own)):
        for name, key in (
            ("organization", ()), ("details", ()), ("invite", ()), ("change", (member.pk,)),
            ("end", (member.pk,)), ("again", (invitation.pk,)), ("withdraw", (invitation.pk,)),
        ):  # fmt: skip
            if slug == own and not key:
                continue
            for method in (client.get, client.post):
                answers = [
                    method(reverse(f"people:{name}", args=args))
                    for args in ((slug, *key), (missing, *(999_999 for _ in key)))
                ]
                assert answers[0].status_code in {404, 405}
                assert answers[0].status_code == answers[1].status_code
    assert membership(cast.admin_of(theirs)).is_active
    assert inviting.open_ones(theirs).exists()


def test_details_are_kept_and_on_record(house: Organization) -> None:
    client = signed_in(cast.admin_of(house))
    address = reverse("people:details", args=[house.slug])
    typed = {
        "name": "Harbor Light", "colour": "lake", "time_zone": "America/Chicago",
        "address": "2 Quay Street", "phone": "555-0177", "contact": "Ina Moss",
    }  # fmt: skip
    assert client.post(address, typed).status_code == 302
    house.refresh_from_db()
    assert {name: getattr(house, name) for name in typed} == typed
    event = AuditEvent.objects.of(house).latest("seq")
    assert event.payload == {"fields": sorted(typed)}
    answer = client.post(address, typed | {"name": "", "time_zone": "Mars/Olympus"})
    assert answer.status_code == 422
    assert "2 Quay Street" in answer.content.decode()


def test_ones_own_profile(house: Organization) -> None:
    user = cast.person("Lex Lowell", house, "legal")
    client = signed_in(user)
    typed = {"name": "Lex A. Lowell", "credentials": "Attorney", "languages": ["es", "en"]}
    assert client.post(reverse("people:profile"), typed).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.credentials, user.languages) == (
        "Lex A. Lowell", "Attorney", ["en", "es"],
    )  # fmt: skip
    answer = client.post(reverse("people:profile"), typed | {"name": "", "languages": ["xx"]})
    assert answer.status_code == 422
    assert user.history.count() >= 2
    with pytest.raises(ValueError, match="xx"):
        profile.change_profile(user, "Lex", "", ["xx"])


def test_a_profile_changes_no_rights(house: Organization) -> None:
    user = cast.person("Robin Vale", house, "writer")
    rights = {"is_staff": "on", "is_superuser": "on", "may_found": "on", "email": "x@example.org"}
    signed_in(user).post(reverse("people:profile"), {"name": "Robin Vale"} | rights)
    fresh = User.objects.get(pk=user.pk)
    assert [fresh.is_staff, fresh.is_superuser, fresh.may_found] == [False] * 3
    assert fresh.email == user.email
    assert not access.may(fresh, "accounts.manage_people", house)


@pytest.mark.parametrize(
    ("roles", "places"),
    [
        (("writer",), ["Desk"]),
        (("coordinator",), ["Desk", "Permissions"]),
        (("legal",), ["Desk", "Permissions", "Legal’s desk"]),
        (("admin",), ["Desk", "People", "Directory", "Legal’s desk"]),
    ],
)
def test_the_navigation_shows_what_one_may(
    house: Organization, roles: tuple[str, ...], places: list[str]
) -> None:
    page: Any = signed_in(cast.person("Robin Vale", house, *roles)).get(reverse("people:profile"))
    assert [label for label, _, _ in page.context["nav"]] == places
    assert list(page.context["organizations"]) == [house]


def test_lists_cost_the_same_for_one_and_for_many(house: Organization) -> None:
    client, costs = signed_in(cast.admin_of(house)), []
    client.get(page_of(house))  # the first page of a session notes when it began
    for number in range(3):
        cast.person(f"Wren Writer{number}", house, "writer")
        inviting.invite(house, f"x{number}@example.org", ["legal"], cast.admin_of(house))
        with CaptureQueriesContext(connection) as seen:
            client.get(page_of(house))
        costs.append(len(seen))
    assert costs == [costs[0]] * 3
    assert costs[0] <= 7
