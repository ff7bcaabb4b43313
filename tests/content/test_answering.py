"""Answers of one click, with a reason, with a patient; other words in place of the marked."""

import pytest

from consents.models import Appearance, Material
from content import answers, lifecycle
from content.models import Answer, Post, TextFinding
from content.rewriting import spliced
from content.workflow import State
from tests import cast
from tests.content import road
from tests.content.test_editor import HTMX, at, client

pytestmark = pytest.mark.django_db

PHONE = "Call 555-0199 to visit. It is open every day."
QUOTE = (
    "Our garden is open.\n\n"
    "“My surgery here in May saved my life,” says one of our patients.\n\n"
    "Come and see."
)


def written(h: road.House, text: str) -> tuple[Post, list[TextFinding]]:
    post = road.draft(h, text)
    client(h.wren).get(at("editor", post))
    return post, list(TextFinding.objects.of(h.organization).filter(post=post).order_by("pk"))


def of(category: str, findings: list[TextFinding]) -> TextFinding:
    return next(one for one in findings if one.category == category)


def test_an_answer_needs_its_reason() -> None:
    h = road.house()
    post, findings = written(h, PHONE)
    url = at("answer", post, of("phone", findings).pk)
    browser = client(h.wren)
    reply = browser.post(url, {"kind": "not_phi"}, headers=HTMX)
    assert reply.status_code == 422
    assert "Please say why" in reply.content.decode()
    reply = browser.post(url, {"kind": "not_phi", "because": "It is our desk"}, headers=HTMX)
    assert reply.status_code == 200
    assert "your answer: Not about a patient" in reply.content.decode()
    assert Answer.objects.get().because == "It is our desk"


def test_an_answer_that_does_not_exist_is_refused() -> None:
    h = road.house()
    post, findings = written(h, PHONE)
    reply = client(h.wren).post(
        at("answer", post, findings[0].pk), {"kind": "whatever"}, headers=HTMX
    )
    assert reply.status_code == 422
    assert not Answer.objects.exists()


def test_marked_words_are_taken_out_with_the_words_typed_meanwhile_saved() -> None:
    h = road.house()
    post, findings = written(h, PHONE)
    reply = client(h.wren).post(
        at("use_suggestion", post, of("phone", findings).pk),
        {"how": "out", "seen": post.copy_number, "text": PHONE + " Bring a friend."},
        headers=HTMX,
    )
    assert road.again(post).text == "Call to visit. It is open every day. Bring a friend."
    assert "Call to visit." in reply.content.decode()
    assert 'id="paper" hx-swap-oob' in reply.content.decode()


def test_the_suggestion_is_written_where_the_words_stood() -> None:
    h = road.house()
    post, findings = written(h, PHONE)
    finding = of("phone", findings)
    url = at("use_suggestion", post, finding.pk)
    browser = client(h.wren)
    data = {"seen": post.copy_number, "text": PHONE}
    assert "no words to put there" in browser.post(url, data, headers=HTMX).content.decode()
    finding.occurrences.update(suggestion="our desk")
    browser.post(url, data, headers=HTMX)
    assert road.again(post).text == "Call our desk to visit. It is open every day."


def test_words_that_are_gone_are_not_replaced() -> None:
    h = road.house()
    post, findings = written(h, PHONE)
    reply = client(h.wren).post(
        at("use_suggestion", post, of("phone", findings).pk),
        {"how": "out", "seen": post.copy_number, "text": "Other words altogether."},
        headers=HTMX,
    )
    assert "These words were changed meanwhile." in reply.content.decode()
    assert road.again(post).text == "Other words altogether."


@pytest.mark.parametrize(
    ("before", "marked", "after", "left"),
    [
        ("Call ", "555-0199", " to visit.", "Call to visit."),
        ("Call ", "555-0199", ".", "Call."),
        ("", "Mia", " walked.", "walked."),
        ("One\n", "Mia", " walked.", "One\nwalked."),
        ("She is ", "Mia", "\nToday", "She is\nToday"),
        ("#", "Mia", "strong", "#strong"),
    ],
)
def test_taking_out_leaves_one_space(before: str, marked: str, after: str, left: str) -> None:
    text = before + marked + after
    assert spliced(text, len(before), len(before) + len(marked), "") == left


@pytest.mark.parametrize(
    ("before", "words", "left"),
    [
        ("surgery on ", "2024", "surgery in 2024."),
        ("On ", "2024", "In 2024."),
        ("cirugía el ", "2024", "cirugía en 2024."),
        ("since ", "2024", "since 2024."),
        ("spon ", "2024", "spon 2024."),
        ("on ", "a weekday", "on a weekday."),
        ("on ", "20240", "on 20240."),
    ],
)
def test_a_year_stands_behind_the_word_that_a_year_needs(before, words, left) -> None:
    text = f"{before}March 3, 2024."
    assert spliced(text, len(before), len(text) - 1, words) == left


def test_a_patients_words_are_named_to_the_letter_and_confirmed_by_another() -> None:
    h = road.house()
    mia = cast.subject(h.organization)
    post, findings = written(h, QUOTE)
    quote = of("testimonial", findings)
    browser = client(h.wren)
    reply = browser.post(
        at("answer", post, quote.pk), {"kind": "patient", "patient": mia.pk}, headers=HTMX
    )
    assert reply.status_code == 200
    assert "Mia T. has not signed a permission form." in reply.content.decode()
    material = Material.objects.get(kind="quote")
    assert material.words in QUOTE
    said = Appearance.objects.get(material=material)
    assert (said.subject, said.said_by, said.confirmed_by) == (mia, h.wren, None)


def test_confirming_the_answer_confirms_whose_words_they_are() -> None:
    h = road.house()
    mia = cast.subject(h.organization)
    post, findings = written(h, QUOTE)
    quote = of("testimonial", findings)
    client(h.wren).post(at("answer", post, quote.pk), {"kind": "patient", "patient": mia.pk})
    # Nothing gets this far without a permission; here only the second person's key is tried.
    Post.objects.filter(pk=post.pk).update(last_event=post.last_event)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "CONFIRMS", {State.DRAFT: "accounts.endorse_posts"})
        answers.confirm(quote, h.rita)
    assert Appearance.objects.get().confirmed_by == h.rita


def test_a_patient_has_to_be_chosen_and_to_be_ones_own() -> None:
    h, other = road.house(), road.house("Elsewhere Clinic")
    stranger = cast.subject(other.organization)
    post, findings = written(h, QUOTE)
    url = at("answer", post, of("testimonial", findings).pk)
    for patient in ("", str(stranger.pk)):
        reply = client(h.wren).post(url, {"kind": "patient", "patient": patient}, headers=HTMX)
        assert "Choose which patient it is." in reply.content.decode()
    assert not Material.objects.exists()


def test_what_says_something_about_a_patient_is_asked_for_with_its_paragraph() -> None:
    h = road.house()
    mia = cast.subject(h.organization)
    post, findings = written(h, "The garden is open.\n\n" + PHONE + "\n\nCome and see.")
    finding = of("phone", findings)
    client(h.wren).post(at("answer", post, finding.pk), {"kind": "patient", "patient": mia.pk})
    material = Material.objects.get()
    assert (material.kind, material.words) == ("story", PHONE)


def test_in_review_an_author_answers_from_the_post() -> None:
    h = road.house()
    post, findings = written(h, PHONE)
    url = at("answer", post, of("phone", findings).pk)
    browser = client(h.wren)
    for finding in findings:
        browser.post(at("answer", post, finding.pk), {"kind": "not_phi", "because": "Our desk"})
    lifecycle.perform(post, "submit", by=h.wren)
    reply = browser.post(url, {"kind": "not_phi", "because": "The desk of the garden"})
    assert reply.headers["Location"] == at("post", post)
    live = Answer.objects.get(finding=of("phone", findings), superseded_at=None)
    assert live.because == "The desk of the garden"


def test_findings_of_strangers_and_of_other_posts_are_missing() -> None:
    h, other = road.house(), road.house("Elsewhere Clinic")
    post, findings = written(h, PHONE)
    second = road.draft(h)
    answer = {"kind": "not_phi", "because": "Mine"}
    for user, its in ((other.wren, post), (h.wren, second)):
        url = at("answer", its, findings[0].pk)
        assert client(user).post(url, answer).status_code == 404
    assert not Answer.objects.exists()
