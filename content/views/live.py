"""Answers to the editor's own requests: fragments for htmx, a whole page without it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from compliance.blockers import Refused
from content import checks, proposing
from content.forms import WordsForm
from content.models import Post
from content.views.drafts import is_htmx, person
from content.views.editor_page import page

CONFLICT, WRONG = 409, 422


def again(post: Post) -> Post:
    """The draft as it is now, its words checked; never inside a transaction."""
    fresh = Post.objects.of(post.organization_id).select_related("organization").get(pk=post.pk)
    checks.renew(fresh)
    return fresh


def whole(
    request: HttpRequest, post: Post, form: WordsForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The editor itself, in the organization's own time."""
    with timezone.override(post.organization.time_zone):
        proposals = proposing.unsettled(post).select_related("by")
        context = page(post, person(request), form) | {"proposals": proposals} | more
        return render(request, "content/editor.html", context, status=status)


def fragments(
    request: HttpRequest, post: Post, *pieces: str, status: int = 200, **more: Any
) -> HttpResponse:
    """The pieces of the page that this request changed; each finds its place by its id.

    Nothing else is drawn anew: a button that is replaced under a finger loses its click.
    """
    with timezone.override(post.organization.time_zone):
        context = page(post, person(request), more.pop("form", None)) | more | {"oob": True}
        html = [
            render_to_string(f"content/editor/{name}.html", context, request) for name in pieces
        ]
    return HttpResponse("".join(html), status=status)


def done(request: HttpRequest, post: Post, place: str, *pieces: str, **more: Any) -> HttpResponse:
    """After a change: fragments, or back to the place on the page."""
    if is_htmx(request):
        return fragments(request, again(post), *pieces, **more)
    return redirect(f"{reverse('content:editor', args=[post.pk])}{place}")


def refused(
    request: HttpRequest, post: Post, place: str, no: Refused, *pieces: str, **more: Any
) -> HttpResponse:
    """Nothing was changed: the sentences, beside everything else as it was."""
    sentences = [blocker.message for blocker in no.blockers]
    if is_htmx(request):
        more |= {"trouble": sentences}
        return fragments(request, again(post), "live", *pieces, status=WRONG, **more)
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect(f"{reverse('content:editor', args=[post.pk])}{place}")
