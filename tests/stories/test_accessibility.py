"""Every main page, at two widths and in both schemes, without a barrier that a machine knows."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Literal

import pytest
from django.core import mail
from playwright.sync_api import BrowserContext, Page

from accounts.clock import now
from accounts.models import User
from channels.models import NewsroomEntry
from consents.models import Authorization, Request
from consents.tasks import send_due_mails
from content import lifecycle
from content.tasks import dispatch_due
from tests import cast
from tests.axe import violations
from tests.content import road
from tests.content.road import House

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CALL = "Call 555-0199 to visit our garden."
Scheme = Literal["light", "dark"]
Visitors = Callable[..., BrowserContext]
Visits = Iterator[tuple[User | None, str]]


@pytest.fixture
def house() -> House:
    return road.house()


def test_axe_sees_a_barrier(page: Page, live_server: Any) -> None:
    page.goto("/accounts/login/")
    assert violations(page) == []
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert any("html-has-lang" in line for line in violations(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_has_a_barrier(
    new_context: Visitors, sign_in: Callable[..., None], house: House, width: int, scheme: Scheme
) -> None:
    visits = list(staff_pages(house))
    visitors: dict[int | None, Page] = {}
    found: list[str] = []
    for user, path in [*visits, *patient_pages(house)]:
        key = user.pk if user else None
        if key not in visitors:
            context = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            visitors[key] = context.new_page()
            if user is not None:
                sign_in(visitors[key], user)
        found += barriers(visitors[key], path, width)
    assert not found, "\n".join(found)


def barriers(page: Page, path: str, width: int) -> list[str]:
    page.goto(path)
    if path.startswith("/p/"):
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Sign now").click()
        page.wait_for_selector(".error")
    found = [f"{path} {line}" for line in violations(page)]
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return [*found, f"{path} scrolls sideways: {wide}"] if wide > width else found


def staff_pages(h: House) -> Visits:
    """The pages of those who sign in, each as the one who uses it."""
    ada = cast.person("Ada Admin", h.organization, "admin")
    User.objects.filter(pk=ada.pk).update(may_found=True)
    mia = cast.subject(h.organization, "Mia Torres", h.cory)
    draft = road.shows_patient(h, mia, f"{road.TIP} {CALL}", kind="story")
    story = road.permitted(h, kind="story", planned_at=now() + timedelta(days=1))
    road.submit(story, h.wren)
    case = road.endorsed(h, road.permitted(h, kind="story"))
    out = road.scheduled_now(h)
    dispatch_due()
    gone = road.scheduled_now(h)
    dispatch_due()
    lifecycle.perform(gone, "withdraw", by=h.rita, note="A mistake.")
    dispatch_due()

    for path in ("/", f"/posts/{draft.pk}/edit/", "/posts/new/", "/profile/", "/posts/0/"):
        yield h.wren, path
    for path in ("/", f"/posts/{story.pk}/", f"/posts/{out.pk}/", f"/posts/{gone.pk}/"):
        yield h.rita, path
    room = "/permissions/"
    signed = Authorization.objects.of(h.organization).first()
    assert signed
    form, asked = f"{room}signed/{signed.public_id}/", f"{room}request/{signed.request.public_id}/"
    person = f"{room}patient/{mia.public_id}/"
    for path in (f"/posts/{draft.pk}/ask/", room, f"{room}add/", person, form, asked):
        yield h.cory, path
    people, start = f"/people/{h.organization.slug}/", "/start/organization/"
    for path in (people, f"{people}invite/", f"{people}details/", start, f"{start}agency/"):
        yield ada, path
    for path in ("/admin/", "/admin/content/post/", f"/admin/content/post/{case.pk}/change/"):
        yield h.lex, path


def patient_pages(h: House) -> Visits:
    """What everybody may open: the newsroom, the sign-in page, and a form behind a mailed link."""
    mia = cast.subject(h.organization, "Joan Field", h.cory)
    post = road.shows_patient(h, mia)
    asked = cast.request(mia, road.materials_of(post), [h.newsroom], h.cory)
    Request.objects.filter(pk=asked.pk).update(sent_at=None, mail_due_at=now())
    mail.outbox.clear()
    send_due_mails()
    link = re.search(r"/p/\S+", str(mail.outbox[0].body))
    assert link
    room = f"/news/{h.newsroom.account_id}/"
    stories = [f"{room}{entry.pk}/" for entry in NewsroomEntry.objects.all()]
    for path in ("/accounts/login/", "/accounts/password/reset/", room, *stories, link[0]):
        yield None, path
