from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from accounts.models import Organization
from accounts.plain_text import plain
from channels.models import Channel, NewsroomEntry, NewsroomPicture

ON_A_PAGE = 12
IN_THE_FEED = 30


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for everybody: read only, no login."""
    return login_not_required(require_safe(view))


@public
def index(request: HttpRequest, account: str) -> HttpResponse:
    organization = of_newsroom(account)
    page = Paginator(stories(account), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "newsroom/index.html", house(account, organization) | {"page": page})


@public
def entry(request: HttpRequest, account: str, pk: int) -> HttpResponse:
    organization = of_newsroom(account)
    story = get_object_or_404(NewsroomEntry, account_id=account, pk=pk)
    context = house(account, organization)
    if story.taken_down_at is not None:
        return render(request, "newsroom/gone.html", context, status=410)
    shown = story.pictures.defer("data")
    pictures = [(one, picture_url(account, story, one)) for one in shown]
    context |= {
        "story": story,
        "pictures": pictures,
        "address": f"{settings.PUBLIC_URL}{request.path}",
        "share_picture": f"{settings.PUBLIC_URL}{pictures[0][1]}" if pictures else "",
    }
    return render(request, "newsroom/entry.html", context)


@public
def picture(request: HttpRequest, account: str, pk: int, order: int) -> HttpResponse:
    row = get_object_or_404(
        NewsroomPicture,
        entry__account_id=account,
        entry=pk,
        order=order,
        entry__taken_down_at=None,
    )
    response = HttpResponse(bytes(row.data), content_type=row.content_type)
    # Short, because a takedown has to be seen soon.
    response["Cache-Control"] = "public, max-age=60"
    return response


@public
def feed(request: HttpRequest, account: str) -> HttpResponse:
    organization = of_newsroom(account)
    home = f"{settings.PUBLIC_URL}{reverse('newsroom:index', args=[account])}"
    atom = Atom1Feed(
        title=organization.name,
        link=home,
        description="",
        language="en",
        author_name=organization.name,
        feed_url=f"{home}feed/",
    )
    for story in stories(account)[:IN_THE_FEED]:
        address = f"{home}{story.pk}/"
        atom.add_item(
            title=plain(story.title),
            link=address,
            description=plain(story.text),
            unique_id=address,
            pubdate=story.published_at,
            updateddate=story.published_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def of_newsroom(account: str) -> Organization:
    channel = (
        Channel.objects.filter(kind="newsroom", account_id=account, closed_at=None)
        .select_related("organization")
        .first()
    )
    if channel is None:
        raise Http404
    return channel.organization


def stories(account: str) -> Any:
    """What is public, newest first, with its pictures' words but not their bytes."""
    shown = Prefetch("pictures", NewsroomPicture.objects.defer("data"))
    return NewsroomEntry.objects.filter(account_id=account, taken_down_at=None).prefetch_related(
        shown
    )


def house(account: str, organization: Organization) -> dict[str, Any]:
    home = reverse("newsroom:index", args=[account])
    return {"organization": organization, "newsroom_url": home, "feed_url": f"{home}feed/"}


def picture_url(account: str, story: NewsroomEntry, one: NewsroomPicture) -> str:
    return reverse("newsroom:picture", args=[account, story.pk, one.order])
