"""A permission for words is for those words, and for parts of them without a gap."""

from dataclasses import replace
from typing import Any

import pytest

from compliance.blockers import Refused
from consents.models import Material, Subject
from content import answers, checks, gates, lifecycle, passages, permission_words, writing
from content.case import Case
from content.loading import load_one
from content.models import Post, TextFinding
from content.workflow import SAFE, Strength
from tests import cast
from tests.content import facts, road

STORY = "Mia Torres came to us in May.  She runs again, and says “thank you”."
REST = "Our garden is open."
TOLD = 71


def case(
    category: str = "name", *, signed: str = STORY, what: str = "Mia", **surfaces: str
) -> Case:
    """A post whose finding `what` is answered with a permission for `signed`."""
    target = replace(facts.TARGET, own_text=surfaces.pop("own", ""))
    found = tuple(
        (surface, text.index(what), text.index(what) + len(what))
        for surface, text in {**surfaces, "target:100": target.own_text}.items()
        if what in text
    )
    finding = facts.finding(
        facts.answer(kind="patient", material_id=TOLD, confirmed_by=facts.RITA),
        category=category,
        places=found,
    )
    made = facts.case(targets=(target,), findings=(finding,), **surfaces)
    return replace(made, changed_words=passages.changed(made, {TOLD: signed}))


def blocked(made: Case) -> bool:
    return bool(gates.ask(["words_unchanged"], made, Strength.ANSWERED))


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"{REST}\n\n{STORY}\n\n{REST}",
        STORY.replace("  ", " ").replace("“", '"').replace("”", '"'),
        "Mia Torres came to us in May.",
        "Mia Torres came to us in May. She runs again!",
        "Mia Torres came to us in May.\n\nShe runs again, and says “thank you”.",
    ],
)
def test_the_words_and_any_part_of_them_pass(text: str) -> None:
    assert not blocked(case(text=text))


@pytest.mark.parametrize(
    "text",
    [
        STORY.replace("May", "March"),
        STORY + " She had cancer.",
        "Mia Torres came to us. She runs again, and says “thank you”.",
        "Mia Torres came to us in Ma.",
        STORY.replace("runs", "never runs"),
    ],
)
def test_other_words_do_not(text: str) -> None:
    made = case(text=text)
    assert blocked(made)
    assert made.changed_words == {made.findings[0].id}


def test_every_channel_with_words_of_its_own_is_looked_at() -> None:
    assert not blocked(case(text=STORY, own="Mia Torres came to us in May."))
    assert blocked(case(text=STORY, own="Mia Torres was very ill in May."))


def test_a_title_may_bear_the_name() -> None:
    assert not blocked(case(title="What Mia says", text=STORY))
    assert blocked(case(title="Mia", text=STORY.replace("May", "March")))


def test_a_quote_is_compared_by_itself_not_with_its_paragraph() -> None:
    quote = "“They saved my life, and I run again.”"
    around = f"{quote} says a patient of ours."
    same: dict[str, Any] = {"category": "testimonial", "signed": quote}
    assert not blocked(case(text=around, what=quote, **same))
    assert not blocked(case(text="“They saved my life.” she says", what="“They saved my life.”",
                            **same))  # fmt: skip
    other = "“They saved my leg.”"
    assert blocked(case(text=f"{other} she says", what=other, **same))


def test_a_name_under_a_quote_is_with_the_quote() -> None:
    quote = "They saved my life, and I run again."
    under = "Mia, with thanks to everybody."
    assert not blocked(case(text=f"“{quote}”\n\n{under}", signed=quote, title="Mia’s story"))
    assert not blocked(case(text=f"“{quote}” says Mia.", signed=quote))
    assert blocked(case(text=f"“{quote} Twice.”\n\n{under}", signed=quote))
    assert blocked(case(text=under, signed=quote))


def test_nothing_is_said_while_the_words_are_being_checked() -> None:
    made = case(text=STORY.replace("May", "March"))
    stale = replace(made, text=REST)
    assert passages.changed(stale, {TOLD: STORY}) == frozenset()
    assert passages.changed(replace(made, check=None), {TOLD: STORY}) == frozenset()


def test_it_is_asked_at_every_step() -> None:
    assert "words_unchanged" in SAFE


# ---- with rows ----


@pytest.fixture
def h() -> road.House:
    return road.house()


@pytest.fixture
def mia(h: road.House) -> Subject:
    return cast.subject(h.organization, by=h.cory)


def told(h: road.House, mia: Subject) -> Post:
    """A story whose every finding is in a permission form that the patient has signed."""
    post = road.draft(h, f"{REST}\n\n{STORY}", kind="story")
    answer_all(post, h, mia)
    words = Material.objects.of(h.organization).filter(kind__in=["quote", "story"])
    cast.sign(cast.request(mia, list(words), [h.newsroom], h.cory, purposes=["education"]))
    return road.again(post)


def answer_all(post: Post, h: road.House, mia: Subject) -> None:
    checks.renew(post)
    for one in load_one(road.again(post)).findings:
        if not one.counts or one.answered:
            continue
        finding = TextFinding.objects.get(pk=one.id)
        material = permission_words.material_for(post, finding, h.wren)
        permission_words.say_whose(post, finding, material, mia, h.wren)
        answers.answer(finding, h.wren, "patient", material=material)


@pytest.mark.django_db
def test_a_paragraph_changed_after_signing_does_not_pass(h: road.House, mia: Subject) -> None:
    post = told(h, mia)
    writing.write(post, h.wren, text=f"{REST}\n\n{STORY} She is the bravest of all.")
    with pytest.raises(Refused, match="words_changed"):
        road.submit(post, h.wren)
    writing.write(post, h.wren, text=f"{STORY}\n\nCome and see.")
    road.submit(post, h.wren)


@pytest.mark.django_db
def test_it_is_asked_at_the_later_steps_too(h: road.House, mia: Subject) -> None:
    post = road.submit(told(h, mia), h.wren)
    Post.objects.filter(pk=post.pk).update(text=f"{REST}\n\n{STORY} She is brave.")
    road.confirm_everything(post, h.rita)
    with pytest.raises(Refused, match="payload_changed"):
        lifecycle.perform(post, "endorse", by=h.rita, seen=road.seen(post))
