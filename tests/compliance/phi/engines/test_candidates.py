"""A candidate is masked by the directory, weighed by its sentence, and never blocks."""

import pytest

from compliance.phi import Directory
from compliance.phi.base import Severity
from compliance.phi.directory import EMPTY
from compliance.phi.engines.candidates import WEIGHTS, finding
from compliance.phi.reading import Reading

CARE = "Odessa Brandt had surgery on her knee in March."
PLAIN = "Odessa Brandt plants roses in March."


def seen(text: str, words: str, category: str, directory: Directory = EMPTY):
    start = text.index(words)
    return finding(
        Reading(text, "draft", directory), "presidio", category, start, start + len(words)
    )


@pytest.mark.parametrize(
    ("text", "words", "category", "severity"),
    [
        (CARE, "Odessa Brandt", "name", "warn"),
        (PLAIN, "Odessa Brandt", "name", "info"),
        (CARE, "March", "date", "warn"),
        (PLAIN, "March", "date", None),
        (PLAIN, "roses", "geographic", None),
        (PLAIN, "roses", "ssn", "warn"),
        (PLAIN, "roses", "testimonial", "warn"),
    ],
)
def test_care_makes_the_weight(text: str, words: str, category: str, severity: str | None) -> None:
    found = seen(text, words, category)
    assert (found and found.severity.value) == severity
    if found:
        assert text[found.start : found.end] == words
        assert (found.rule, found.category) == ("engine.presidio", category)


def test_nothing_blocks() -> None:
    weights = [one for weight in WEIGHTS.values() for one in (weight.beside_care, weight.otherwise)]
    assert Severity.BLOCK not in weights


@pytest.mark.parametrize("words", ["Nina Okafor", "Dr. Nina Okafor", "Nina Okafor's", "Dr. Okafor"])
def test_whom_the_directory_knows_is_nobody_to_ask_about(words: str) -> None:
    directory = Directory.from_json({"staff": [{"name": "Nina Okafor"}]})
    text = f"Surgery by {words} went well."
    assert seen(text, words, "name") is not None
    assert seen(text, words, "name", directory) is None


def test_a_name_beside_a_known_one_is_not_hidden() -> None:
    directory = Directory.from_json({"staff": [{"name": "Nina Okafor"}]})
    text = "Surgery by Nina Okafor, Odessa Brandt went well."
    assert seen(text, "Nina Okafor, Odessa Brandt", "name", directory) is not None


def test_invisible_letters_do_not_move_a_span() -> None:
    text = "\u200bÉ\u0301 Odessa\u200b Brandt had surgery."
    start = text.index("Odessa")
    found = finding(Reading(text, "draft", EMPTY), "http", "name", start, start + 14)
    assert found is not None
    assert text[found.start : found.end] == "Odessa\u200b Brandt"
    assert found.severity is Severity.WARN


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 99)])
def test_a_span_outside_of_the_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span"):
        finding(Reading("Hello", "draft", EMPTY), "http", "name", start, end)
