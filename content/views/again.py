"""After an update: the posts that the new rules would not let pass, and what may be done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.scoped_admin import person
from compliance.blockers import Refused
from content import relooking
from content.models import Answer, TextFinding
from content.page import again as shown
from content.page.problem import Problem, refused

ON_A_PAGE = 20
#: PostgreSQL refuses more than its column has room for
LONGEST = Answer._meta.get_field("because").max_length or 0


@require_safe
def again(request: HttpRequest) -> HttpResponse:
    return listed(request)


def listed(
    request: HttpRequest, problem: Problem | None = None, trouble_at: int = 0
) -> HttpResponse:
    user = person(request)
    mine = relooking.mine(user)
    if not mine:
        raise PermissionDenied
    page = Paginator(relooking.to_look_at(mine), ON_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": page,
        "posts": shown.sheets(list(page), user),
        "count": page.paginator.count,
        "waiting": relooking.waiting(mine),
        "problem": problem,
        "trouble_at": trouble_at,
    }
    status = problem.status if problem else 200
    return render(request, "content/again.html", context, status=status)


@require_POST
def keep(request: HttpRequest, finding: int) -> HttpResponse:
    row = found(request, finding)
    because = request.POST.get("because", "")[:LONGEST]
    typed = {"because": because, "kind": request.POST.get("kind", "")}
    try:
        relooking.keep(row, person(request), typed["kind"], typed["because"])
    except Refused as no:
        return listed(request, refused("again", no, typed), row.pk)
    messages.success(request, "Your answer is kept. Somebody else has to agree.")
    return back()


@require_POST
def agree(request: HttpRequest, finding: int) -> HttpResponse:
    row = found(request, finding)
    key = request.POST.get("answer", "")
    try:
        seen = int(key) if key.isdecimal() and len(key) < 19 else 0
        relooking.agree(row, person(request), seen)
    except Refused as no:
        return listed(request, refused("again", no), row.pk)
    messages.success(request, "Good. It stays.")
    return back()


def found(request: HttpRequest, key: int) -> TextFinding:
    user = person(request)
    rows = TextFinding.objects.visible_to(user).filter(post__organization__in=relooking.mine(user))
    return get_object_or_404(rows.select_related("post"), pk=key)


def back() -> HttpResponse:
    return HttpResponseRedirect(reverse("content:again"))
