"""The page of one post: what it says, what is still needed, and what may be done."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.clock import now
from accounts.scoped_admin import person
from content.forms.when import WhenForm
from content.models import Post
from content.page.post import read
from content.page.problem import ACTIONS, Problem


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    post = visible(request, pk)
    return shown(request, post)


def visible(request: HttpRequest, pk: int) -> Post:
    """The post, or 404: one of another organization is as good as missing."""
    rows = Post.objects.visible_to(person(request)).for_list()
    return get_object_or_404(rows, pk=pk)


def shown(
    request: HttpRequest,
    post: Post,
    problem: Problem | None = None,
    when: WhenForm | None = None,
    row_when: WhenForm | None = None,
) -> HttpResponse:
    """The page, with what was refused beside its form and all that had been typed."""
    context: dict[str, Any] = read(post, person(request), request.GET.get("channel", ""))
    at, zone = now(), post.organization.time_zone
    context["problem"] = problem
    context["bar_problem"] = problem if problem and problem.where in ACTIONS else None
    context["when"] = when or WhenForm(zone=zone, now=at, planned=post.planned_at)
    context["row_when"] = row_when or WhenForm(zone=zone, now=at)
    context["doubt"] = doubt(request)
    status = problem.status if problem else 200
    with timezone.override(ZoneInfo(zone)):
        return render(request, "content/post.html", context, status=status)


def doubt(request: HttpRequest) -> str:
    """The first words of a note about a numbered thing that somebody finds wrong."""
    number = request.GET.get("doubt", "")
    return f"About number {number}: " if number.isdecimal() and len(number) < 4 else ""
