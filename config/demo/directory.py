"""What is publicly known about Larkspur Valley Health: its staff, places, phones and domains."""

from django.db import transaction

from accounts.clock import day_in, now
from accounts.models import Organization, User
from compliance import directory

#: kind, value, title, role
ENTRIES = (
    ("alias", "Larkspur Valley", "", ""),
    ("alias", "LVH", "", ""),
    ("staff", "Noor Haddad", "Dr.", "family physician"),
    ("staff", "Elena Marsh", "Dr.", "orthopedic surgeon"),
    ("staff", "Tobias Grant", "", "physical therapist"),
    ("staff", "June Abara", "RN", "charge nurse"),
    ("staff", "Cory Lindqvist", "", "consent coordinator"),
    ("public", "Marta Ellison", "Mayor", "mayor of Larkspur Valley"),
    ("location", "Orchard Lane Clinic", "", ""),
    ("location", "Larkspur Valley Hospital", "", ""),
    ("address", "12 Orchard Lane", "", ""),
    ("area", "Larkspur Valley", "", ""),
    ("phone", "555-0110", "", ""),
    ("phone", "555-0118", "", ""),
    ("email", "hello@larkspur.example", "", ""),
    ("domain", "larkspur.example", "", ""),
    ("handle", "@larkspurvalley", "", ""),
    ("hashtag", "#LarkspurValley", "", ""),
)


def enter(organization: Organization, by: User) -> None:
    """Enter all of it, dated today."""
    today = day_in(organization.time_zone, now())
    with transaction.atomic():
        for kind, value, title, role in ENTRIES:
            directory.add(
                organization,
                kind=kind,
                value=value,
                title=title,
                role=role,
                why="The demonstration’s invented directory",
                added_by=by,
                since=today,
            )
