"""What the check sees while somebody types: marks for the papers on the page, nothing stored."""

import json

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from accounts.plain_text import plain
from content.forms.words import LANGUAGES
from content.glance import glance
from content.models import Post
from content.views.drafts import Elsewhere, open_draft
from content.views.editor import own_texts
from content.views.editor_page import Paper, own_paper

NOTHING = 204


@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """A post that is no draft any more answers nothing: what is typed must stay on the page."""
    try:
        post = open_draft(request, pk)
    except Elsewhere:
        return HttpResponse(status=NOTHING)
    texts = {"text": plain(request.POST.get("text", ""))}
    texts |= {f"target:{channel}": text for channel, text in own_texts(request).items()}
    seen = glance(post, texts, language(request, post))
    papers = [
        Paper("id_text" if surface == "text" else own_paper(surface), json.dumps(marks), text)
        for surface, text in texts.items()
        for marks in [seen.marks[surface]]
    ]
    html = render_to_string("content/editor/marks.html", {"papers": papers, "oob": True})
    return HttpResponse(html, headers={"HX-Trigger": "noticed"} if seen.news else {})


def language(request: HttpRequest, post: Post) -> str:
    """The language that is chosen on the page, which may not be saved yet."""
    chosen = request.POST.get("language", post.language)
    return chosen if chosen in dict(LANGUAGES) else post.language
