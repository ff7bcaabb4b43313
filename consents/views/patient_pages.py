"""What every page for patients has in common: no login, nothing kept, nothing told to others."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

View = Callable[..., HttpResponse]

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    # Never a path, which may hold a link's secret. "no-referrer" would also blank the Origin
    # header of our own forms, and they could not be told from forged ones any more.
    "Referrer-Policy": "strict-origin",
}


def patient_page(view: View) -> View:
    """A page that a patient reaches by a link, without a login."""

    @login_not_required
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # The form's language speaks, not the browser's: what is signed must be one language.
        with translation.override("en"):
            response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        response["Content-Language"] = "en"
        return response

    return page


def dead(request: HttpRequest) -> HttpResponse:
    """One and the same page for a link that is wrong, ended, answered or taken back."""
    return render(request, "consents/patient/dead.html", status=404)
