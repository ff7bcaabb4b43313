"""Which post a writer's page is about, and where to go when it is not a draft to write on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts import access
from accounts.models import User
from content.models import Post
from content.workflow import State

View = Callable[..., HttpResponse]


class Elsewhere(Exception):
    """The post can be seen, but not written here: its own page says how it stands."""

    def __init__(self, post: Post, sentence: str) -> None:
        super().__init__(sentence)
        self.post = post
        self.sentence = sentence


def writing_page(view: View) -> View:
    """Sends people whose page this is not to the post itself, with the reason."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Elsewhere as other:
            messages.info(request, other.sentence)
            return go(request, reverse("content:post", args=[other.post.pk]))

    return wrapped


def go(request: HttpRequest, url: str) -> HttpResponse:
    """Redirect, also when htmx asked: it would swap the page into a fragment."""
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def open_draft(request: HttpRequest, pk: int) -> Post:
    """The draft, for somebody who writes there. Raises Http404 for strangers, else Elsewhere."""
    post = visible(request, pk)
    if not access.may(person(request), "accounts.write_posts", post):
        raise Elsewhere(post, "You can read this post; others write it.")
    if post.state != State.DRAFT:
        where = post.get_state_display()
        raise Elsewhere(post, f"This post is not a draft now: {where[0].lower()}{where[1:]}.")
    return post


def visible(request: HttpRequest, pk: int) -> Post:
    """A post this person may see; a foreign one is missing."""
    mine = Post.objects.visible_to(person(request)).select_related("organization")
    return get_object_or_404(mine, pk=pk)


def person(request: HttpRequest) -> User:
    """Who is signed in; every page but the public ones needs a login."""
    if not isinstance(request.user, User):
        raise TypeError("This page needs a login.")
    return request.user
