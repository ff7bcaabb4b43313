"""Answers to requests that could not even be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own page looks for a token in the body, and breaks over one it cannot read."""
    return render(request, "400.html", status=400)
