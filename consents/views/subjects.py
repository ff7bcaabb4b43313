"""Staff: the patients of one's organizations, and one patient."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import access
from accounts.clock import now
from accounts.models import Organization
from compliance.blockers import Refused
from consents import rights, subjects
from consents.forms.subjects import SubjectForm
from consents.lasting import last_day
from consents.models import Appearance, Authorization, Request, Subject
from consents.standing_words import Standing, of_authorization, of_request
from consents.views.staff import beside_fields, reach, show, tell, who

ON_A_PAGE = 25
FIELDS = {"no_name": "name"}


@never_cache
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Short names and where each stands; nothing else about a patient."""
    rows = Subject.objects.visible_to(who(request), rights.SEES).select_related("organization")
    rows = rows.prefetch_related(Prefetch("requests", _asked(request)))
    rows = rows.order_by("-added_at", "-pk")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    at = now()
    context = {
        "page": page,
        "rows": [(one, _latest(one, at)) for one in page],
        "may_add": access.may_somewhere(who(request), rights.ASKS),
    }
    return render(request, "consents/staff/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    if not access.may_somewhere(who(request), rights.ASKS):
        raise Http404
    houses = Organization.objects.visible_to(who(request), rights.ASKS)
    form = SubjectForm(houses, data=request.POST or None, initial=_first_choice(request))
    if form.is_valid():
        try:
            subject = subjects.add(
                form.cleaned_data["organization"], by=who(request), **form.details()
            )
        except Refused as refused:
            beside_fields(form, refused, FIELDS)
        else:
            messages.success(request, "Added. Now you can ask for permission.")
            return redirect("consents:subject", subject.public_id)
    status = 422 if form.errors else 200
    return render(request, "consents/staff/add.html", {"form": form}, status=status)


@never_cache
@require_safe
def subject(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = reach(Subject, request, rights.SEES, public_id)
    at, zone = now(), row.organization.time_zone
    asked = row.requests.select_related("requested_by").defer("content")
    signed = (
        Authorization.objects.of(row.organization)
        .filter(subject=row)
        .defer("record")
        .select_related("request")
    )
    shown = Appearance.objects.of(row.organization).filter(subject=row, superseded_at=None)
    context = {
        "requests": [(one, of_request(one, at)) for one in asked],
        "authorizations": [
            (one, of_authorization(one, at), last_day(one.expires_at, zone)) for one in signed
        ],
        "shown": shown.select_related("material__photo", "said_by"),
        "may_ask": access.may(who(request), rights.ASKS, row),
    }
    return show(request, "consents/staff/subject.html", row, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = reach(Subject, request, rights.ASKS, public_id)
    initial = {
        name: getattr(row, name) for name in SubjectForm.base_fields if name != "organization"
    }
    form = SubjectForm(data=request.POST or None, initial=initial)
    if form.is_valid():
        try:
            subjects.change(row, by=who(request), **form.details())
        except Refused as refused:
            tell(request, refused)
        else:
            messages.success(request, "Kept.")
            return redirect("consents:subject", public_id)
    return show(request, "consents/staff/change.html", row, {"form": form})


def _asked(request: HttpRequest) -> QuerySet[Request]:
    """Requests, newest first, without their encrypted contents: a list needs their times only."""
    rows = Request.objects.visible_to(who(request), rights.SEES).select_related("authorization")
    return rows.order_by("-requested_at").defer(
        "content", "signer_name", "signer_email", "authorization__record",
        "authorization__signature",
    )  # fmt: skip


def _latest(row: Subject, at: datetime) -> tuple[Request, Standing] | None:
    """The newest request of a patient with its standing; a signed one with its permission's."""
    newest = next(iter(row.requests.all()), None)
    if newest is None:
        return None
    signed = getattr(newest, "authorization", None)
    return newest, of_authorization(signed, at) if signed else of_request(newest, at)


def _first_choice(request: HttpRequest) -> dict[str, object]:
    return {"organization": request.GET.get("organization"), "language": "en"}
