"""What every page of the house has: the main navigation and one's organizations."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts import access
from accounts.models import Organization

MANAGE, KEEPS = "accounts.manage_people", "accounts.manage_directory"
ASKING = ("accounts.request_authorizations", "accounts.see_subjects")


def house(request: HttpRequest) -> dict[str, Any]:
    """`nav`, a list of (label, url, current), and `organizations`; both empty for strangers."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": [], "organizations": Organization.objects.none()}
    asks = any(access.may_somewhere(user, one) for one in ASKING)
    manages = access.may_somewhere(user, MANAGE)
    places = (
        ("Desk", "/", True),
        ("Permissions", "/permissions/", asks),
        ("People", reverse("people:houses"), manages),
        ("Directory", "/directory/", access.may_somewhere(user, KEEPS)),
        ("Legal’s desk", reverse("admin:index"), user.is_staff),
        # Whoever has people to look after founds from their page.
        ("New organization", "/start/organization/", user.may_found and not manages),
    )
    return {
        "nav": [(label, url, _current(request.path, url)) for label, url, may in places if may],
        "organizations": Organization.objects.visible_to(user),
    }


def _current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
