"""Takes the pictures of the README from a running demonstration.

    .venv/bin/python -m tools.take_pictures [http://localhost:8000]

Run `make run` in an empty folder first, so that nothing but the demonstration is to be seen.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import ARGUMENTS, chromium

PASSWORD = "larkspur on a hill"  # noqa: S105 (the demonstration's, printed by it)

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
MOST_BYTES = 300_000
#: file name, who looks, at which address
PICTURES = (("desk.png", "rita@demo.example", "/"),)


def main(address: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name, email, path in PICTURES:
            take(browser, address, name, email, path)
        browser.close()


def take(browser: Browser, address: str, name: str, email: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 1180, "height": 800})
    page = context.new_page()
    if email:
        log_in(page, address, email)
    page.goto(f"{address}{path}", wait_until="networkidle")
    size = len(page.screenshot(path=FOLDER / name))
    context.close()
    print(f"docs/pictures/{name}: {size // 1000} kB")
    if size > MOST_BYTES:
        sys.exit(f"{name} is larger than {MOST_BYTES // 1000} kB.")


def log_in(page: Page, address: str, email: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
