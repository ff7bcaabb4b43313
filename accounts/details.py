"""What an organization says of itself: its name and colour, and whom patients may ask."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import access, audit
from accounts.locks import lock
from accounts.models import Organization, User

FIELDS = ("name", "colour", "time_zone", "address", "phone", "contact")


def change_details(organization: Organization, by: User, **new: str) -> Organization:
    """Change what is given of `FIELDS` and return the organization as it is now.

    Raises PermissionDenied when `by` does not manage it, ValidationError for what is no colour,
    or too long, and ValueError for another field.
    """
    if set(new) - set(FIELDS):
        raise ValueError("Only the details of an organization are changed here.")
    with transaction.atomic():
        current = lock(organization.pk)
        access.forget(by)
        if not access.may(by, "accounts.manage_people", current):
            raise PermissionDenied("Only an organization admin changes its details.")
        changed = sorted(name for name, value in new.items() if getattr(current, name) != value)
        for name in changed:
            setattr(current, name, new[name])
        if changed:
            current.full_clean()
            current.save(update_fields=changed)
            audit.record(current, by, "details_changed", current, fields=changed)
    return current
