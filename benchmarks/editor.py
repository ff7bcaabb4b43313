"""From a pause in the typing to the highlight on the words: the answer alone, and in a browser."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from unittest import mock

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import transaction
from django.test import Client
from django.test.testcases import LiveServerThread
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from accounts.clock import day_in, now
from benchmarks.desk import browser as signed_in
from benchmarks.timing import line, measured
from compliance import directory
from content.models import Post
from tests.browser import ARGUMENTS, chromium
from tests.content import road
from tests.content.road import House

TIMES = 20
GOAL = 300  # milliseconds from the pause to the highlight
WORDS = "Come and see our garden, it is open to everybody every day of the week. "
#: types words with a number at the end and waits for the highlight; the answer is milliseconds
UNTIL_MARKED = """async ([words, number]) => {
    const area = document.querySelector('#id_text'), mirror = document.querySelector('.mirror');
    area.setRangeText(words, area.value.length, area.value.length, 'end');
    const start = performance.now();
    area.dispatchEvent(new Event('input', { bubbles: true }));
    const isMarked = () =>
        [...mirror.querySelectorAll('mark')].some((mark) => mark.textContent.includes(number));
    await new Promise((done) => {
        new MutationObserver((_, self) => {
            if (isMarked()) { self.disconnect(); done(); }
        }).observe(mirror, { childList: true });
    });
    return performance.now() - start;
}"""


def measure(house: House) -> None:
    """The look at a draft, short and long, with a small directory and a large one."""
    client = signed_in(house.wren)
    for staff in (0, 500, 2000):
        enter_staff(house, staff)
        for length in (500, 3000):
            text = (WORDS * 60)[: length - 20] + " Call 555-0199."
            post = road.draft(house, text)
            taken, queries = measured(partial(look, client, post, text), TIMES)
            print(line(f"  look, {length:,} characters, {staff:,} staff", taken, queries))
    save = partial(keep, client, road.draft(house, WORDS), count(10))
    print(line("  save, 500 characters", *measured(save, TIMES)))


def look(client: Client, post: Post, text: str) -> None:
    assert client.post(reverse("content:look", args=[post.pk]), {"text": text}).status_code == 200


def keep(client: Client, post: Post, numbers: Iterator[int]) -> None:
    words = {"text": f"{WORDS * 7}Call 555-01{next(numbers)}."}
    assert client.post(reverse("content:words", args=[post.pk]), words).status_code == 302


def enter_staff(house: House, number: int) -> None:
    since = day_in(house.organization.time_zone, now())
    with transaction.atomic():
        for n in range(number):
            first, last = f"Nora{chr(97 + n % 26)}", f"Pe{chr(97 + n // 26 % 26)}{n // 676}sen"
            directory.add(house.organization, kind="staff", value=f"{first} {last}",
                          added_by=None, since=since)  # fmt: skip


def watch(house: House) -> None:
    """In a browser, from the last key to the highlight; the pause that is waited for included."""
    if chromium() is None:
        print("  no Chromium here: the highlight was not watched")
        return
    post = road.draft(house, WORDS)
    # Playwright's loop runs in this thread, and Django would refuse the database beside it.
    unsafe = mock.patch.dict(os.environ, {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"})
    with unsafe, served() as address, sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = opened(launched.new_page(base_url=address), house, post)
        taken = [until_marked(page, number) for number in range(TIMES + 1)][1:]
        launched.close()
    print(line("  from the last key to the highlight", taken, 0).replace("  0 queries", ""))
    late = sum(one > GOAL for one in taken)
    print(f"  {late} of {TIMES} came later than {GOAL} ms")


def opened(page: Page, house: House, post: Post) -> Page:
    cookie = signed_in(house.wren).cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "domain": "localhost", "path": "/"}]
    )
    page.goto(reverse("content:editor", args=[post.pk]))
    page.focus("#id_text")
    return page


def until_marked(page: Page, number: int) -> float:
    page.wait_for_load_state("networkidle")
    phone = f"555-01{number + 10}"
    return float(page.evaluate(UNTIL_MARKED, [f" Call {phone} now.", phone]))


@contextmanager
def served() -> Iterator[str]:
    """The product on a port of its own, in a thread of this process."""
    thread = LiveServerThread("localhost", StaticFilesHandler, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://localhost:{thread.port}"
    finally:
        thread.terminate()
