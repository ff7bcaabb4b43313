"""The sheet with logins and addresses that the demonstration ends with."""

from django.conf import settings
from django.urls import reverse

from accounts.roles import BY_CODE
from config.demo.people import PEOPLE, Cast


def sheet(cast: Cast, password: str) -> str:
    """Who logs in how, and where to look first."""
    wide = max(len(BY_CODE[person.role].label) for person in PEOPLE)
    people = [f"  {BY_CODE[person.role].label:<{wide}}  {person.email}" for person in PEOPLE]
    newsroom = reverse("newsroom:index", args=[cast.newsroom.account_id])
    return "\n".join(
        [
            "",
            f"Log in at {settings.PUBLIC_URL}/ with the password “{password}”:",
            *people,
            f"Legal decides in {settings.PUBLIC_URL}{reverse('admin:index')}",
            f"What is published: {settings.PUBLIC_URL}{newsroom}",
        ]
    )
