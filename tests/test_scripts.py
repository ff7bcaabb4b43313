"""The product's own scripts, each on a small page of the parts it serves."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

SCRIPTS = Path(settings.BASE_DIR) / "static" / "js"
ADDRESS = "http://chaperone.invalid/"
Opened = Callable[[str, str], Page]

MARKS = """[...document.querySelectorAll('.mirror mark')]
    .map((mark) => [mark.className, mark.textContent])"""
MIRROR = "document.querySelector('.mirror').textContent.replace(/\\u200b$/, '')"
CURRENT = "document.querySelector('.finding[aria-current]')?.id ?? null"


class Words(forms.Form):
    text = forms.CharField(widget=forms.Textarea)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """`opened(script, body)`: a page at an address of its own, with one script."""
    context = browser.new_context()
    broken: list[str] = []
    context.on("weberror", lambda error: broken.append(str(error.error)))

    def show(script: str, body: str) -> Page:
        source = (SCRIPTS / script).read_text()
        html = f"<!doctype html><title>-</title><body>{body}<script>{source}</script>"

        def answer(route: Route) -> None:
            route.fulfill(content_type="text/html; charset=utf-8", body=html)

        context.route(ADDRESS, answer)
        page = context.new_page()
        page.goto(ADDRESS)
        return page

    yield show
    context.close()
    assert broken == []


def paper(text: str, marks: list[dict[str, Any]]) -> str:
    return render_to_string(
        "parts/paper.html", {"field": Words({"text": text})["text"]}
    ) + render_to_string("parts/marks.html", {"textarea": "id_text", "json": json.dumps(marks)})


def mark(text: str, words: str, level: str = "stop") -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "level": level}


def test_marks_count_code_points(opened: Opened) -> None:
    text = "🎉👩‍⚕️ Mia from 𝔐illbrook 🏥 called"
    page = opened("paper.js", paper(text, [mark(text, "Mia", "look"), mark(text, "𝔐illbrook")]))
    assert page.evaluate(MARKS) == [["look", "Mia"], ["stop", "𝔐illbrook"]]
    assert page.evaluate(MIRROR) == text


def test_words_are_never_read_as_html(opened: Opened) -> None:
    text = "<img src=x onerror=alert(1)> & <b>Mia</b>"
    page = opened("paper.js", paper(text, [mark(text, "<b>Mia")]))
    assert page.evaluate(MARKS) == [["stop", "<b>Mia"]]
    assert page.locator(".mirror img, .mirror b").count() == 0


def test_marks_follow_their_words_while_somebody_types(opened: Opened) -> None:
    text = "Mia came last Tuesday, said Joel."
    marks = [mark(text, "Mia"), mark(text, "last Tuesday"), mark(text, "Joel", "good")]
    page = opened("paper.js", paper(text, marks))
    area = page.locator("#id_text")
    area.evaluate("(area) => { area.focus(); area.setSelectionRange(0, 0); }")
    page.keyboard.type("Hello 🎉 ")
    assert page.evaluate(MARKS) == [["stop", "Mia"], ["stop", "last Tuesday"], ["good", "Joel"]]

    area.evaluate(
        "(area) => { const at = area.value.indexOf('Tues'); area.setSelectionRange(at, at + 4); }"
    )
    page.keyboard.type("Fri")
    assert page.evaluate(MARKS) == [["stop", "Mia"], ["good", "Joel"]]


def test_any_edit_leaves_the_mirror_with_the_same_words(opened: Opened) -> None:
    seed = Random().randrange(2**32)
    print(f"seed {seed}")
    chance = Random(seed)
    letters = "ab \n🎉é"
    text = "".join(chance.choice(letters) for _ in range(60))
    spots = sorted(chance.sample(range(60), 8))
    marks = [
        {"start": a, "end": b, "level": "look"}
        for a, b in zip(spots[::2], spots[1::2], strict=True)
    ]
    page = opened("paper.js", paper(text, marks))
    for _ in range(40):
        value = list(page.locator("#id_text").input_value())
        at = chance.randrange(len(value) + 1)
        value[at : at + chance.randrange(4)] = chance.choices(letters, k=chance.randrange(4))
        page.locator("#id_text").fill("".join(value))
        assert page.evaluate(MIRROR) == "".join(value)


ARRIVES = """([text, marks]) => {
    document.querySelector('[data-marks-for]')?.remove();
    const source = document.createElement('div');
    Object.assign(source.dataset, { marksFor: 'id_text', text, marks });
    document.body.append(source);
    document.dispatchEvent(new Event('htmx:afterSettle'));
}"""


def test_marks_of_older_words_do_not_take_newer_ones_away(opened: Opened) -> None:
    """The look at what is there now was faster than the save of what was there before."""
    page = opened("paper.js", paper("Come.", []))
    older, newer = "Come. Call Mia", "🎉 Come. Call Mia or Joel"
    page.locator("#id_text").fill(older)
    page.locator("#id_text").fill(newer)
    page.evaluate(ARRIVES, [newer, json.dumps([mark(newer, "Mia"), mark(newer, "Joel")])])
    assert page.evaluate(MARKS) == [["stop", "Mia"], ["stop", "Joel"]]
    page.evaluate(ARRIVES, [older, json.dumps([mark(older, "Mia", "look")])])
    assert page.evaluate(MARKS) == [["stop", "Mia"], ["stop", "Joel"]]
    # The same words again, with an answer: that is newer.
    page.evaluate(ARRIVES, [newer, json.dumps([mark(newer, "Joel", "look")])])
    assert page.evaluate(MARKS) == [["look", "Joel"]]
    # Older words that were typed once more are the newest.
    page.locator("#id_text").fill(older)
    page.evaluate(ARRIVES, [older, json.dumps([mark(older, "Mia", "look")])])
    assert page.evaluate(MARKS) == [["look", "Mia"]]


def test_the_card_of_the_mark_under_the_caret_is_the_current_one(opened: Opened) -> None:
    text = "👩‍⚕️ Mia told Joel."
    marks = [mark(text, "Mia") | {"finding": 7}, mark(text, "Joel") | {"finding": 9}]
    cards = "<p data-finding=7 aria-current=true id=finding-1><p data-finding=9 id=finding-2>"
    page = opened("paper.js", paper(text, marks) + cards)
    current = "document.querySelector('[aria-current]').id"
    move = """(words) => {
        const area = document.querySelector('#id_text'), at = area.value.indexOf(words) + 1;
        area.focus();
        area.setSelectionRange(at, at);
    }"""
    page.evaluate(move, "Joel")
    page.wait_for_function(f"{current} === 'finding-2'")
    page.evaluate(move, "Mia")
    page.wait_for_function(f"{current} === 'finding-1'")


def findings(typing: str = "") -> str:
    rows = [
        {
            "number": number,
            "level": "look",
            "title": f"Finding {number}",
            "shut": number == 2,
            "actions": [{"label": "Right", "name": "answer", "value": str(number), "key": "c"}],
        }
        for number in (1, 2, 3)
    ]
    parts = [render_to_string("parts/finding.html", {"finding": row}) for row in rows]
    return render_to_string("parts/keys.html") + "".join(parts) + typing


def test_keys_move_among_what_is_open_and_answer(opened: Opened) -> None:
    page = opened("keys.js", findings())
    page.evaluate("document.addEventListener('click', (e) => { window.pressed = e.target.value; })")
    page.keyboard.press("c")
    assert page.evaluate("window.pressed ?? null") is None
    seen = []
    for key in "jjjk":
        page.keyboard.press(key)
        seen.append(page.evaluate(CURRENT))
    assert seen == ["finding-1", "finding-3", "finding-3", "finding-1"]
    page.keyboard.press("j")
    page.keyboard.press("c")
    assert page.evaluate("window.pressed") == "3"


def test_keys_are_words_while_somebody_types(opened: Opened) -> None:
    page = opened("keys.js", findings("<textarea id='words'></textarea>"))
    page.locator("#words").press_sequentially("jkcx")
    assert page.evaluate(CURRENT) is None
    assert page.locator("#words").input_value() == "jkcx"


def test_keys_can_be_turned_off_and_stay_off(opened: Opened) -> None:
    page = opened("keys.js", findings())
    page.get_by_role("button", name="Turn the keys off").click()
    page.keyboard.press("j")
    assert page.evaluate(CURRENT) is None
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate(CURRENT) is None
    page.get_by_role("button", name="Turn the keys on").click()
    page.keyboard.press("j")
    assert page.evaluate(CURRENT) == "finding-1"


def test_a_save_that_fails_is_said_in_words(opened: Opened) -> None:
    form = (
        "<form data-autosave='saved'><input id='words'></form>"
        "<p class='saved' id='saved'>Saved at 10:18 am</p>"
    )
    page = opened("autosave.js", form)
    fire = """(ok) => document.querySelector('form').dispatchEvent(
        new CustomEvent('htmx:afterRequest', {bubbles: true, detail: {successful: ok}}))"""
    page.evaluate(fire, True)
    assert page.locator("#saved").inner_text() == "Saved at 10:18 am"
    page.evaluate(fire, False)
    assert page.locator("#saved").inner_text().startswith("Not saved. Your words are still here")


SAVING = (
    "<form data-autosave='saved' action='/words/'><input id='words'></form>"
    "<form id='other'></form><p class='saved' id='saved'>Saved at 10:18 am</p>"
)
HTMX_SAYS = """([name, detail]) => document.querySelector('form').dispatchEvent(
    new CustomEvent('htmx:' + name, {bubbles: true, detail}))"""
WARNS = """() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"""
FINE = {"successful": True}
TRIES = """() => { window.tries = 0; document.querySelector('form').addEventListener(
    'input', (event) => { if (event.target.tagName === 'FORM') window.tries += 1; }); }"""


def answer(page: Page, **detail: Any) -> None:
    page.evaluate(HTMX_SAYS, ["beforeRequest", {}])
    page.evaluate(HTMX_SAYS, ["afterRequest", detail])


def stand_still(page: Page) -> None:
    """From here on time passes only when it is told to."""
    page.clock.install(time=0)
    page.clock.pause_at(1)


def test_a_save_that_fails_is_tried_again_until_it_works(opened: Opened) -> None:
    page = opened("autosave.js", SAVING)
    stand_still(page)
    page.evaluate(TRIES)
    for times, seconds in enumerate((2, 4, 8), start=1):
        answer(page, successful=False, xhr={"status": 500})
        page.clock.run_for(seconds * 1000 - 1)
        assert page.evaluate("window.tries") == times - 1
        page.clock.run_for(1)
        assert page.evaluate("window.tries") == times
    answer(page, **FINE)
    page.clock.run_for(120_000)
    assert page.evaluate("window.tries") == 3


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({"successful": False, "xhr": {"status": 409}}, "somebody else changed this post"),
        ({"successful": False, "xhr": {"status": 403}}, "you are signed out"),
        (
            {
                "successful": True,
                "xhr": {"status": 200, "responseURL": f"{ADDRESS}accounts/login/"},
                "pathInfo": {"requestPath": "/words/"},
            },
            "you are signed out",
        ),
    ],
)
def test_what_another_try_does_not_mend_is_said_and_not_tried(
    opened: Opened, detail: dict[str, Any], words: str
) -> None:
    page = opened("autosave.js", SAVING)
    stand_still(page)
    page.evaluate(TRIES)
    answer(page, **detail)
    assert words in page.locator("#saved").inner_text()
    page.clock.run_for(120_000)
    assert page.evaluate("window.tries") == 0
    assert page.evaluate(WARNS)


def test_words_are_unsaved_until_the_server_has_them(opened: Opened) -> None:
    page = opened("autosave.js", SAVING)
    assert not page.evaluate(WARNS)
    page.locator("#words").press_sequentially("a")
    page.evaluate(HTMX_SAYS, ["beforeRequest", {}])
    assert page.evaluate(WARNS), "on its way is not there"
    page.locator("#words").press_sequentially("b")
    page.evaluate(HTMX_SAYS, ["afterRequest", FINE])
    assert page.evaluate(WARNS), "b was typed after a was sent"
    answer(page, **FINE)
    assert not page.evaluate(WARNS)


def test_another_form_does_not_take_the_words_along(opened: Opened) -> None:
    page = opened("autosave.js", SAVING)
    page.locator("#words").press_sequentially("a")
    submit = (
        "(id) => document.querySelector(id).dispatchEvent(new Event('submit', {bubbles: true}))"
    )
    page.evaluate(submit, "#other")
    assert page.evaluate(WARNS)
    page.evaluate(submit, "form[data-autosave]")
    assert not page.evaluate(WARNS)
