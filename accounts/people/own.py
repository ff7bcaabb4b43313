"""One's own profile, and the details of an organization."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.details import change_details
from accounts.people.forms import DetailsForm, ProfileForm
from accounts.people.members import labels, managed_or_404
from accounts.profile import change_profile, hats
from accounts.scoped_admin import person


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    user = person(request)
    kept = {"name": user.name, "credentials": user.credentials, "languages": user.languages}
    form = ProfileForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        change_profile(user, **form.cleaned_data)
        messages.success(request, "Your profile is kept.")
        return redirect("people:profile")
    words = {"form": form, "hats": [(one.organization, labels(one.roles)) for one in hats(user)]}
    return render(request, "accounts/profile.html", words, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, slug: str) -> HttpResponse:
    organization = managed_or_404(request, slug)
    form = DetailsForm(request.POST or None, instance=managed_or_404(request, slug))
    if request.method == "POST" and form.is_valid():
        try:
            change_details(organization, person(request), **form.cleaned_data)
        except ValidationError as reason:
            form.add_error(None, reason)
        else:
            messages.success(request, "The details are kept.")
            return redirect("people:organization", slug)
    words = {"organization": organization, "form": form}
    return render(request, "accounts/details.html", words, status=422 if form.errors else 200)
