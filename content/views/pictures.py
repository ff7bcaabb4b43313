"""Pictures of a draft: uploading, the two questions, alt text, and what still runs."""

from itertools import chain
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from compliance import uploads
from compliance.blockers import Refused
from consents.models import Appearance
from content import answers, picture_places, writing
from content.forms import PictureForm
from content.models import Picture, Post
from content.views import live
from content.views.drafts import is_htmx, open_draft, person, writing_page

NOTHING = "No picture arrived. Choose one or more, together not larger than 30 MB."


@require_POST
@writing_page
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Several at once; what is refused is named by its position, because a name may be a name."""
    post = open_draft(request, pk)
    files = request.FILES.getlist("pictures")
    before = set(post.pictures.values_list("pk", flat=True))
    refusals = [] if files else [NOTHING]
    room = max(0, writing.MOST_PICTURES - len(before))
    if len(files) > room:
        # Not even opened: what is not shown is not kept either.
        refusals.append(f"{writing.MOST_PICTURES} pictures are the most. {took(room)}")
    for position, file in enumerate(files[:room], start=1):
        try:
            photo = uploads.upload(post.organization, person(request), file.read())
            writing.add_picture(post, person(request), photo)
        except Refused as no:
            which = f"Picture {position} of {len(files)}: " if len(files) > 1 else ""
            refusals += [f"{which}{blocker.message}" for blocker in no.blockers]
    if not is_htmx(request):
        for sentence in refusals:
            messages.error(request, sentence)
    return live.done(
        request, post, "#photos", "around", "upload", "new_pictures", "pending", "preview_pictures",
        upload_errors=refusals, before=before,
    )  # fmt: skip


def took(room: int) -> str:
    """How many of too many pictures were looked at."""
    if room == 0:
        return "Take one out first."
    return "Only the first one was taken." if room == 1 else f"Only the first {room} were taken."


@require_POST
@writing_page
def picture(request: HttpRequest, pk: int, picture: int) -> HttpResponse:
    """Each answer that can be read is kept; the others are said beside their question."""
    post = open_draft(request, pk)
    row = of_post(post, picture)
    form = PictureForm(post.organization_id, request.POST)
    form.is_valid()
    said, alt = who_is_in(row), row.alt_text
    errors = {name: [str(one) for one in form.errors.get(name, [])] for name in form.fields}
    # These two stand under the question that they belong to.
    errors["place"] += errors.pop("source")
    errors["shows"] += errors.pop("others")
    for name, write in steps(form):
        try:
            write(row, person(request))
        except Refused as no:
            errors[name] += [blocker.message for blocker in no.blockers]
    if not is_htmx(request):
        for sentence in chain.from_iterable(errors.values()):
            messages.error(request, f"Not kept: {sentence}")
    pieces = ["picture_errors", "channel_notes", "around" if row.alt_text == alt else "live"]
    if said != who_is_in(row):
        pieces.append("patients")
    return live.done(
        request, post, f"#photo-{row.pk}", *pieces, picture_errors=errors, picture_id=row.pk
    )


def who_is_in(picture: Picture) -> set[tuple[str, int | None]]:
    here = Appearance.objects.of(picture.photo.organization_id)
    rows = here.filter(material__photo=picture.photo, superseded_at=None)
    return set(rows.values_list("kind", "subject_id"))


def steps(form: PictureForm) -> list[tuple[str, Any]]:
    """What to write, in an order in which a correction of two answers at once is possible."""
    given, people = form.cleaned_data, form.people()

    def alt(row: Picture, by: Any) -> None:
        if row.alt_text != given["alt_text"]:
            writing.describe_picture(row, by, given["alt_text"])

    def place(row: Picture, by: Any) -> None:
        picture_places.say_place(row, by, given["place"], given.get("source", ""))

    def who(row: Picture, by: Any) -> None:
        named = {(one.kind, one.subject.pk if one.subject else None) for one in people or []}
        if named != who_is_in(row):
            answers.say_who(row, by, people or [])

    wanted: list[tuple[str, Any]] = [("alt_text", alt)] if "alt_text" in given else []
    # A source that could not be read must not empty the one that is kept.
    questions = [("place", place)] if given.get("place") and "source" in given else []
    answered = [("shows", who)] if people is not None else []
    first_who = given.get("place") == "clinical"
    return wanted + (answered + questions if first_who else questions + answered)


@require_POST
@writing_page
def remove_picture(request: HttpRequest, pk: int, picture: int) -> HttpResponse:
    post = open_draft(request, pk)
    row = of_post(post, picture)
    key = row.pk
    try:
        writing.remove_picture(row, person(request))
    except Refused as no:
        return live.refused(request, post, "#photos", no)
    return live.done(
        request, post, "#photos", "live", "gone_picture", "preview_pictures", "channel_notes",
        picture_id=key,
    )  # fmt: skip


@never_cache
@require_safe
@writing_page
def pending(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked every two seconds while the machine still works on a picture."""
    post = open_draft(request, pk)
    return live.fragments(request, post, "waiting")


def of_post(post: Post, picture: int) -> Picture:
    return get_object_or_404(post.pictures.select_related("photo", "post"), pk=picture)
