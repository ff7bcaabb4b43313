"""The way of a patient: a neutral door, the form, and the page after a no."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.clock import day_in, now
from compliance.blockers import Refused
from consents import choices, links, signing
from consents.forms.signing import SigningForm
from consents.models import Authorization, Request
from consents.patient_sessions import COPIES, FORMS, bind, bound, enter, release
from consents.views.headline import headline
from consents.views.patient_pages import dead, patient_page

A_MOMENT = timedelta(minutes=2)


@patient_page
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks nothing and changes nothing: scanners of mails open links, too."""
    if request.method != "POST":
        return render(request, "consents/patient/door.html")
    asked = links.open_link(token)
    if asked is None:
        return dead(request)
    enter(request, FORMS, asked.public_id)
    return redirect("patient:form", asked.public_id)


@patient_page
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asked = _open_request(request, public_id)
    if asked is None:
        return _signed_here(request, public_id) or dead(request)
    today = day_in(asked.content["organization"]["time_zone"], now())
    if request.method != "POST":
        return _form_page(request, asked, SigningForm(asked.content, today))
    try:
        match request.POST.get("answer"):
            case "no":
                signing.decline(asked)
                return redirect("patient:answered", public_id)
            case "later":
                signing.not_now(asked)
                return redirect("patient:answered", public_id)
            case _:
                return _sign(request, asked, SigningForm(asked.content, today, request.POST))
    except signing.AnsweredAlready:
        return _signed_here(request, public_id) or dead(request)


@patient_page
@require_safe
def answered(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """After a no, or a “not now”: nothing more is asked, and this browser forgets the form."""
    asked = _bound_request(request, public_id)
    if asked is None:
        return dead(request)
    context = {"declined": asked.declined_at is not None, **_shown(asked)}
    release(request, FORMS, public_id)
    return render(request, "consents/patient/answered.html", context)


def _sign(request: HttpRequest, asked: Request, form: SigningForm) -> HttpResponse:
    if not form.is_valid():
        return _form_page(request, asked, form)
    typed, agreed = form.cleaned_data["typed_name"], form.cleaned_data["agreed"]
    try:
        authorization = signing.sign(asked, form.choices, typed, agreed, _meta(request))
    except signing.AnsweredAlready:
        raise
    except Refused as refused:
        for blocker in refused.blockers:
            form.add_error(choices.FIELDS.get(blocker.code), blocker.message)
        return _form_page(request, asked, form)
    release(request, FORMS, asked.public_id)
    bind(request, COPIES, authorization.public_id)
    messages.success(
        request, _("Thank you. This is your signed copy. You get a mail with it, too.")
    )
    return redirect("patient:copy", authorization.public_id)


def _signed_here(request: HttpRequest, public_id: UUID) -> HttpResponse | None:
    """A second tap on the button: the first one has signed, and its copy is the answer.

    Both taps are under way at once, so the session may not know of the signature yet: then it is
    this browser's when it was made a moment ago, from the same device.
    """
    signed = Authorization.objects.filter(request__public_id=public_id).first()
    if signed is None:
        return None
    if not bound(request, COPIES, signed.public_id):
        fresh = now() - signed.signed_at < A_MOMENT
        if not (fresh and bound(request, FORMS, public_id)):
            return None
        if signed.record["meta"] != _meta(request):
            return None
        bind(request, COPIES, signed.public_id)
    return redirect("patient:copy", signed.public_id)


def _form_page(request: HttpRequest, asked: Request, form: SigningForm) -> HttpResponse:
    context = {
        "form": form,
        "asked": asked,
        "headline": headline(asked.content),
        "own": asked.signer_kind == "self",
        **_shown(asked),
    }
    return render(
        request, "consents/patient/form.html", context, status=422 if form.errors else 200
    )


def _shown(asked: Request) -> dict[str, object]:
    return {"organization": asked.subject.organization, "content": asked.content}


def _bound_request(request: HttpRequest, public_id: UUID) -> Request | None:
    if not bound(request, FORMS, public_id):
        return None
    rows = Request.objects.select_related("subject__organization")
    return rows.filter(public_id=public_id).first()


def _open_request(request: HttpRequest, public_id: UUID) -> Request | None:
    asked = _bound_request(request, public_id)
    if asked is None or not asked.is_open:
        return None
    return asked if asked.link_expires_at and asked.link_expires_at > now() else None


def _meta(request: HttpRequest) -> dict[str, str]:
    """What is known of the device; it goes into the encrypted record and nowhere else."""
    return {
        "address": request.META.get("REMOTE_ADDR", ""),
        "browser": request.META.get("HTTP_USER_AGENT", "")[:300],
        "page_language": "en",
    }
