"""The main job, clicked through: a testimonial with a photo, from a blank page to the newsroom.

Every person signs in with their own address in their own browser; the patient signs on a phone.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from consents.tasks import send_due_mails
from content.models import Post
from content.tasks import dispatch_due
from content.workflow import State
from tests import cast
from tests.content import road
from tests.content.road import House

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "“I walked the whole garden again after my surgery here,” says Mia."
Visitors = Callable[..., BrowserContext]


@pytest.fixture
def house() -> House:
    return road.house("Fairhaven Clinic")


@pytest.fixture
def enter(new_context: Visitors) -> Callable[[User], Page]:
    """Signs a person in, as a person does."""

    def sign_in(user: User) -> Page:
        page = new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(user.email)
        page.locator("input[name=password]").fill(cast.PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda address: "/login" not in address)
        return page

    return sign_in


@pytest.fixture
def photo(tmp_path: Path) -> str:
    path = tmp_path / "a name that is not kept.jpg"
    Image.effect_noise((640, 420), 40).convert("RGB").save(path, "JPEG")
    return str(path)


def saved(page: Page, do: Callable[[], Any], address: str) -> None:
    with page.expect_response(lambda reply: address in reply.url and reply.ok):
        do()


def test_a_testimonial_goes_from_a_blank_page_to_the_newsroom(
    enter: Callable[[User], Page], phone: Page, house: House, photo: str
) -> None:
    coordinator = enter(house.cory)
    add_patient(coordinator)

    writer = enter(house.wren)
    post = begin(writer, house)
    say_whose_words(writer)
    add_picture(writer, photo)
    refused(writer, post)

    ask_the_family(coordinator, post)
    sign_on_the_phone(phone)

    submit(writer, post)
    look(enter(house.rita), post)
    approve(enter(house.lex), post)
    address = publish(enter(cast.person("Cam Community", house.organization, "community")), post)
    read(phone, address)


def add_patient(page: Page) -> None:
    page.goto("/permissions/add/")
    page.locator("[name=name]").fill("Mia Torres")
    page.locator("[name=email]").fill("mia@example.org")
    page.locator("[name=may_be_contacted_since]").fill("2026-01-05")
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mia")


def begin(page: Page, house: House) -> Post:
    page.goto("/posts/new/")
    page.get_by_label("Patient story").check()
    page.get_by_role("button", name="Begin writing").click()
    page.locator("#id_title").fill("Mia walks the length of our garden")
    page.locator("[name=purpose]").select_option("marketing")
    newsroom = page.locator("input[name=channel]")
    if not newsroom.is_checked():
        saved(page, newsroom.check, "/channels/")
    saved(page, lambda: page.locator("#id_text").fill(WORDS), "/words/")
    expect(page.locator(".mirror mark").first).to_be_visible()
    return Post.objects.get()


def say_whose_words(page: Page) -> None:
    unanswered = page.locator(".finding:has(.n.stop) details:has(select[name=patient])")
    while unanswered.count():
        row = unanswered.first
        row.locator("summary").click()
        row.locator("select[name=patient]").select_option(label="Mia T.")
        saved(page, row.get_by_role("button", name="Say so").click, "/answer/")
        page.reload()
        unanswered = page.locator(".finding:has(.n.stop) details:has(select[name=patient])")


def add_picture(page: Page, photo: str) -> None:
    saved(page, lambda: page.locator("#more-pictures").set_input_files(photo), "/pictures/")
    road.prepare_pictures()
    card = page.locator("article.photo")
    saved(page, card.locator("[name=place][value=clinical]").check, "/pictures/")
    card.locator("[name=shows][value=yes]").check()
    choice = card.locator("select[name=patient]")
    saved(page, lambda: choice.select_option(label="Mia T."), "/pictures/")
    with page.expect_response(lambda reply: "A%20path" in (reply.request.post_data or "")):
        card.locator(".alt").fill("A path in a garden")
    expect(page.locator("#needed")).not_to_contain_text("no words for people")


def refused(page: Page, post: Post) -> None:
    """Everything is answered, and still it does not go: nobody has signed."""
    page.reload()
    expect(page.locator("#needed")).to_contain_text("ask the family")
    button = page.locator("#decide [aria-disabled=true]")
    expect(button).to_contain_text("second look")
    assert road.again(post).state == State.DRAFT


def ask_the_family(page: Page, post: Post) -> None:
    page.goto(f"/posts/{post.pk}/ask/")
    page.get_by_label("The patient", exact=True).check()
    page.get_by_role("button", name="Send the link").click()
    expect(page.locator("main")).to_contain_text("There is no answer yet")


def sign_on_the_phone(page: Page) -> None:
    send_due_mails()
    (message,) = [one for one in mail.outbox if "mia@example.org" in one.to]
    body = str(message.body)
    assert "Mia" not in f"{message.subject} {body}"
    (link,) = re.findall(r"https?://\S+/p/\S+", body)
    page.goto("/p/" + link.split("/p/")[1])
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("?")
    page.locator("[name=how][data-everything]").check()
    page.locator("[name=how_long]").first.check()
    page.locator("[name=on_expiry]").first.check()
    page.get_by_label("Type your full name").fill("Mia Tores")
    page.locator("[name=agreed]").check()
    page.get_by_role("button", name="Sign now").click()
    expect(page.locator(".signature .error")).to_contain_text("Mia Tores")
    page.get_by_label("Type your full name").fill("Mia Torres")
    page.get_by_role("button", name="Sign now").click()
    expect(page.get_by_role("button", name="Sign now")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def submit(page: Page, post: Post) -> None:
    page.goto(f"/posts/{post.pk}/edit/")
    expect(page.locator("#needed ul")).not_to_contain_text("Must")
    page.get_by_role("button", name=re.compile("second look")).click()
    page.wait_for_url(f"**/posts/{post.pk}/")
    assert road.again(post).state == State.SECOND_REVIEW


def look(page: Page, post: Post) -> None:
    """The reviewer confirms with one key each, then sends it on."""
    page.goto(f"/posts/{post.pk}/")
    while page.locator(".finding[aria-current]").count():
        with page.expect_navigation():
            page.keyboard.press("c")
    page.get_by_role("button", name="Looks right, send to legal").click()
    page.wait_for_load_state()
    assert road.again(post).state == State.LEGAL_REVIEW


def approve(page: Page, post: Post) -> None:
    page.goto("/admin/")
    page.goto(f"/admin/content/post/{post.pk}/change/")
    expect(page.locator(".case")).to_contain_text("I walked the whole garden again")
    page.get_by_label("Your password, once more").fill("not my password")
    page.get_by_role("button", name=re.compile("Sign and approve")).click()
    expect(page.locator("#password-error")).to_contain_text("Nothing was signed")
    page.get_by_label("Your password, once more").fill(cast.PASSWORD)
    page.get_by_role("button", name=re.compile("Sign and approve")).click()
    expect(page.locator(".messagelist")).to_contain_text("Approved and signed")
    assert road.again(post).state == State.APPROVED


def publish(page: Page, post: Post) -> str:
    page.goto(f"/posts/{post.pk}/")
    page.locator(".decide summary", has_text="Schedule").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish now").click()
    assert road.again(post).state == State.SCHEDULED
    dispatch_due()
    page.reload()
    assert road.again(post).state == State.PUBLISHED
    link = page.locator("a[href*='/news/']").first
    address = link.get_attribute("href")
    assert address
    return address


def read(page: Page, address: str) -> None:
    page.goto("/news/" + address.split("/news/")[1])
    expect(page.get_by_role("heading", level=1)).to_have_text("Mia walks the length of our garden")
    expect(page.locator("article")).to_contain_text("I walked the whole garden again")
    expect(page.get_by_alt_text("A path in a garden")).to_be_visible()
