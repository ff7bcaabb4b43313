"""People of an organization: who is here, with which roles."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import inviting, roles, staffing
from accounts.clock import now
from accounts.invitation_mail import where_mails_go
from accounts.models import Membership, Organization
from accounts.people.forms import RolesForm, initial_roles
from accounts.refusal import Refusal
from accounts.scoped_admin import person


def managed(request: HttpRequest) -> QuerySet[Organization]:
    """The organizations whose people this person manages."""
    return Organization.objects.visible_to(person(request), inviting.MANAGE)


def managed_or_404(request: HttpRequest, slug: str) -> Organization:
    return get_object_or_404(managed(request), slug=slug)


@require_safe
def houses(request: HttpRequest) -> HttpResponse:
    here = Count("memberships", filter=Q(memberships__ended_at=None))
    mine = list(managed(request).annotate(people=here))
    if len(mine) == 1:
        return redirect("people:organization", mine[0].slug)
    return render(request, "accounts/houses.html", {"houses": mine})


@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    house = managed_or_404(request, slug)
    members = Membership.objects.of(house).filter(ended_at=None).select_related("user")
    words = {
        "organization": house,
        "members": [(one, labels(one.roles)) for one in members.order_by("user__name")],
        "invitations": [
            (one, labels(one.roles), one.expires_at <= now())
            for one in inviting.open_ones(house).order_by("-pk")
        ],
        "gaps": staffing.gaps([one.roles for one in members]),
        "mails": where_mails_go(),
    }
    return render(request, "accounts/organization.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    house = managed_or_404(request, slug)
    member = member_or_404(house, pk)
    form = RolesForm(request.POST or None, initial=initial_roles(member))
    if request.method == "POST" and form.is_valid():
        try:
            roles.assign(house, member.user, form.cleaned_data["roles"], by=person(request))
        except Refusal as reason:
            form.add_error("roles", str(reason))
        else:
            messages.success(request, f"{member.user.name} has these roles now.")
            return redirect("people:organization", slug)
    words = {"organization": house, "member": member, "form": form}
    return render(request, "accounts/member.html", words, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    house = managed_or_404(request, slug)
    member = member_or_404(house, pk)
    try:
        roles.end(member, by=person(request))
    except Refusal as reason:
        messages.error(request, str(reason))
        return redirect("people:change", slug, pk)
    messages.success(request, f"{member.user.name} no longer belongs to {house.name}.")
    if member.user == request.user:
        return redirect("people:houses")
    return redirect("people:organization", slug)


def member_or_404(house: Organization, pk: int) -> Membership:
    here = Membership.objects.of(house).filter(ended_at=None).select_related("user")
    return get_object_or_404(here, pk=pk)


def labels(codes: list[str]) -> list[str]:
    return [roles.BY_CODE[code].label for code in codes]
