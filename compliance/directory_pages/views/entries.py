"""The directory of an organization: what is in it, one entry with its history, a new one."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organization
from accounts.plain_text import plain
from accounts.refusal import Refusal
from accounts.scoped_admin import person
from compliance import directory_keeping
from compliance.directory_keeping import KEEPS, ends_at_once, not_over, today_in
from compliance.directory_pages.forms import EndForm, EntryForm
from compliance.directory_pages.lines import history
from compliance.models import DirectoryEntry
from compliance.models.directory import KINDS

ON_A_PAGE = 50
ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Chip:
    """One way to look at the list: its words and number, its address, whether it is chosen."""

    label: str
    url: str
    current: bool


def kept_or_404(request: HttpRequest, slug: str) -> Organization:
    return get_object_or_404(Organization.objects.visible_to(person(request), KEEPS), slug=slug)


@require_safe
def houses(request: HttpRequest) -> HttpResponse:
    mine = list(Organization.objects.visible_to(person(request), KEEPS))
    if len(mine) == 1:
        return redirect("directory:list", mine[0].slug)
    return render(request, "directory/houses.html", {"houses": mine})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entries(request: HttpRequest, slug: str) -> HttpResponse:
    """POST looks for a name: what people look for belongs into no address and no log."""
    house = kept_or_404(request, slug)
    kind = request.GET.get("kind", "")
    sought = " ".join(plain(request.POST.get("q", "")).split())[:200]
    here = not_over(house)
    if sought:
        rows = DirectoryEntry.objects.of(house).filter(
            Q(value__icontains=sought) | Q(role__icontains=sought)
        )
    elif kind == ENDED:
        rows = DirectoryEntry.objects.of(house).exclude(pk__in=here.values("pk"))
    else:
        rows = here.filter(kind=kind) if kind in dict(KINDS) else here
    page = Paginator(rows.order_by("value", "pk"), 500 if sought else ON_A_PAGE)
    words = {
        "organization": house,
        "chips": chips(house, "" if sought else kind),
        "page": page.get_page(request.GET.get("page")),
        "query": f"kind={kind}&" if kind in {*dict(KINDS), ENDED} else "",
        "q": sought,
        "today": today_in(house),
    }
    return render(request, "directory/list.html", words)


def chips(house: Organization, chosen: str) -> list[Chip]:
    """The kinds there are, with how many there are of each."""
    counts: dict[str, int] = {}
    today = today_in(house)
    for kind, valid_to in DirectoryEntry.objects.of(house).values_list("kind", "valid_to"):
        one = ENDED if valid_to and valid_to < today else kind
        counts[one] = counts.get(one, 0) + 1
    everything = sum(number for kind, number in counts.items() if kind != ENDED)
    named = [("", "All", everything)]
    named += [(code, label, counts.get(code, 0)) for code, label in (*KINDS, (ENDED, "Ended"))]
    return [
        Chip(f"{label} · {number:,}", f"?kind={code}" if code else "?", code == chosen)
        for code, label, number in named
        if number or not code
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    house = kept_or_404(request, slug)
    form = EntryForm(request.POST or None, initial={"since": today_in(house)})
    if request.method == "POST" and form.is_valid():
        try:
            entry = directory_keeping.enter(house, person(request), **form.cleaned_data)
        except Refusal as reason:
            form.add_error("value", str(reason))
        else:
            messages.success(request, f"{entry.value} is in the directory.")
            return redirect("directory:list", slug)
    words = {"organization": house, "form": form}
    return render(request, "directory/add.html", words, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One entry; POST says its last day."""
    house = kept_or_404(request, slug)
    row = get_object_or_404(DirectoryEntry.objects.of(house), pk=pk)
    form = EndForm(row, request.POST or None, initial={"last_day": row.valid_to or today_in(house)})
    if request.method == "POST" and form.is_valid():
        last_day: date | None = form.cleaned_data["last_day"]
        try:
            directory_keeping.end(row, person(request), last_day, form.cleaned_data["reason"])
        except Refusal as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, said(row.value, last_day, house))
            return redirect("directory:list", slug)
    words = {
        "organization": house, "entry": row, "form": form, "history": history(row),
        "over": row.valid_to is not None and row.valid_to <= ends_at_once(house),
        "today": today_in(house),
    }  # fmt: skip
    return render(request, "directory/entry.html", words, status=422 if form.errors else 200)


def said(value: str, last_day: date | None, house: Organization) -> str:
    if last_day is None:
        return f"{value} stays in the directory."
    if last_day <= ends_at_once(house):
        return f"{value} has ended. The check asks about this again."
    return f"{value} ends after {date_format(last_day, 'j F Y')}."
