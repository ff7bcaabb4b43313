"""A sign-in ends twelve hours after it began, however busy it was, and at once for the closed."""

from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGAN = "signed_in_at"


class AbsoluteSession:
    """Signs out a session that is older than SESSION_COOKIE_AGE seconds, or of a closed user.

    Django prolongs a session whenever it is saved; this one is not prolonged by anything.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            began = request.session.setdefault(BEGAN, int(time()))
            closed = getattr(request.user, "closed_at", None) is not None
            if closed or time() - began > settings.SESSION_COOKIE_AGE:
                logout(request)
        return self.get_response(request)
