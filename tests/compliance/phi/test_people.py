"""Who is a person: given names after a cue, in any case, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.phi import EMPTY, Directory, Severity
from compliance.phi.masks import mask_of
from compliance.phi.overlaps import settle
from compliance.phi.people import find_people
from compliance.phi.reading import Reading
from compliance.phi.scan import by_rules
from compliance.phi.vocabulary import is_sure_name, words

SURE = sorted(n for n in words("called") if is_sure_name(n) and n.isalpha() and len(n) > 3)
FRAMES = [
    "My son {} has a fever again and nobody calls back.",
    "mi hija {} tiene fiebre desde ayer",
    "hi, this is {} from the morning group, my meds are late",
    "soy {} y me duele mucho la muela",
    "you left my sister {} in the hall for hours",
    "The rash is back. Thanks, {}",
]
ANSWERS = ["{}, your results are in.", "Hi {}, we saw you on Monday.", "tell {} he was so brave"]


def names(text: str, kind="inbound", directory: Directory = EMPTY) -> dict[str, Severity]:
    found = settle(by_rules(Reading(text, kind, directory)))
    return {text[f.start : f.end]: f.severity for f in found if f.category == "name"}


@given(st.sampled_from(SURE), st.sampled_from(FRAMES))
def test_a_name_after_a_cue_warns(name: str, frame: str) -> None:
    found = names(frame.format(name.title()))
    assert any(name in word.casefold() for word in found), found
    assert Severity.INFO not in found.values()


@given(st.sampled_from(SURE), st.sampled_from(ANSWERS))
def test_a_name_in_an_answer_that_tells_something_warns(name: str, frame: str) -> None:
    found = names(frame.format(name.title()), "reply")
    assert found
    assert Severity.INFO not in found.values()


@given(st.text(alphabet="Ann Lee,.-'@_#\nmya ", max_size=200))
def test_mentions_stand_in_order_and_apart(text: str) -> None:
    last = 0
    for mention in find_people(text, mask_of(text, EMPTY)):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end


@pytest.mark.parametrize(
    "text",
    [
        "im marcus and my stitches opened",
        "R.J. can walk again, says his grandma",
        "tyrell's mom here, he hit his head",
        "i was ur patient in may, thx -Cosima",
        "@kim.tanaka here, you pulled the wrong tooth",
        "jt_rowe: is my scan back?",
        "YOU LOST MY DAD'S CHART. SIGNED, RAYMOND",
        "Atte. Ma. Trinidad Ku Balam, su paciente de la muela",
        "La señora Tomasa Leyva no tomó su insulina",
    ],
)
def test_people_are_seen_however_they_are_written(text: str) -> None:
    assert {Severity.WARN, Severity.BLOCK} & set(names(text).values())


@pytest.mark.parametrize(
    "text",
    ["Hi Karen, thanks for the kind words!", "Hola Marta, gracias por su mensaje."],
)
def test_a_plain_greeting_is_a_question(text: str) -> None:
    assert set(names(text, "reply").values()) == {Severity.INFO}


@pytest.mark.parametrize(
    "text",
    [
        "Please call our patient advocate, Colleen Yoder.",
        "Ask for Renee at the front desk, she can help.",
        "Do you allow dogs? Mine is a very polite basset named Gerald.",
    ],
)
def test_somebody_to_turn_to_or_an_animal_is_no_alarm(text: str) -> None:
    assert not {Severity.WARN, Severity.BLOCK} & set(names(text, "reply").values())


@pytest.mark.parametrize(
    "text",
    [
        "Mass is at St. Boniface and at San Francisco.",
        "Absolutely, you can park in row C.",
        "May we help you? Will you come on Tuesdays?",
        "Yom Kippur, Lent and Ramadan: ask before you fast.",
    ],
)
def test_saints_days_and_adverbs_are_nobody(text: str) -> None:
    assert names(text, "reply") == {}


def test_nobody_is_asked_about_twice() -> None:
    text = "Author Caleb Stroman is back! Stroman signs from 2 to 4, and Caleb brings cake."
    assert list(names(text, "draft")) == ["Caleb Stroman"]


def test_a_lone_name_of_the_directory_does_not_cover_a_longer_one() -> None:
    directory = Directory.from_json({"staff": [{"name": "Jordan"}]})
    text = "Jordan Ames went home after her surgery."
    assert names(text, "draft", directory) == {"Jordan Ames": Severity.BLOCK}
    assert names("Jordan is our new nurse.", "draft", directory) == {}
