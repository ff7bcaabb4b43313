"""Three different people on one post: when they can be found, and what is said when not."""

import random
from itertools import permutations

import pytest

from accounts.staffing import gaps

THREE = ["writer", "reviewer", "legal"]


@pytest.mark.parametrize(
    "people",
    [
        [["writer"], ["reviewer"], ["legal"]],
        [["admin", "writer", "reviewer"], ["legal", "reviewer"], ["legal"]],
        [THREE, THREE, THREE],
        [["writer"], ["reviewer"], ["legal"], ["auditor"]],
    ],
)
def test_three_can_be_found(people: list[list[str]]) -> None:
    assert gaps(people) == []


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([], "Nobody writes yet"),
        ([["writer"], ["reviewer"]], "Nobody decides for legal yet"),
        ([["writer"], ["legal"]], "Nobody gives the second look yet"),
        ([THREE, THREE], "two of these"),
        ([["writer", "reviewer"], ["legal"], ["admin"]], "two of these"),
        ([["writer"], ["reviewer", "legal"]], "two of these"),
    ],
)
def test_what_is_missing_is_said(people: list[list[str]], said: str) -> None:
    assert any(said in sentence for sentence in gaps(people))


def test_it_agrees_with_trying_everybody() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    draw = random.Random(seed)
    for _ in range(300):
        people = [draw.sample(THREE, draw.randint(0, 3)) for _ in range(draw.randint(0, 5))]
        possible = any(
            all(step in hats for step, hats in zip(THREE, chosen, strict=True))
            for chosen in permutations(people, 3)
        )
        assert (gaps(people) == []) is possible, people
