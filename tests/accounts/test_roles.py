"""Who may do what: the table as reviewed, and that roles act at once and nowhere else."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts import access, roles
from accounts.models import AuditEvent, Membership, Organization, OrganizationGrant, User
from accounts.refusal import Refusal
from tests import cast

pytestmark = pytest.mark.django_db

# Reviewed by hand. A change of `roles.ROLES` is a change of this table, on purpose.
#                   writer reviewer legal coordinator community privacy admin auditor
TABLE = """
see_posts               x      x      x      x      x      x      x      x
write_posts             x      -      -      -      -      -      -      -
endorse_posts           -      x      -      -      -      -      -      -
approve_posts           -      -      x      -      -      -      -      -
schedule_posts          x      -      -      -      x      -      x      -
recall_posts            -      x      x      -      -      x      -      -
withdraw_posts          x      x      x      x      x      x      x      -
run_deliveries          -      -      -      -      x      x      x      -
erase_revisions         -      -      -      -      -      x      -      -
see_subjects            -      -      x      x      -      x      -      -
request_authorizations  -      -      -      x      -      -      -      -
approve_forms           -      -      x      -      -      -      -      -
manage_people           -      -      -      -      -      -      x      -
manage_channels         -      -      -      -      -      -      x      -
manage_directory        -      -      -      -      -      -      x      -
read_audit              -      -      -      -      -      x      -      x
"""
ORDER = [
    "writer", "reviewer", "legal", "coordinator", "community", "privacy", "admin", "auditor",
]  # fmt: skip
REVIEWED = {
    line.split()[0]: {
        code for code, mark in zip(ORDER, line.split()[1:], strict=True) if mark == "x"
    }
    for line in TABLE.strip().splitlines()
}


def test_the_table_is_the_reviewed_one() -> None:
    assert [role.code for role in roles.ROLES] == ORDER
    declared = {name for name, _ in Organization._meta.permissions}
    assert declared == set(REVIEWED)
    for permission, holders in REVIEWED.items():
        assert {r.code for r in roles.ROLES if permission in r.permissions} == holders, permission


@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.code)
def test_a_role_carries_its_permissions_here_and_nowhere_else(role: roles.Role) -> None:
    here, elsewhere = cast.organization(), cast.organization()
    user = User.objects.get(pk=cast.person("Robin Vale", here, role.code).pk)
    for permission, holders in REVIEWED.items():
        assert access.may(user, f"accounts.{permission}", here) is (role.code in holders)
        assert not access.may(user, f"accounts.{permission}", elsewhere)
    assert user.is_staff is role.staff


def test_hats_add_up_and_come_off_at_once() -> None:
    organization = cast.organization()
    user = cast.person("Robin Vale", organization, "writer", "legal")
    assert access.may(user, "accounts.write_posts", organization)
    assert access.may(user, "accounts.approve_posts", organization)
    roles.assign(organization, user, ["writer"], by=None)
    again = User.objects.get(pk=user.pk)
    assert not access.may(again, "accounts.approve_posts", organization)
    assert not again.is_staff
    roles.end(Membership.objects.get(user=user), by=None)
    again = User.objects.get(pk=user.pk)
    assert not access.may(again, "accounts.see_posts", organization)
    assert not OrganizationGrant.objects.filter(user=user).exists()


def test_a_staff_role_elsewhere_keeps_the_desk_open() -> None:
    one, other = cast.organization(), cast.organization()
    user = cast.person("Robin Vale", one, "legal")
    roles.assign(other, user, ["auditor"], by=None)
    roles.end(Membership.objects.get(user=user, organization=one), by=None)
    assert User.objects.get(pk=user.pk).is_staff


def test_the_last_admin_stays() -> None:
    organization = cast.organization()
    admin = cast.admin_of(organization)
    with pytest.raises(Refusal, match="stay organization admin"):
        roles.assign(organization, admin, ["writer"], by=None)
    with pytest.raises(Refusal, match="stay organization admin"):
        roles.end(Membership.objects.get(user=admin), by=None)
    kept = Membership.objects.get(user=admin)
    assert kept.roles == ["admin"]
    assert kept.is_active
    cast.person("Robin Vale", organization, "admin")
    roles.end(kept, by=None)
    assert not access.may(User.objects.get(pk=admin.pk), "accounts.manage_people", organization)


@pytest.mark.parametrize("codes", [[], ["owner"], ["writer", "owner"]])
def test_unknown_roles_are_refused(codes: list[str]) -> None:
    organization = cast.organization()
    with pytest.raises(Refusal):
        roles.assign(organization, cast.person("Robin Vale"), codes, by=None)
    assert Membership.objects.of(organization).count() == 1


def test_who_gave_which_role_is_on_record() -> None:
    organization = cast.organization()
    admin = cast.admin_of(organization)
    user = cast.person("Robin Vale")
    roles.assign(organization, user, ["writer"], by=admin)
    event = AuditEvent.objects.of(organization).latest("seq")
    assert (event.action, event.actor) == ("roles_assigned", admin)
    assert event.payload == {"user": user.pk, "roles": ["writer"]}


def test_only_who_manages_people_at_this_moment_changes_roles() -> None:
    organization = cast.organization()
    user, other = cast.person("Wren Hale", organization, "writer"), cast.person("Robin Vale")
    admin = cast.admin_of(organization)
    second = cast.person("Ada Admin", organization, "admin")
    assert access.may(admin, "accounts.manage_people", organization)
    roles.assign(organization, User.objects.get(pk=admin.pk), ["writer"], by=second)
    stranger = cast.admin_of(cast.organization("Other"))
    for nobody in (user, admin, stranger):
        with pytest.raises(PermissionDenied):
            roles.assign(organization, other, ["admin"], by=nobody)
        with pytest.raises(PermissionDenied):
            roles.end(Membership.objects.get(user=user), by=nobody)
    assert Membership.objects.get(user=user).ended_at is None


def test_what_has_ended_does_not_end_again() -> None:
    organization = cast.organization()
    user = cast.person("Wren Hale", organization, "writer")
    stale = Membership.objects.get(user=user)
    roles.end(Membership.objects.get(user=user), by=None)
    ended = Membership.objects.get(user=user).ended_at
    roles.end(stale, by=None)
    assert Membership.objects.get(user=user).ended_at == ended
