"""Asking a family for permission, from the post that would show them; and a new patient."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import access
from compliance.blockers import Refused
from consents import requests, subjects
from consents.models import Subject
from consents.requests import FIELDS
from content.colleagues import holders, listed
from content.forms import PatientForm
from content.models import Post
from content.views.askings import Asking, askings
from content.views.drafts import person, visible

ASKS = "accounts.request_authorizations"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    post = visible(request, pk)
    if not access.may(person(request), ASKS, post):
        return who_can(request, post)
    chosen = request.POST.get("subject", "")
    sheets = askings(post, request.POST if request.method == "POST" else None, chosen)
    mine = next((one for one in sheets if str(one.subject.pk) == chosen), None)
    if request.method == "POST" and mine is not None and send(request, post, mine):
        messages.success(request, f"The link for {mine.subject.short_name} is on its way.")
        return redirect("content:ask", pk)
    wrong = any(one.form.errors for one in sheets)
    with timezone.override(post.organization.time_zone):
        context = {"post": post, "organization": post.organization, "askings": sheets}
        return render(request, "content/ask.html", context, status=422 if wrong else 200)


def send(request: HttpRequest, post: Post, asking: Asking) -> bool:
    """Ask, or say beside each field why not."""
    form = asking.form
    if not form.is_valid():
        return False
    given = dict(form.cleaned_data)
    try:
        asking.remember(given, person(request))
        requests.ask(
            subject=asking.subject,
            materials=list(given["materials"]),
            channels=list(given["channels"]),
            purposes=given["purposes"],
            signer_kind=given["signer_kind"],
            signer_name=given["signer_name"],
            signer_relation=given["signer_relation"],
            signer_email=given["signer_email"],
            by=person(request),
            paid_by=given["paid_by"],
            preview=asking.preview,
        )
    except Refused as no:
        for blocker in no.blockers:
            form.add_error(FIELDS.get(blocker.code), blocker.message)
        return False
    return True


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_patient(request: HttpRequest, pk: int) -> HttpResponse:
    post = visible(request, pk)
    if not access.may(person(request), ASKS, post):
        return who_can(request, post)
    form = PatientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = add(request, post, form)
        if added is not None:
            messages.success(request, f"{added.short_name} can be chosen now.")
            return redirect("content:editor", pk)
    context = {"post": post, "organization": post.organization, "form": form}
    return render(
        request, "content/ask_new_patient.html", context, status=422 if form.errors else 200
    )


def add(request: HttpRequest, post: Post, form: PatientForm) -> Subject | None:
    given: dict[str, Any] = dict(form.cleaned_data)
    try:
        return subjects.add(post.organization, by=person(request), **given)
    except Refused as no:
        for blocker in no.blockers:
            form.add_error("name" if blocker.code == "no_name" else None, blocker.message)
    return None


def who_can(request: HttpRequest, post: Post) -> HttpResponse:
    """Asking patients is somebody's task by name; this page says whose."""
    people = holders(post.organization_id, "request_authorizations")
    admins = holders(post.organization_id, "manage_people")
    context = {
        "post": post,
        "organization": post.organization,
        "names": listed(people),
        "admins": listed(admins),
    }
    return render(request, "content/ask_who.html", context, status=403)
