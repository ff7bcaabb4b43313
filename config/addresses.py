"""An address with a number that no row can have is the address of nothing."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from accounts.row_keys import LARGEST


class NoSuchNumber:
    """Answers 404 before a view is asked: the database cannot compare with such a number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        if any(isinstance(value, int) and value > LARGEST for value in kwargs.values()):
            raise Http404("There is no such number.")
