"""Writing: a new post, its page, its words and its channels."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Organization
from accounts.plain_text import plain
from accounts.row_keys import row_key
from channels.models import Channel
from compliance.blockers import Refused
from content import lifecycle, writing
from content.forms import BeginForm, WordsForm
from content.models import Post
from content.views import live
from content.views.drafts import go, is_htmx, open_draft, person, visible, writing_page

OWN = "own-"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    houses = Organization.objects.visible_to(person(request), "accounts.write_posts")
    form = BeginForm(request.POST or None, organizations=houses)
    if request.method == "POST" and form.is_valid():
        house = form.cleaned_data["organization"]
        post = writing.begin(house, person(request), form.cleaned_data["kind"])
        channels = list(Channel.objects.of(house).filter(closed_at=None)[:2])
        if len(channels) == 1:
            writing.choose_channels(post, person(request), channels)
        return redirect("content:editor", post.pk)
    context = {"form": form, "houses": houses}
    return render(request, "content/editor_begin.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@writing_page
def editor(request: HttpRequest, pk: int) -> HttpResponse:
    return live.whole(request, live.again(open_draft(request, pk)))


@require_POST
@writing_page
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was typed; then, with a button, leave or send for the second look."""
    post = open_draft(request, pk)
    form = WordsForm(post, request.POST)
    try:
        save(request, post, form)
    except Refused as no:
        return not_saved(request, post, form, no)
    fresh = live.again(post)
    if form.errors:
        if is_htmx(request):
            return live.fragments(request, fresh, "live", form=form)
        return live.whole(request, fresh, whole_form(fresh, request, form), live.WRONG)
    match request.POST.get("then", ""):
        case "leave":
            return go(request, reverse("content:desk"))
        case "submit":
            return submit(request, fresh)
    return saved(request, fresh, form, fresh.copy_number != post.copy_number)


def saved(request: HttpRequest, post: Post, form: WordsForm, changed: bool) -> HttpResponse:
    if not is_htmx(request):
        return redirect("content:editor", post.pk)
    return live.fragments(request, post, "live" if changed else "same", form=form)


def save(request: HttpRequest, post: Post, form: WordsForm) -> None:
    """Write what is different from what is there; Refused when somebody else was faster."""
    typed = form.words()
    changed = {name: value for name, value in typed.items() if getattr(post, name) != value}
    if changed:
        writing.write(post, person(request), seen=seen(request), **changed)
    for channel, text in own_texts(request).items():
        target = post.targets.filter(channel=channel).select_related("channel").first()
        if target is not None and target.text != text:
            writing.write_for_channel(post, person(request), target.channel, text)


def seen(request: HttpRequest) -> int | None:
    return row_key(request.POST.get("seen", ""))


def own_texts(request: HttpRequest) -> dict[int, str]:
    """Words for single channels, by channel key."""
    named = {
        row_key(name.removeprefix(OWN)): str(text)
        for name, text in request.POST.items()
        if name.startswith(OWN)
    }
    return {key: plain(text) for key, text in named.items() if key is not None}


def whole_form(post: Post, request: HttpRequest, form: WordsForm) -> WordsForm:
    """All fields again: those that were posted as they were typed, the others as they are."""
    data: Any = request.POST.copy()
    for name, value in WordsForm(post).initial.items():
        if name not in data:
            data[name] = "" if value is None else value
    return WordsForm(post, data)


def not_saved(request: HttpRequest, post: Post, form: WordsForm, no: Refused) -> HttpResponse:
    fresh = visible(request, post.pk)
    if fresh.state != post.state:
        return go(request, reverse("content:post", args=[post.pk]))
    sentences = [blocker.message for blocker in no.blockers]
    if is_htmx(request):
        return render(
            request, "content/editor/trouble.html", {"trouble": sentences, "oob": True},
            status=live.CONFLICT,
        )  # fmt: skip
    return live.whole(
        request, fresh, whole_form(fresh, request, form), live.CONFLICT,
        trouble=sentences, typed_over=post.copy_number,
    )  # fmt: skip


def submit(request: HttpRequest, post: Post) -> HttpResponse:
    try:
        lifecycle.perform(post, "submit", by=person(request))
    except Refused as no:
        for blocker in no.blockers:
            messages.error(request, blocker.message)
        return go(request, reverse("content:editor", args=[post.pk]) + "#needed")
    messages.success(request, "Sent for the second look. You can take it back until it is decided.")
    return go(request, reverse("content:post", args=[post.pk]))


@require_POST
@writing_page
def channels(request: HttpRequest, pk: int) -> HttpResponse:
    post = open_draft(request, pk)
    typed = [row_key(key) for key in request.POST.getlist("channel")]
    keys = [key for key in typed if key is not None]
    wanted = Channel.objects.of(post.organization_id).filter(pk__in=keys)
    try:
        writing.choose_channels(post, person(request), wanted)
    except Refused as no:
        return live.refused(request, post, "#where", no)
    return live.done(
        request, post, "#where", "around", "channel_notes", "own_words", "works", "preview_words"
    )
