"""Staff: ask a patient for permission, and look after the request."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import access
from accounts.clock import now
from compliance.blockers import Refused
from consents import requests, rights
from consents.forms.asking import AskForm
from consents.models import Request, Subject
from consents.standing_words import of_request
from consents.views.staff import beside_fields, reach, show, tell, who


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`?material=…&channel=…&purpose=…` fills in what a post needs."""
    subject = reach(Subject, request, rights.ASKS, public_id)
    form = AskForm(subject, data=request.POST or None, initial=_initial(request, subject))
    if form.is_valid():
        try:
            asked = form.ask(who(request))
        except Refused as refused:
            beside_fields(form, refused, requests.FIELDS)
        else:
            messages.success(request, "Asked. The mail with the link goes out now.")
            return redirect("consents:request", asked.public_id)
    return show(request, "consents/staff/ask.html", subject, {"form": form})


@never_cache
@require_safe
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was asked and where it stands. The link itself is in the patient's mail only."""
    row = reach(Request, request, rights.SEES, public_id)
    context = {
        "row": row,
        "content": row.content,
        "standing": of_request(row, now()),
        "may_ask": access.may(who(request), rights.ASKS, row),
        "authorization": getattr(row, "authorization", None),
    }
    return show(request, "consents/staff/request.html", row.subject, context)


@never_cache
@require_POST
def resend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = reach(Request, request, rights.ASKS, public_id)
    try:
        requests.resend(row, who(request))
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, "A new link goes out now. The old one is dead.")
    return redirect("consents:request", public_id)


@never_cache
@require_POST
def void(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = reach(Request, request, rights.ASKS, public_id)
    try:
        requests.void(row, who(request))
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, "Taken back. The link is dead.")
    return redirect("consents:request", public_id)


def _initial(request: HttpRequest, subject: Subject) -> dict[str, object]:
    return {
        "materials": request.GET.getlist("material"),
        "channels": request.GET.getlist("channel"),
        "purposes": request.GET.getlist("purpose"),
        "paid_by": request.GET.get("paid_by", ""),
        "signer_kind": "representative" if subject.is_minor else "self",
        "signer_name": "" if subject.is_minor else subject.name,
        "signer_email": subject.email,
    }
