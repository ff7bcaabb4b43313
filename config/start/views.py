"""The first start: the first person of an empty installation, then its organizations."""

from typing import cast

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import founding
from accounts.invitation_mail import where_mails_go
from accounts.models import User
from accounts.refusal import Refusal
from accounts.roles import BY_CODE as ROLES
from accounts.staffing import THREE
from config.start.forms import FirstPersonForm, OrganizationForm
from config.start.layouts import BY_CODE, LAYOUTS
from config.start.opening import open_organization
from config.startup import nobody_is_here


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    if not nobody_is_here():
        return redirect("start:organization" if request.user.is_authenticated else "account_login")
    form = FirstPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = founding.first_person(
                given["code"], given["name"], given["email"], given["password"]
            )
        except Refusal as reason:
            form.add_error("code", str(reason))
        else:
            after = reverse("start:organization")
            return cast(HttpResponse, perform_login(request, user, "none", redirect_url=after))
    return render(request, "start/first.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def organization(request: HttpRequest) -> HttpResponse:
    founder(request)
    return render(request, "start/layouts.html", {"layouts": LAYOUTS, "three": THREE})


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, code: str) -> HttpResponse:
    user = founder(request)
    if code not in BY_CODE:
        raise Http404("There is no such layout.")
    layout = BY_CODE[code]
    form = OrganizationForm(request.POST or None, user=user, layout=layout)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "slug", "colour", "time_zone")}
        try:
            opened = open_organization(user, layout, form.answers, **given)
        except Refusal as reason:
            form.add_error("slug", str(reason))
        except ValidationError as reason:
            form.add_error(None, reason)
        else:
            messages.success(request, f"{opened.organization.name} is open, with a newsroom.")
            for sentence in opened.unsent:
                messages.error(request, sentence)
            return redirect("people:organization", opened.organization.slug)
    words = {
        "form": form,
        "layout": layout,
        "three": THREE,
        "besides": [ROLES[role].label for role in ("admin", *layout.founder)],
        "mails": where_mails_go(),
    }
    return render(request, "start/questions.html", words, status=422 if form.errors else 200)


def founder(request: HttpRequest) -> User:
    """The person asking, who may found organizations; for all others the page is not there."""
    user = cast(User, request.user)
    if not user.may_found or user.closed_at:
        raise Http404("Only people who may found organizations see this.")
    return user
