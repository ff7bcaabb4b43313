"""One step of a post, a comment, a confirmation: ask the verb, say what became of it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.clock import now
from accounts.scoped_admin import person
from compliance.blockers import Blocker, Refused
from content import answers, comments, copying, lifecycle
from content.forms.when import WhenForm
from content.lifecycle import Seen
from content.models import Post, TextFinding
from content.page.problem import ACTIONS, Problem, refused
from content.views.post import shown, visible

DONE = {
    "submit": "Sent for a second look.",
    "endorse": "Sent to legal.",
    "send_back": "Sent back with your note.",
    "take_back": "It is a draft again.",
    "schedule": "Scheduled.",
    "unschedule": "Taken off the schedule.",
    "recall": "Called back. It is a draft again, and needs three new decisions.",
    "withdraw": "Withdrawn. What is out comes down now.",
    "archive": "Archived.",
    "restore": "It is a draft again.",
}


@require_POST
def step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    post = visible(request, pk)
    if action not in ACTIONS:
        raise Http404("There is no such step.")
    if "doubt" in request.POST:
        return doubted(request, post)
    if action == "schedule":
        return schedule(request, post)
    try:
        lifecycle.perform(
            post, action, by=person(request), note=request.POST.get("note", ""),
            seen=seen_by(request),
        )  # fmt: skip
    except Refused as no:
        typed = {"note": request.POST.get("note", "")}
        return shown(request, visible(request, pk), refused(action, no, typed))
    messages.success(request, DONE.get(action, "Done."))
    return HttpResponseRedirect(reverse("content:post", args=[pk]))


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    post = visible(request, pk)
    try:
        new = copying.copy(post, person(request))
    except Refused as no:
        return shown(request, post, refused("copy", no))
    messages.success(request, "A new draft. It needs its own three decisions.")
    return HttpResponseRedirect(reverse("content:editor", args=[new.pk]))


def seen_by(request: HttpRequest) -> Seen | None:
    """The version that was on the page when the button was pressed."""
    digest = request.POST.get("digest", "")
    return Seen(digest, request.POST.get("basis_digest", "")) if digest else None


def doubted(request: HttpRequest, post: Post) -> HttpResponse:
    """“Not so”: the note for sending it back opens, with the number in it."""
    query = urlencode({"doubt": request.POST["doubt"]})
    return HttpResponseRedirect(f"{reverse('content:post', args=[post.pk])}?{query}#send_back")


def schedule(request: HttpRequest, post: Post) -> HttpResponse:
    """At a time on the organization's wall, or now."""
    at = now()
    form = WhenForm(request.POST, zone=post.organization.time_zone, now=at)
    if "now" not in request.POST and not form.is_valid():
        problem = Problem("schedule", (Blocker("time_unclear", "The time is not clear yet."),))
        return shown(request, post, problem, when=form)
    planned = at if "now" in request.POST else form.instant
    try:
        lifecycle.perform(post, "schedule", by=person(request), at=planned)
    except Refused as no:
        return shown(request, visible(request, post.pk), refused("schedule", no), when=form)
    messages.success(request, "It goes out now." if "now" in request.POST else "Scheduled.")
    return HttpResponseRedirect(reverse("content:post", args=[post.pk]))


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    post, text = visible(request, pk), request.POST.get("text", "")
    try:
        comments.say(post, person(request), text)
    except Refused as no:
        return shown(request, post, refused("comment", no, {"text": text}))
    return HttpResponseRedirect(f"{reverse('content:post', args=[pk])}#comments")


@require_POST
def confirm(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    post = visible(request, pk)
    rows = TextFinding.objects.visible_to(person(request)).filter(post=post)
    row = get_object_or_404(rows.select_related("post"), pk=finding)
    try:
        answers.confirm(row, person(request), seen=answer_seen(request))
    except Refused as no:
        return shown(request, visible(request, pk), refused("findings", no))
    return HttpResponseRedirect(f"{reverse('content:post', args=[pk])}#findings")


def answer_seen(request: HttpRequest) -> int:
    """The answer beside the button; 0, which is none, for an address that names nothing."""
    key = request.GET.get("answer", "")
    return int(key) if key.isdecimal() and len(key) < 19 else 0


@require_POST
def confirm_who(request: HttpRequest, pk: int, picture: int) -> HttpResponse:
    post = visible(request, pk)
    row = get_object_or_404(post.pictures.select_related("post", "photo__material"), pk=picture)
    try:
        answers.confirm_who(row, person(request))
    except Refused as no:
        return shown(request, visible(request, pk), refused("findings", no))
    return HttpResponseRedirect(f"{reverse('content:post', args=[pk])}#findings")
