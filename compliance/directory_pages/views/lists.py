"""A list of staff comes in: read, shown with everything it would change, confirmed once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Organization
from accounts.refusal import Refusal
from accounts.scoped_admin import person
from compliance import staff_list, staff_plan
from compliance.directory_keeping import ends_at_once
from compliance.directory_pages.forms import ListForm
from compliance.directory_pages.views.entries import kept_or_404
from compliance.staff_plan import Plan


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest, slug: str) -> HttpResponse:
    """Nothing is kept between the two looks: the second posts the same lines again, with the
    mark of the plan that was on the page.
    """
    house = kept_or_404(request, slug)
    if "again" in request.POST:
        return ask(request, house, ListForm(initial=request.POST.dict()))
    form = ListForm(request.POST or None, request.FILES or None,
                    initial={"left_on": ends_at_once(house)})  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return ask(request, house, form)
    try:
        if "confirm" in request.POST:
            return done(request, house, form)
        return show(request, house, form, staff_plan.plan(house, form.people, form.left()))
    except Refusal as reason:
        form.add_error("everybody", str(reason))
        return ask(request, house, form)


def ask(request: HttpRequest, house: Organization, form: ListForm) -> HttpResponse:
    words = {"organization": house, "form": form, "most": staff_list.MOST_LINES}
    return render(request, "directory/staff.html", words, status=422 if form.errors else 200)


def done(request: HttpRequest, house: Organization, form: ListForm) -> HttpResponse:
    mark = request.POST["confirm"]
    by = person(request)
    try:
        carried_out = staff_plan.carry_out(house, by, form.people, form.left(), mark)
    except Refusal as reason:
        messages.error(request, str(reason))
        return show(request, house, form, staff_plan.plan(house, form.people, form.left()), 409)
    messages.success(request, counted(carried_out))
    return redirect("directory:list", house.slug)


def show(
    request: HttpRequest, house: Organization, form: ListForm, plan: Plan, status: int = 200
) -> HttpResponse:
    words = {
        "organization": house, "form": form, "plan": plan, "listed": form.people,
        "added": plan.of(staff_plan.ADD), "changed": plan.of(staff_plan.CHANGE),
        "ended": plan.of(staff_plan.END), "same": plan.of(staff_plan.SAME),
        "left_on": form.left(),
    }  # fmt: skip
    return render(request, "directory/preview.html", words, status=status)


def counted(plan: Plan) -> str:
    words = ((staff_plan.ADD, "added"), (staff_plan.CHANGE, "changed"), (staff_plan.END, "ended"))
    return ", ".join(f"{len(plan.of(kind))} {word}" for kind, word in words).capitalize() + "."
