from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.scoped_admin import person
from compliance.blockers import Refused
from content import checks, proposing
from content.models import Proposal
from content.page.problem import refused
from content.views.post import shown, visible

FIELDS = ("words", "instead", "why")


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    post = visible(request, pk)
    typed = {name: request.POST.get(name, "")[:500] for name in FIELDS}
    try:
        proposing.propose(post, person(request), **typed)
    except Refused as no:
        return shown(request, post, refused("propose", no, typed))
    messages.success(request, "Proposed. The writer sees it when you send the post back.")
    return HttpResponseRedirect(reverse("content:post", args=[pk]) + "#proposals")


@require_POST
def settle(request: HttpRequest, pk: int, proposal: int, answer: str) -> HttpResponse:
    post = visible(request, pk)
    row = get_object_or_404(Proposal.objects.visible_to(person(request)), pk=proposal, post=post)
    if answer not in {"accept", "leave"}:
        raise Http404("There is no such answer.")
    try:
        if answer == "accept":
            proposing.accept(row, person(request))
            checks.renew(post)
        else:
            proposing.leave(row, person(request))
    except Refused as no:
        for one in no.blockers:
            messages.error(request, one.message)
    return HttpResponseRedirect(reverse("content:editor", args=[pk]))
