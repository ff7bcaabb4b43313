"""Inviting people, and taking an invitation back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import inviting
from accounts.invitation_mail import MailFailed, where_mails_go
from accounts.models import Invitation
from accounts.people.forms import InviteForm
from accounts.people.members import managed_or_404
from accounts.refusal import Refusal
from accounts.scoped_admin import person


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    house = managed_or_404(request, slug)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            inviting.invite(house, given["email"], given["roles"], person(request), given["name"])
        except MailFailed as reason:
            messages.error(request, str(reason))
            return redirect("people:organization", slug)
        except (Refusal, ValidationError) as reason:
            form.add_error("email", sentences(reason))
        else:
            messages.success(request, f"{given['name']} has been invited.")
            return redirect("people:organization", slug)
    words = {"organization": house, "form": form, "mails": where_mails_go()}
    return render(request, "accounts/invite.html", words, status=422 if form.errors else 200)


@require_POST
def again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A new link to the same address; the one before stops working."""
    house = managed_or_404(request, slug)
    earlier: Invitation = get_object_or_404(inviting.open_ones(house), pk=pk)
    try:
        inviting.invite(house, earlier.email, earlier.roles, person(request))
    except Refusal as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, f"A new link is on its way to {earlier.email}.")
    return redirect("people:organization", slug)


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    house = managed_or_404(request, slug)
    invitation = get_object_or_404(Invitation.objects.of(house), pk=pk)
    try:
        inviting.withdraw(invitation, person(request))
    except Refusal as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, f"The invitation for {invitation.email} is withdrawn.")
    return redirect("people:organization", slug)


def sentences(reason: Exception) -> list[str]:
    return reason.messages if isinstance(reason, ValidationError) else [str(reason)]
