"""A real browser for the stories: the Chromium of this machine, one page per test.

Console messages are collected; a page that breaks its own content security policy or throws a
script error fails the story.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# A container has no user namespaces for the sandbox and little shared memory.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]

Live = Any  # pytest-django's server has no types


def chromium() -> str | None:
    """The path of an installed Chromium."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, shared by all stories. Without one the stories fail, they are not skipped."""
    path = chromium()
    if path is None:
        pytest.fail("The browser stories need Chromium: apt-get install chromium.")
    with pytest.MonkeyPatch.context() as patch:
        # Playwright's loop runs in this thread, and Django would refuse the database beside it.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            yield launched
            launched.close()


@pytest.fixture
def new_context(browser: Browser, live_server: Live) -> Iterator[Callable[..., BrowserContext]]:
    """Makes one more visitor: `new_context(viewport={...})` on the live server's address."""
    made: list[BrowserContext] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(15_000)
        context.on("console", note)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A desktop page of a visitor who is not signed in."""
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """The same on a phone 390 pixels wide."""
    return new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ).new_page()


@pytest.fixture
def sign_in(live_server: Live) -> Callable[[Page, Any], None]:
    """`sign_in(page, user)` puts the cookie of a fresh session into the page's browser."""

    def sign(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return sign
