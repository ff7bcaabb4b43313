"""The training texts: readable, labelled inside their bounds, no two of one template."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from compliance.phi.training.marked import CATEGORIES, LABELS, NotALabelledText, read
from tools.import_phi_texts import TEXTS, runs

FILES = sorted(TEXTS.glob("*.jsonl"))


def rows() -> Iterator[dict[str, Any]]:
    for path in FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def test_there_are_texts_and_each_has_its_author_and_place() -> None:
    found = list(rows())
    assert found
    assert len({row["id"] for row in found}) == len(found)
    assert {row["author"] for row in found} == {path.stem for path in FILES}
    assert all(row["situation"] and row["text"].strip() for row in found)


def test_labels_and_spans_are_of_known_kinds_and_inside_the_text() -> None:
    for row in rows():
        assert set(row["labels"]) <= set(LABELS.values()), row["id"]
        for start, end, category in row["spans"]:
            assert 0 <= start < end <= len(row["text"]), row["id"]
            assert category in CATEGORIES, row["id"]
        assert "[[" not in row["text"], row["id"]


def test_no_two_share_more_than_half_of_their_runs() -> None:
    seen: dict[tuple[str, ...], list[int]] = {}
    known: list[tuple[str, int]] = []
    for row in rows():
        mine = runs(row["text"])
        shared: dict[int, int] = {}
        for run in mine:
            for other in seen.get(run, ()):
                shared[other] = shared.get(other, 0) + 1
            seen.setdefault(run, []).append(len(known))
        for other, count in shared.items():
            assert 2 * count <= min(len(mine), known[other][1]), (row["id"], known[other][0])
        known.append((row["id"], len(mine)))


def test_a_marked_line_is_read_with_its_places() -> None:
    line = '{"k":"r","l":"en","t":"Hi [[name|Zoë]], glad it went well","y":["ack"],"s":"x"}'
    (text,) = read(iter([line]), "somebody")
    assert text.text == "Hi Zoë, glad it went well"
    assert text.spans == ((3, 6, "name"),)
    assert text.labels == ("patient_acknowledgement", "phi")


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        '{"k":"x","l":"en","t":"a","y":[],"s":"x"}',
        '{"k":"d","l":"de","t":"a","y":[],"s":"x"}',
        '{"k":"d","l":"en","t":"[[nickname|a]]","y":[],"s":"x"}',
        '{"k":"d","l":"en","t":"[[name|a","y":[],"s":"x"}',
        '{"k":"d","l":"en","t":" ","y":[],"s":"x"}',
    ],
)
def test_a_bad_line_names_itself(line: str) -> None:
    with pytest.raises(NotALabelledText, match="somebody line 1"):
        list(read(iter([line]), "somebody"))
