"""How the first person and every organization come to be, and how an organization is closed."""

import zoneinfo

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from accounts import access, audit, roles, start_code
from accounts.clock import now
from accounts.locks import lock, lock_installation
from accounts.models import Invitation, Organization, User
from accounts.models.organization import COLOURS
from accounts.refusal import Refusal


def first_person(code: str, name: str, email: str, password: str) -> User:
    """Make the first account of an empty installation; it may found organizations.

    `code` is what the start of the installation printed. Raises Refusal when it is another one
    or when somebody is here already.
    """
    if not start_code.matches(code):
        raise Refusal("That is not the code that the start printed. Please copy it once more.")
    hashed = make_password(password)
    with transaction.atomic():
        lock_installation()
        if User.objects.exists():
            raise Refusal("This installation has people already. Ask one of them to invite you.")
        user = User(email=email.strip().lower(), name=name, password=hashed, may_found=True)
        user.full_clean()
        user.save()
        audit.record(None, user, "first_person", user)
    start_code.forget()
    return user


def found(
    name: str,
    slug: str,
    colour: str,
    time_zone: str,
    by: User,
    codes: tuple[str, ...] = ("admin",),
    layout: str = "",
) -> Organization:
    """Found an organization, in which `by` wears the hats `codes` (admin always among them).

    `slug` becomes the public address of its newsroom and is not changed later; `time_zone` is an
    IANA name. Raises PermissionDenied for people who may not found, Refusal for a taken slug.
    """
    if not by.may_found or not by.is_active or by.closed_at:
        raise PermissionDenied("This person may not found organizations.")
    if time_zone not in zoneinfo.available_timezones():
        raise Refusal("This time zone is not known. Choose one from the list.")
    organization = Organization(name=name, slug=slug, colour=colour, time_zone=time_zone)
    organization.full_clean(validate_unique=False)
    with transaction.atomic():
        try:
            with transaction.atomic():
                organization.save(force_insert=True)
        except IntegrityError:
            raise Refusal("That public address is taken. Choose another one.") from None
        lock(organization.pk)
        audit.record(organization, by, "organization_founded", organization, layout=layout)
        roles.assign(organization, by, {*codes, "admin"}, by)
    return organization


def next_colour(user: User) -> str:
    """A colour that none of this person's organizations has, as far as there are enough."""
    used = set(Organization.objects.visible_to(user).values_list("colour", flat=True))
    return next((code for code, _ in COLOURS if code not in used), COLOURS[0][0])


def free_slug(name: str) -> str:
    """A short name that no organization has, made from the long one."""
    wish = slugify(name)[:50].strip("-_").replace("_", "-") or "organization"
    taken = set(Organization.objects.filter(slug__startswith=wish).values_list("slug", flat=True))
    numbers = (f"{wish}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wish, *numbers) if slug not in taken)


def close(organization: Organization, by: User) -> None:
    """Close an organization for good: from the next request on nobody reaches its rows.

    Nothing is deleted; open invitations are withdrawn, and nothing of it is sent any more.
    Raises PermissionDenied for people who do not manage it.
    """
    with transaction.atomic():
        current = lock(organization.pk)
        access.forget(by)
        if not access.may(by, "accounts.manage_people", current):
            raise PermissionDenied("Only an organization admin closes an organization.")
        current.closed_at = now()
        current.save(update_fields=["closed_at"])
        asked = Invitation.objects.of(current).filter(accepted_at=None, withdrawn_at=None)
        asked.update(withdrawn_at=current.closed_at)
        audit.record(current, by, "organization_closed", current)
    organization.closed_at = current.closed_at
