"""`may` is the only way to ask, and who is not there may nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from accounts import access, founding
from accounts.clock import now
from accounts.models import Membership, Organization, User
from tests import cast

pytestmark = pytest.mark.django_db
SEE = "accounts.see_posts"


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_an_organization_its_key_and_its_rows_are_the_same_question() -> None:
    organization = cast.organization()
    user = fresh(cast.person("Robin Vale", organization, "writer"))
    row = Membership.objects.get(user=user)
    assert all(access.may(user, SEE, about) for about in (organization, organization.pk, row))
    other = cast.organization()
    assert not any(access.may(user, SEE, about) for about in (other, other.pk))


def test_one_query_answers_all_questions_of_a_request(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    houses = [cast.organization() for _ in range(3)]
    user = fresh(cast.person("Robin Vale", houses[0], "writer"))
    with django_assert_num_queries(1):
        for house in houses:
            access.may(user, SEE, house)
            access.may(user, "accounts.write_posts", house)


def test_nobody_and_those_who_left_may_nothing() -> None:
    organization = cast.organization()
    user = cast.person("Robin Vale", organization, "writer")
    assert access.may(fresh(user), SEE, organization)
    for change in ({"is_active": False}, {"is_active": True, "closed_at": now()}):
        User.objects.filter(pk=user.pk).update(**change)
        assert not access.may(fresh(user), SEE, organization)
    assert access.organization_ids(AnonymousUser(), SEE) == set()  # type: ignore[arg-type]


def test_neither_superusers_nor_djangos_own_permissions_count() -> None:
    organization = cast.organization()
    operator = User.objects.create_superuser("operator@example.org", cast.PASSWORD)
    assert not access.may(operator, SEE, organization)
    assert list(Organization.objects.visible_to(operator)) == []
    user = cast.person("Robin Vale")
    user.user_permissions.set(Permission.objects.filter(codename="see_posts"))
    assert user.has_perm(SEE)
    assert not access.may(fresh(user), SEE, organization)


def test_a_closed_organization_is_out_of_reach() -> None:
    organization = cast.organization()
    admin = cast.admin_of(organization)
    founding.close(organization, admin)
    assert not access.may(fresh(admin), SEE, organization)
    assert list(Organization.objects.visible_to(fresh(admin))) == []


def test_only_permissions_of_an_organization_are_asked() -> None:
    with pytest.raises(ValueError, match="not a permission of Organization"):
        access.may_somewhere(cast.person("Robin Vale"), "content.change_post")


def test_rows_are_reached_through_their_organization() -> None:
    ours, theirs = cast.organization(), cast.organization()
    admin = fresh(cast.admin_of(ours))
    assert set(Membership.objects.visible_to(admin)) == set(Membership.objects.of(ours))
    assert not Membership.objects.visible_to(admin) & Membership.objects.of(theirs)
    writer = fresh(cast.person("Robin Vale", ours, "writer"))
    assert not Membership.objects.visible_to(writer).exists()
    assert Membership.objects.visible_to(writer, SEE).exists()
