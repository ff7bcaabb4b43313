"""The page behind an invitation's link. Opening it changes nothing: mail scanners do that too."""

from typing import cast

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import inviting
from accounts.models import Invitation, User
from accounts.people.forms import NewPersonForm
from accounts.people.members import labels
from accounts.refusal import Refusal


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = inviting.find(token)
        if inviting.has_account(invitation):
            return _with_account(request, token, invitation)
        return _without_account(request, token, invitation)
    except Refusal as reason:
        return render(request, "accounts/link_over.html", {"reason": str(reason)}, status=404)


def _with_account(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    user = request.user
    mine = user.is_authenticated and user.email == invitation.email
    if request.method == "POST" and mine:
        organization = inviting.join(token, cast(User, user))
        messages.success(request, f"You belong to {organization.name} now.")
        return redirect("/")
    return render(request, "accounts/join.html", _words(invitation) | {"mine": mine})


def _without_account(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        return render(request, "accounts/join.html", _words(invitation) | {"mine": False})
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = inviting.accept(token, given["name"], given["password"])
        except ValidationError as reason:
            form.add_error("password", reason.messages)
        else:
            return cast(HttpResponse, perform_login(request, user, "none", redirect_url="/"))
    words = _words(invitation) | {"form": form}
    return render(request, "accounts/accept.html", words, status=422 if form.errors else 200)


def _words(invitation: Invitation) -> dict[str, object]:
    return {
        "invitation": invitation,
        "organization": invitation.organization,
        "roles": labels(invitation.roles),
    }
