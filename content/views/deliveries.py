"""What people decide about a delivery that waits for them."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.clock import now
from accounts.scoped_admin import person
from compliance.blockers import Blocker, Refused
from content import held
from content.forms.when import WhenForm
from content.models import Delivery
from content.page.problem import Problem, refused
from content.views.post import shown, visible


class Unclear(Exception):
    """What was typed cannot be used; nothing was done."""

    def __init__(self, problem: Problem, when: WhenForm | None = None) -> None:
        super().__init__()
        self.problem, self.when = problem, when


@require_POST
def delivery(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    rows = Delivery.objects.visible_to(person(request)).select_related("revision__post")
    row = get_object_or_404(rows, pk=pk)
    act = ACTIONS.get(action)
    if act is None:
        raise Http404("There is no such action.")
    where = f"delivery-{row.pk}"
    try:
        said = act(request, row, where)
    except Unclear as unclear:
        post = visible(request, row.revision.post_id)
        return shown(request, post, unclear.problem, row_when=unclear.when)
    except Refused as no:
        typed = {"url": request.POST.get("url", "")}
        return shown(
            request, visible(request, row.revision.post_id), refused(where, no, typed),
            row_when=when_of(request, row),
        )  # fmt: skip
    messages.success(request, said)
    return HttpResponseRedirect(
        f"{reverse('content:post', args=[row.revision.post_id])}#deliveries"
    )


def when_of(request: HttpRequest, row: Delivery) -> WhenForm | None:
    if "at" not in request.POST:
        return None
    zone = row.revision.post.organization.time_zone
    return WhenForm(request.POST, zone=zone, now=now())


def release(request: HttpRequest, row: Delivery, where: str) -> str:
    """At a new time if one was typed, else now."""
    form = when_of(request, row)
    if form is None or "now" in request.POST:
        held.release(row, person(request), now())
        return "It goes out now." if row.kind == "publish" else "It is taken down again."
    if not form.is_valid() or form.instant is None:
        blocker = Blocker("time_unclear", "The time is not clear yet.")
        raise Unclear(Problem(where, (blocker,)), form)
    held.release(row, person(request), form.instant)
    return "It has a new time."


def cancel(request: HttpRequest, row: Delivery, where: str) -> str:
    held.cancel(row, person(request))
    return "It does not go out there."


def it_is_live(request: HttpRequest, row: Delivery, where: str) -> str:
    """A person has seen it, and says where."""
    typed = request.POST.get("url", "").strip()
    try:
        url = forms.URLField(max_length=500, assume_scheme="https").clean(typed)
    except forms.ValidationError:
        message = "That is not an address. Open the post there and copy the address of its page."
        if row.kind == "publish":
            problem = Problem(where, (Blocker("no_address", message),), {"url": typed})
            raise Unclear(problem) from None
        url = ""
    held.decide_unknown(row, person(request), live=True, url=url)
    return "Good to know: it is out." if row.kind == "publish" else "It is taken down again."


def send_again(request: HttpRequest, row: Delivery, where: str) -> str:
    held.decide_unknown(row, person(request), live=False)
    return "It goes out again." if row.kind == "publish" else "Good to know: it is gone."


ACTIONS: dict[str, Callable[[HttpRequest, Delivery, str], str]] = {
    "release": release,
    "cancel": cancel,
    "it_is_live": it_is_live,
    "send_again": send_again,
}
