"""A privacy officer erases the words of a version, because a patient's data was found in them."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.scoped_admin import person
from compliance.blockers import Refused
from content import revisions
from content.models import Revision
from content.page.problem import Problem, refused


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    rows = Revision.objects.visible_to(person(request), "accounts.erase_revisions")
    row = get_object_or_404(
        rows.filter(erased_at=None).select_related("post__organization"), post=pk, number=number
    )
    problem: Problem | None = None
    if request.method == "POST":
        reason = request.POST.get("note", "")
        try:
            revisions.erase(row, person(request), reason)
        except Refused as no:
            problem = refused("erase", no, {"note": reason})
        else:
            messages.success(request, f"The words of version {number} are erased.")
            return HttpResponseRedirect(reverse("content:post", args=[pk]))
    context = {"post": row.post, "version": row, "problem": problem}
    status = problem.status if problem else 200
    with timezone.override(ZoneInfo(row.post.organization.time_zone)):
        return render(request, "content/erase.html", context, status=status)
