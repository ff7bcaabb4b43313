"""Answering what was noticed in the words: with one click, a reason, or a patient."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.models import User
from compliance.blockers import Refused
from consents.models import Material, Subject
from content import answers, permission_words, rewriting
from content.forms import WordsForm
from content.models import Post, TextFinding
from content.models.finding import ANSWERS
from content.views import live
from content.views.drafts import go, open_draft, person, visible, writing_page
from content.views.editor import not_saved, save
from content.workflow import ANSWERABLE, State

PLACE = "#findings"


@require_POST
@writing_page
def answer(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Authors answer in review too: then they go back to the post's own page."""
    post = visible(request, pk)
    if post.state not in ANSWERABLE or post.state == State.DRAFT:
        post = open_draft(request, pk)
    row = of_post(post, finding)
    try:
        give(request, post, row, person(request))
    except Refused as no:
        if post.state != State.DRAFT:
            return say_on_post(request, post, no)
        return live.refused(request, post, PLACE, no, trouble_at=row.pk)
    if post.state != State.DRAFT:
        return go(request, reverse("content:post", args=[post.pk]))
    return live.done(request, post, PLACE, "live", "channel_notes")


def give(request: HttpRequest, post: Post, finding: TextFinding, by: User) -> None:
    kind = request.POST.get("kind", "")
    if kind not in dict(ANSWERS):
        raise Refused.because("no_answer", "Choose one of the answers.")
    because = request.POST.get("because", "")[:300]
    material = named(request, post, finding, by) if kind == "patient" else None
    answers.answer(finding, by, kind, because=because, material=material)


def named(request: HttpRequest, post: Post, finding: TextFinding, by: User) -> Material:
    """The words as something that a permission form can name, said to be this patient's."""
    if post.state != State.DRAFT:
        raise Refused.because(
            "patient_after_submit", "Somebody found a patient: take the post back to draft first."
        )
    key = request.POST.get("patient", "")
    subjects = Subject.objects.of(post.organization_id)
    subject = subjects.filter(pk=key).first() if key.isdecimal() else None
    if subject is None:
        raise Refused.because("which_patient", "Choose which patient it is.")
    material = permission_words.material_for(post, finding, by)
    permission_words.say_whose(post, finding, material, subject, by)
    return material


def say_on_post(request: HttpRequest, post: Post, no: Refused) -> HttpResponse:
    for blocker in no.blockers:
        messages.error(request, blocker.message)
    return go(request, reverse("content:post", args=[post.pk]))


@require_POST
@writing_page
def use_suggestion(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Save what was typed, then write the suggested words, or none, where the marked ones were."""
    post = open_draft(request, pk)
    row = of_post(post, finding)
    form = WordsForm(post, request.POST)
    try:
        save(request, post, form)
    except Refused as no:
        return not_saved(request, post, form, no)
    rewrite = rewriting.take_out if request.POST.get("how") == "out" else rewriting.use_suggestion
    try:
        rewrite(live.again(post), row, person(request))
    except Refused as no:
        return live.refused(request, post, PLACE, no, trouble_at=row.pk)
    return live.done(request, post, PLACE, "live", "rewritten")


def of_post(post: Post, finding: int) -> TextFinding:
    return get_object_or_404(
        TextFinding.objects.of(post.organization_id).select_related("post__organization"),
        pk=finding, post=post,
    )  # fmt: skip
