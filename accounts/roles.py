"""The eight roles, what each may do, and the one place that writes a membership.

A role is a hat; one person may wear several. The separation of duties is per post
(`content.workflow`), not per person.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import access, audit
from accounts.clock import now
from accounts.locks import lock
from accounts.models import Membership, Organization, OrganizationGrant, User
from accounts.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Role:
    """A hat: its code, the word people say, what it may do, whether it works in the admin."""

    code: str
    label: str
    does: str
    permissions: tuple[str, ...]
    staff: bool = False


# fmt: off
ROLES: tuple[Role, ...] = (
    Role("writer", "Writer", "drafts posts",
         ("see_posts", "write_posts", "schedule_posts", "withdraw_posts")),
    Role("reviewer", "Second reviewer", "looks at every post before legal does",
         ("see_posts", "endorse_posts", "recall_posts", "withdraw_posts")),
    Role("legal", "Legal", "decides, with a signature",
         ("see_posts", "approve_posts", "recall_posts", "withdraw_posts", "approve_forms",
          "see_subjects"), staff=True),
    Role("coordinator", "Consent coordinator", "asks patients for permission",
         ("see_posts", "withdraw_posts", "see_subjects", "request_authorizations")),
    Role("community", "Community manager", "schedules posts and answers comments",
         ("see_posts", "schedule_posts", "withdraw_posts", "run_deliveries")),
    Role("privacy", "Privacy officer", "stops, erases, and looks after incidents",
         ("see_posts", "recall_posts", "withdraw_posts", "erase_revisions", "see_subjects",
          "read_audit", "run_deliveries"), staff=True),
    Role("admin", "Organization admin", "invites people and connects channels",
         ("see_posts", "schedule_posts", "withdraw_posts", "run_deliveries", "manage_people",
          "manage_channels", "manage_directory"), staff=True),
    Role("auditor", "Auditor", "reads, changes nothing",
         ("see_posts", "read_audit"), staff=True),
)
# fmt: on

BY_CODE = {role.code: role for role in ROLES}
CHOICES = [(role.code, role.label) for role in ROLES]


def permissions_of(codes: Iterable[str]) -> set[str]:
    """The permissions (without the app label) that these roles carry together."""
    return {name for code in codes for name in BY_CODE[code].permissions}


def assign(
    organization: Organization, user: User, codes: Iterable[str], by: User | None
) -> Membership:
    """Give `user` exactly these roles in `organization`; acts on that person's next request.

    Writes the membership, guardian's rows and `is_staff` in one transaction with its audit
    event. `by` None is the system. Raises Refusal on an unknown role or none at all, and when an
    organization would be left without an admin; PermissionDenied when `by` does not manage
    people here at this moment.
    """
    roles = [role.code for role in ROLES if role.code in set(codes)]
    if not roles or set(codes) - set(BY_CODE):
        raise Refusal("Choose at least one role.")
    with transaction.atomic():
        lock(organization.pk)
        _demand_manager(organization.pk, by)
        membership, _ = Membership.objects.update_or_create(
            organization=organization, user=user, defaults={"roles": roles, "ended_at": None}
        )
        _keep_an_admin(organization)
        _write_grants(membership)
        audit.record(organization, by, "roles_assigned", membership, user=user.pk, roles=roles)
    return membership


def end(membership: Membership, by: User | None) -> None:
    """End a membership at once; one that has ended stays as it ended.

    Raises Refusal when it is the last admin's, PermissionDenied when `by` does not manage people
    here at this moment.
    """
    with transaction.atomic():
        lock(membership.organization_id)
        _demand_manager(membership.organization_id, by)
        membership.refresh_from_db(fields=["roles", "ended_at"])
        if membership.ended_at is not None:
            return
        membership.ended_at = now()
        membership.save(update_fields=["ended_at"])
        _keep_an_admin(membership.organization)
        _write_grants(membership)
        audit.record(
            membership.organization, by, "membership_ended", membership, user=membership.user_id
        )


def _demand_manager(organization_id: int, by: User | None) -> None:
    """Asked under the lock: whoever lost the right meanwhile changes nothing any more."""
    # A founder takes the first hats of an organization in which nobody is yet.
    if by is None or not Membership.objects.of(organization_id).exists():
        return
    access.forget(by)
    if not access.may(by, "accounts.manage_people", organization_id):
        raise PermissionDenied("Only an organization admin changes who may do what.")


def _keep_an_admin(organization: Organization) -> None:
    active = Membership.objects.of(organization).filter(ended_at=None)
    if not any("admin" in membership.roles for membership in active):
        raise Refusal("Somebody has to stay organization admin. Choose that person first.")


def _write_grants(membership: Membership) -> None:
    codes = membership.roles if membership.is_active else []
    wanted = Permission.objects.filter(
        content_type__app_label="accounts",
        content_type__model="organization",
        codename__in=permissions_of(codes),
    )
    mine = OrganizationGrant.objects.filter(
        user=membership.user_id, content_object=membership.organization_id
    )
    mine.exclude(permission__in=wanted).delete()
    held = set(mine.values_list("permission_id", flat=True))
    OrganizationGrant.objects.bulk_create(
        OrganizationGrant(
            user=membership.user, content_object=membership.organization, permission=p
        )
        for p in wanted
        if p.pk not in held
    )
    _follow_staff(membership.user)


def _follow_staff(user: User) -> None:
    hats = Membership.objects.filter(user=user, ended_at=None).values_list("roles", flat=True)
    staff = any(BY_CODE[code].staff for codes in hats for code in codes)
    User.objects.filter(pk=user.pk).update(is_staff=staff or user.is_superuser)
    user.is_staff = staff or user.is_superuser
    user.__dict__.pop("_organization_grants", None)
