"""Ordinary posts that name donors, mayors, coaches and authors: asked about, seldom an alarm."""

import json

import pytest

from compliance.phi import Finding, Severity, scan
from compliance.phi.people import HONORIFICS
from compliance.phi.training import corpus

ROWS = [json.loads(line) for line in corpus.OUTSIDERS.read_text(encoding="utf-8").splitlines()]
SMALL = {"de", "la", "and", "the", "y"}


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict, list[Finding]]]:
    return [(row, scan(row["text"], "draft")) for row in ROWS]


def test_at_most_six_in_a_hundred_alarm(judged) -> None:
    loud = [row["id"] for row, found in judged if any(f.severity != Severity.INFO for f in found)]
    assert len(loud) <= 0.06 * len(ROWS), loud


def test_nine_in_ten_are_asked_about(judged) -> None:
    missed = [
        row["text"][start:end]
        for row, found in judged
        for start, end in row["people"]
        if not any(f.category == "name" and f.start < end and start < f.end for f in found)
    ]
    people = sum(len(row["people"]) for row in ROWS)
    assert len(missed) <= 0.1 * people, missed


def test_nobody_is_asked_about_twice(judged) -> None:
    for row, found in judged:
        asked: set[str] = set()
        for finding in (f for f in found if f.category == "name"):
            words = set(row["text"][finding.start : finding.end].casefold().split())
            words = {word.strip(".@#") for word in words} - HONORIFICS - SMALL
            assert not words & asked, row["text"]
            asked |= words


def test_there_are_enough_of_them_in_both_languages() -> None:
    assert len({row["text"] for row in ROWS}) >= 300
    assert sum(row["language"] == "es" for row in ROWS) >= 40


@pytest.mark.text_model
def test_it_is_so_with_the_second_reader() -> None:
    judged = [(row, scan(row["text"], "draft")) for row in ROWS]
    test_at_most_six_in_a_hundred_alarm(judged)
    test_nobody_is_asked_about_twice(judged)
