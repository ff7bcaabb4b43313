"""Staff: what a patient allowed, until when; and taking it back when the patient told us."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access
from accounts.clock import now
from channels.models import Channel
from compliance.blockers import Refused
from consents import copies, rights, taking_back, uses
from consents.forms.taking_back import ToldToUsForm
from consents.models import Authorization
from consents.signed_copy import signed_copy
from consents.standing_words import of_authorization
from consents.views.staff import reach, show, tell, who


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page, and (POST) the patient's word that it is taken back."""
    row = reach(Authorization, request, rights.SEES, public_id)
    running = running_places(row)
    form = ToldToUsForm(running, data=request.POST or None)
    if form.is_valid():
        try:
            via = form.cleaned_data["via"]
            taking_back.take_back(row, channels=form.channels(), actor=who(request), via=via)
        except Refused as refused:
            tell(request, refused)
        else:
            messages.success(request, "Taken back. What was waiting is stopped.")
        return redirect("consents:authorization", public_id)
    context = {
        "row": row,
        "content": row.record["content"],
        "copy": signed_copy(row),
        "standing": of_authorization(row, now()),
        "running": running,
        "live": uses.port().live(row.subject_id),
        "form": form,
        "may_ask": access.may(who(request), rights.ASKS, row),
    }
    return show(request, "consents/staff/authorization.html", row.subject, context)


@never_cache
@require_POST
def copy_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    row = reach(Authorization, request, rights.ASKS, public_id)
    try:
        copies.offer_again(row, who(request))
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, "A new link to the signed copy goes out now.")
    return redirect("consents:authorization", public_id)


def running_places(authorization: Authorization) -> list[Channel]:
    """The places where a permission still runs."""
    if authorization.revoked_at:
        return []
    running = authorization.grants.filter(stopped_at=None).values("channel")
    return list(Channel.objects.of(authorization.organization_id).filter(pk__in=running))
