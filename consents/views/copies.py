"""The signed copy in the patient's hands: read it, print it, take it back. And its pictures."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consents import links, uses
from consents.forms.taking_back import TakingBackForm
from consents.models import Authorization
from consents.patient_sessions import COPIES, bound, enter
from consents.signed_copy import signed_copy
from consents.taking_back import take_back as end
from consents.views.authorizations import running_places
from consents.views.patient_pages import dead, patient_page


@patient_page
@require_http_methods(["GET", "HEAD", "POST"])
def copy_door(request: HttpRequest, token: str) -> HttpResponse:
    """The same door as for signing: GET asks nothing and changes nothing."""
    if request.method != "POST":
        return render(request, "consents/patient/door.html", {"copy": True})
    authorization = links.open_copy(token)
    if authorization is None:
        return dead(request)
    enter(request, COPIES, authorization.public_id)
    return redirect("patient:copy", authorization.public_id)


@patient_page
@require_safe
def copy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    authorization = _bound_authorization(request, public_id)
    if authorization is None:
        return dead(request)
    context = {
        "authorization": authorization,
        "copy": signed_copy(authorization),
        "running": running_places(authorization),
        "own": authorization.request.signer_kind == "self",
        **_shown(authorization),
    }
    return render(request, "consents/patient/copy.html", context)


@patient_page
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    authorization = _bound_authorization(request, public_id)
    if authorization is None:
        return dead(request)
    running = running_places(authorization)
    if not running:
        return redirect("patient:copy", public_id)
    form = TakingBackForm(running, request.POST if request.method == "POST" else None)
    if form.is_valid():
        end(authorization, channels=form.channels(), actor=None, via="link")
        messages.success(request, _("You took this back. We stopped it."))
        return redirect("patient:copy", public_id)
    context = {
        "authorization": authorization,
        "form": form,
        "live": uses.port().live(authorization.subject_id),
        **_shown(authorization),
    }
    status = 422 if form.errors else 200
    return render(request, "consents/patient/take_back.html", context, status=status)


def _bound_authorization(request: HttpRequest, public_id: UUID) -> Authorization | None:
    if not bound(request, COPIES, public_id):
        return None
    rows = Authorization.objects.select_related("request", "subject__organization")
    return rows.filter(public_id=public_id).first()


def _shown(authorization: Authorization) -> dict[str, object]:
    return {
        "organization": authorization.subject.organization,
        "content": authorization.record["content"],
    }
