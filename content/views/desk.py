"""The desk: one queue over all organizations of a person; and the long lists behind it."""

from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from accounts.access import may_somewhere
from accounts.clock import now
from accounts.models import Organization, User
from accounts.scoped_admin import person
from content import relooking
from content.models import Post
from content.page.facts import facts
from content.page.headline import headline
from content.page.rows import rows
from content.page.sections import NAMES, Sections, sections

ON_A_PAGE = 20
IN_A_SECTION = 8


class Counted(Paginator):  # type: ignore[type-arg]
    """A paginator that has been told how many there are, and does not ask again."""

    def __init__(self, found: Any, per_page: int, total: int) -> None:
        super().__init__(found, per_page)
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    user, at = person(request), now()
    mine = list(Organization.objects.visible_to(user))
    chosen = chosen_of(request, mine)
    parts = sections(user, at, chosen.pk if chosen else None)
    counts = parts.counts()
    page = Counted(parts.of("needs"), ON_A_PAGE, counts["needs"]).get_page(request.GET.get("page"))
    shown = {"needs": list(page), **others(parts)}
    known = facts([post for some in shown.values() for post in some], user)
    drawn = {
        name: rows(known, [post.pk for post in some], user, at, mine=name == "needs")
        for name, some in shown.items()
    }
    context = {
        "headline": headline(counts["needs"], counts["late"]),
        "today": at,
        "chips": chips(mine, chosen),
        "chosen": chosen,
        "all_shown": chosen is None,
        "rows": drawn,
        "counts": counts,
        "page": page,
        "query": f"organization={chosen.slug}&" if chosen else "",
        "to_look_again": looks_again(user),
        "may_write": may_somewhere(user, "accounts.write_posts"),
    }
    # One desk, several zones: the day is that of the organization that is shown first.
    first = chosen or next(iter(mine), None)
    with timezone.override(ZoneInfo(first.time_zone if first else "UTC")):
        return render(request, "content/desk.html", context)


def looks_again(user: User) -> int:
    """How many posts the rules of today would not let pass, for those who look again."""
    mine = relooking.mine(user)
    return relooking.to_look_at(mine).count() if mine else 0


def others(parts: Sections) -> dict[str, list[Post]]:
    """The first few of each other section; the lists have the rest."""
    return {name: list(parts.of(name)[:IN_A_SECTION]) for name in NAMES if name != "needs"}


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    return listing(request, "waiting", "Waiting for others")


@require_safe
def scheduled(request: HttpRequest) -> HttpResponse:
    return listing(request, "scheduled", "Scheduled posts")


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    return listing(request, "published", "Published posts")


@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    return listing(request, "withdrawn", "Withdrawn posts")


def listing(request: HttpRequest, name: str, title: str) -> HttpResponse:
    """All posts of a section, whenever they were."""
    user, at = person(request), now()
    mine = list(Organization.objects.visible_to(user))
    chosen = chosen_of(request, mine)
    found = sections(user, at, chosen.pk if chosen else None).everything(name)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    posts = list(page)
    drawn = rows(facts(posts, user), [post.pk for post in posts], user, at, mine=False)
    context = {
        "title": title,
        "rows": drawn,
        "page": page,
        "chips": chips(mine, chosen),
        "chosen": chosen,
        "all_shown": chosen is None,
        "query": f"organization={chosen.slug}&" if chosen else "",
    }
    return render(request, "content/list.html", context)


def chosen_of(request: HttpRequest, mine: list[Organization]) -> Organization | None:
    """The organization of the address; one that is not theirs is as good as missing."""
    slug = request.GET.get("organization", "")
    if not slug:
        return None
    found = next((one for one in mine if one.slug == slug), None)
    return found or get_object_or_404(Organization.objects.none())


def chips(mine: list[Organization], chosen: Organization | None) -> list[dict[str, Any]]:
    if len(mine) < 2:
        return []
    return [
        {
            "organization": one,
            "url": f"?organization={one.slug}",
            "current": chosen is not None and one.pk == chosen.pk,
        }
        for one in mine
    ]
