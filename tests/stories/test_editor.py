"""Writing in a real browser: words save themselves, marks follow, nothing half-typed is lost."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from consents.models import Appearance
from content.models import Picture
from tests import cast
from tests.content import road

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Call 555-0199 to visit our garden."


def png(path, colour):
    out = BytesIO()
    Image.new("RGB", (300, 200), colour).save(out, "PNG")
    path.write_bytes(out.getvalue())
    return str(path)


def saved(page, do):
    """Do something, and wait until the page has said that it saved the words."""
    with page.expect_response(lambda reply: "/words/" in reply.url and reply.ok):
        do()


@pytest.fixture
def house():
    return road.house()


@pytest.fixture
def post(house):
    return road.draft(house, road.TIP)


@pytest.fixture
def writing(page, sign_in, house, post):
    sign_in(page, house.wren)
    page.goto(f"/posts/{post.pk}/edit/")
    return page


def test_one_field_that_cannot_be_read_does_not_stop_the_rest(writing, post):
    writing.locator("#id_link").fill("nonsense")
    with writing.expect_response(lambda reply: "/words/" in reply.url):
        writing.locator("#id_text").fill(TEXT)
    expect(writing.locator("#field-link")).to_contain_text("This is no web address")
    expect(writing.locator("#id_link")).to_have_value("nonsense")
    assert road.again(post).text == TEXT


def test_words_save_themselves_and_are_marked(writing, post):
    text = writing.locator("#id_text")
    saved(writing, lambda: text.fill(TEXT))
    assert road.again(post).text == TEXT
    writing.wait_for_selector(".mirror mark.stop")
    assert writing.locator(".mirror mark").all_text_contents() == ["555-0199"]
    with writing.expect_response(lambda reply: "/write/" in reply.url and reply.ok):
        writing.get_by_role("button", name="Take it out").click()
    expect(text).to_have_value("Call to visit our garden.")
    assert road.again(post).text == "Call to visit our garden."
    # The next save starts from what the server wrote, not from before.
    saved(writing, lambda: text.press_sequentially(" Come and see."))
    assert "Come and see." in road.again(post).text


def test_words_are_marked_at_every_pause_before_any_save(writing, post):
    """Saves are held back here: what marks the words is the look, and it keeps nothing."""
    held = []

    def hold(route):
        held.append(route)

    writing.route("**/words/", hold)
    text = writing.locator("#id_text")
    text.fill("👩🏽‍⚕️ e\u0301 Come to our garden.\n")
    text.press("Control+End")
    text.press_sequentially("Call 555-0199", delay=30)
    expect(writing.locator(".mirror mark.stop")).to_have_text(["555-0199"])
    assert road.again(post).text == road.TIP
    # Typing on before it moves the mark with its words, and never shows another place.
    text.press("Control+Home")
    text.press_sequentially("👋 Hello. ", delay=30)
    expect(writing.locator(".mirror mark.stop")).to_have_text(["555-0199"])
    assert held
    held.pop().continue_()
    card = writing.locator(".finding", has_text="555-0199")
    expect(card).to_be_visible()
    expect(text).to_have_value("👋 Hello. 👩🏽‍⚕️ e\u0301 Come to our garden.\nCall 555-0199")
    for one in held:
        one.abort()


def test_a_new_finding_brings_its_sentence_its_words_and_its_question(writing, house, post):
    text = writing.locator("#id_text")
    text.fill("Julius Farrow had surgery on March 3, 2024 and is well.")
    date = writing.locator(".finding", has_text="March 3, 2024").first
    date.get_by_role("button", name="Write “").click()
    expect(text).to_have_value("Julius Farrow had surgery in 2024 and is well.")
    name = writing.locator(".finding", has_text="Julius Farrow").first
    question = name.get_by_role("group", name="Who is this?")
    with writing.expect_response(lambda reply: "/answer/" in reply.url and reply.ok):
        question.get_by_role("button", name="Our staff").click()
    expect(name).to_contain_text("nobody is asked about this name again")
    expect(writing.locator(".mirror mark.look").first).to_have_text("Julius Farrow")


def test_a_reason_that_is_being_typed_survives_a_save(writing, post):
    saved(writing, lambda: writing.locator("#id_text").fill(TEXT))
    writing.locator(".finding summary", has_text="because").click()
    reason = writing.locator("input[name=because]")
    writing.locator("#id_text").press("End")
    writing.locator("#id_text").press_sequentially(" Soon.")
    saved(writing, lambda: reason.press_sequentially("the number of our own gar", delay=100))
    assert reason.input_value() == "the number of our own gar"
    reason.press_sequentially("den")
    with writing.expect_response(lambda reply: "/answer/" in reply.url and reply.ok):
        reason.press("Enter")
    writing.wait_for_selector(".mirror mark.look")


def test_pictures_come_in_and_answer_both_questions(writing, house, post, tmp_path):
    mia = cast.subject(house.organization)
    writing.reload()
    document = tmp_path / "document.png"
    document.write_bytes(b"%PDF-1.7")
    files = [png(tmp_path / "one.png", (30, 120, 90)), str(document)]
    writing.locator("#more-pictures").set_input_files(files)
    writing.wait_for_selector("text=Picture 2 of 2: This is a PDF document.")
    card = writing.locator("article.photo")
    road.prepare_pictures()
    card.locator("text=Nothing found by the machine.").wait_for()
    card.locator("[name=place][value=clinical]").check()
    card.locator("[name=shows][value=yes]").check()
    card.locator("select[name=patient]").select_option(label="Mia T.")
    card.locator("[name=patient][type=checkbox]").wait_for()
    assert Appearance.objects.get(superseded_at=None).subject == mia
    with writing.expect_response(lambda reply: "garden" in (reply.request.post_data or "")):
        card.locator(".alt").fill("A girl in a garden")
    assert Picture.objects.get().alt_text == "A girl in a garden"


def test_the_editor_fits_a_phone(phone, sign_in, house, post):
    sign_in(phone, house.wren)
    phone.goto(f"/posts/{post.pk}/edit/")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
