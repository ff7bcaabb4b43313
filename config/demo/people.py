"""Who works at Larkspur Valley Health. Nobody here exists; each wears one of the eight hats."""

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accounts import details, founding, roles
from accounts.models import Organization, User
from channels.connecting import open_newsroom
from channels.models import Channel
from config.demo import directory

NAME, SLUG = "Larkspur Valley Health", "larkspur-valley"
TIME_ZONE = "America/New_York"
DETAILS = {
    "address": "12 Orchard Lane, Larkspur Valley (an invented place)",
    "phone": "555-0110",
    "contact": "Cory Lindqvist",
}
#: printed by the demonstration; good for invented accounts of an embedded installation only
PASSWORD = "larkspur on a hill"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Person:
    """A login of the demonstration."""

    role: str
    name: str
    credentials: str = ""

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@demo.example"


PEOPLE = (
    Person("writer", "Wren Okafor"),
    Person("reviewer", "Rita Solberg", "RN"),
    Person("legal", "Lex Amari", "Attorney"),
    Person("coordinator", "Cory Lindqvist"),
    Person("community", "Cam Whitfield"),
    Person("privacy", "Priya Raman", "Privacy Officer"),
    Person("admin", "Ada Brandt"),
    Person("auditor", "Otis Hale"),
)


@dataclass(frozen=True)
class Cast:
    """The organization, its newsroom, and its people by role."""

    organization: Organization
    newsroom: Channel
    people: dict[str, User]

    @property
    def writer(self) -> User:
        return self.people["writer"]

    @property
    def reviewer(self) -> User:
        return self.people["reviewer"]

    @property
    def legal(self) -> User:
        return self.people["legal"]

    @property
    def coordinator(self) -> User:
        return self.people["coordinator"]


def present() -> Organization | None:
    """The demonstration organization, if it was made before."""
    return Organization.objects.filter(slug=SLUG).first()


def taken() -> list[str]:
    """Addresses of the demonstration that somebody has already."""
    emails = [person.email for person in PEOPLE]
    return sorted(User.objects.filter(email__in=emails).values_list("email", flat=True))


def found(password: str) -> Cast:
    """Found the organization by its admin, give everybody a hat, open the newsroom.

    All of it or nothing, so that an interrupted start can be repeated.
    """
    with transaction.atomic():
        users = {person.role: account(person, password) for person in PEOPLE}
        admin = users["admin"]
        organization = founding.found(NAME, SLUG, "moss", TIME_ZONE, admin, layout="hospital")
        organization = details.change_details(organization, admin, **DETAILS)
        for role, user in users.items():
            if user != admin:
                roles.assign(organization, user, [role], by=admin)
        directory.enter(organization, admin)
        return Cast(organization, open_newsroom(organization, admin), users)


def check_password(password: str) -> str:
    """The password, if the product would take it from anybody. Raises ValidationError."""
    validate_password(password)
    return password


def account(person: Person, password: str) -> User:
    return User.objects.create_user(
        person.email,
        password,
        name=person.name,
        credentials=person.credentials,
        languages=["en"],
        may_found=person.role == "admin",
    )


def gather(organization: Organization) -> Cast:
    """The same people again, for an organization that is there."""
    emails = {person.email: person.role for person in PEOPLE}
    users = {emails[user.email]: user for user in User.objects.filter(email__in=emails)}
    return Cast(organization, open_newsroom(organization, users["admin"]), users)
