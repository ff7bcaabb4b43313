"""From an empty installation to a published post, without a console, a superuser or a row by hand.

The first person types the code that the start printed; everybody else comes by a mailed link.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import BrowserContext, Page, expect

from accounts import start_code
from accounts.models import Organization, User
from content.models import Post
from content.tasks import dispatch_due
from content.workflow import State
from tests import cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Visitors = Callable[..., BrowserContext]
THREE = "Three different people are needed on every post"
TIP = "Drink a glass of water before you go out. Shade is the best place at noon."


@pytest.fixture
def visit(new_context: Visitors) -> Callable[[], Page]:
    """One more person at a computer of their own, not signed in."""
    return lambda: new_context(viewport={"width": 1280, "height": 900}).new_page()


def test_an_empty_installation_becomes_a_practice_that_publishes(visit: Callable[[], Page]) -> None:
    fay = visit()
    arrive(fay, "Fay Founder", "fay@example.org")
    open_house(fay, "Two people and outside counsel", "Harbor Light Clinic",
               reviewer="Rita Reyes", legal="Lex Lowell")  # fmt: skip
    expect(fay.locator("main")).to_contain_text("Nobody decides for legal yet")

    rita, lex = visit(), visit()
    join(rita, "Rita Reyes")
    join(lex, "Lex Lowell")
    fay.reload()
    expect(fay.locator("main")).not_to_contain_text("no post can be published")

    post = write(fay)
    look(rita, post)
    approve(lex, post)
    publish(fay, post)
    read(visit(), "harbor-light-clinic")
    assert not User.objects.filter(is_superuser=True).exists()

    open_house(fay, "Agency with clients", "Marlow Street Dental",
               reviewer="Ria Second", legal="Les Counsel")  # fmt: skip
    ria = visit()
    join(ria, "Ria Second")
    each_sees_its_own(fay, rita, ria, post)


def test_somebody_else_founds_beside_an_organization_and_sees_theirs_only(
    visit: Callable[[], Page],
) -> None:
    other = cast.organization("Fairhaven Clinic")
    founder = User.objects.create_user(
        "flo@example.org", cast.PASSWORD, name="Flo Founder", may_found=True
    )
    page = visit()
    page.goto("/start/")
    sign_in(page, founder.email)
    open_house(page, "Hospital team", "Marlow Street Dental",
               writer="Will Words", legal="Les Counsel", coordinator="Cory Asks")  # fmt: skip
    page.goto("/")
    expect(page.locator("body")).not_to_contain_text("Fairhaven")
    assert page.goto(f"/people/{other.slug}/").status == 404  # type: ignore[union-attr]
    sign_out(page)
    sign_in(page, cast.admin_of(other).email)
    page.goto("/people/")
    expect(page.locator("main")).to_contain_text("Fairhaven Clinic")
    expect(page.locator("body")).not_to_contain_text("Marlow")


def test_with_two_people_the_wizard_refuses_in_words_and_keeps_what_was_typed(
    visit: Callable[[], Page],
) -> None:
    page = visit()
    arrive(page, "Fay Founder", "fay@example.org")
    expect(page.locator("main")).to_contain_text(THREE)
    page.get_by_role("link", name="Two people and outside counsel").click()
    answer(page, "reviewer", "Rita Reyes")
    page.locator("[name=legal_who][value=me]").check()
    page.locator("[name=name]").fill("Harbor Light Clinic")
    page.get_by_role("button", name="Open the organization").click()
    expect(page.locator(".error").first).to_contain_text("You do another of these already")
    expect(page.locator("[name=name]")).to_have_value("Harbor Light Clinic")
    expect(page.locator("[name=reviewer_name]")).to_have_value("Rita Reyes")
    answer(page, "legal", "Rita Reyes")
    page.get_by_role("button", name="Open the organization").click()
    expect(page.locator(".error").first).to_contain_text("Rita Reyes does another of these already")
    assert not Organization.objects.exists()
    page.locator("[name=legal_who][value=later]").check()
    page.get_by_role("button", name="Open the organization").click()
    expect(page.locator("main")).to_contain_text("Nobody decides for legal yet: no post can be")


def arrive(page: Page, name: str, email: str) -> None:
    """The first person: anybody without the code is refused, and then it is over."""
    page.goto("/")
    page.goto("/start/")
    page.get_by_label("Code").fill("AAAA-BBBB-CCCC-DDDD")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail").fill(email)
    set_password(page)
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".error")).to_contain_text("not the code")
    page.get_by_label("Code").fill(start_code.start_code().lower())
    set_password(page)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Which is most like yours?")


def set_password(page: Page) -> None:
    page.get_by_label("Password", exact=True).fill(cast.PASSWORD)
    page.get_by_label("The same password again").fill(cast.PASSWORD)


def open_house(page: Page, layout: str, name: str, **others: str) -> None:
    page.goto("/start/organization/")
    page.get_by_role("link", name=layout).click()
    page.locator("[name=name]").fill(name)
    page.locator("[name=time_zone]").select_option("America/Chicago")
    for role in ("writer", "reviewer", "legal", "coordinator"):
        if role in others:
            answer(page, role, others[role])
        elif page.locator(f"[name={role}_who][value=other]").is_checked():
            page.locator(f"[name={role}_who][value=later]").check()
    page.get_by_role("button", name="Open the organization").click()
    expect(page.locator("body")).to_contain_text(f"{name} is open, with a newsroom.")


def answer(page: Page, role: str, name: str) -> None:
    page.locator(f"[name={role}_who][value=other]").check()
    page.locator(f"[name={role}_name]").fill(name)
    page.locator(f"[name={role}_email]").fill(address_of(name))


def address_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"


def join(page: Page, name: str) -> None:
    """Open the mailed link, choose a password, and be inside; the link works once."""
    (letter,) = [one for one in mail.outbox if address_of(name) in one.to]
    (link,) = re.findall(r"/join/[\w-]+/", str(letter.body))
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    set_password(page)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nothing")
    assert page.goto(link).status == 404  # type: ignore[union-attr]


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(cast.PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def saved(page: Page, do: Callable[[], Any]) -> None:
    with page.expect_response(lambda reply: "/words/" in reply.url and reply.ok):
        do()


def write(page: Page) -> Post:
    """A health tip: nobody's picture, nobody's name, nobody to ask."""
    page.goto("/")
    page.get_by_role("link", name="Write a post").first.click()
    page.get_by_label("Health tip").check()
    page.get_by_role("button", name="Begin writing").click()
    page.wait_for_url("**/edit/")  # until it is whole: words are saved by its scripts
    page.locator("#id_title").fill("Two things for hot days")
    with page.expect_response(lambda reply: "Shade" in (reply.request.post_data or "")):
        page.locator("#id_text").fill(TIP)
    page.get_by_role("button", name=re.compile("second look")).click()
    post = Post.objects.get()
    page.wait_for_url(f"**/posts/{post.pk}/")
    assert state(post) == State.SECOND_REVIEW
    return post


def state(post: Post) -> str:
    return Post.objects.values_list("state", flat=True).get(pk=post.pk)


def look(page: Page, post: Post) -> None:
    page.goto("/")
    page.get_by_role("link", name="Look at it").click()
    expect(page.locator("main")).to_contain_text("Shade is the best place")
    page.get_by_role("button", name="Looks right, send to legal").click()
    page.wait_for_load_state()
    assert state(post) == State.LEGAL_REVIEW


def approve(page: Page, post: Post) -> None:
    page.goto("/")
    page.get_by_role("link", name="Decide").click()
    expect(page.locator(".case")).to_contain_text("Shade is the best place")
    page.get_by_label("Your password, once more").fill(cast.PASSWORD)
    page.get_by_role("button", name=re.compile("Sign and approve")).click()
    expect(page.locator(".messagelist")).to_contain_text("Approved and signed")
    assert state(post) == State.APPROVED


def publish(page: Page, post: Post) -> None:
    page.goto("/")
    page.get_by_role("link", name="Choose a time").click()
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator("#deliveries")).to_be_visible()
    dispatch_due()
    assert state(post) == State.PUBLISHED


def read(page: Page, slug: str) -> None:
    page.goto(f"/news/{slug}/")
    page.get_by_role("link", name="Two things for hot days").click()
    expect(page.locator("article")).to_contain_text("Shade is the best place at noon.")


def each_sees_its_own(fay: Page, rita: Page, ria: Page, post: Post) -> None:
    rita.goto("/")
    expect(rita.locator("body")).not_to_contain_text("Marlow")
    ria.goto("/")
    expect(ria.locator("body")).not_to_contain_text("Harbor Light")
    expect(ria.locator("body")).not_to_contain_text("Two things for hot days")
    assert ria.goto(f"/posts/{post.pk}/").status == 404  # type: ignore[union-attr]
    ria.goto("/news/marlow-street-dental/")
    expect(ria.locator("main")).not_to_contain_text("Two things")
    fay.goto("/")
    expect(fay.get_by_label("Show one organization")).to_contain_text("Marlow Street Dental")
    expect(fay.get_by_label("Show one organization")).to_contain_text("Harbor Light Clinic")
