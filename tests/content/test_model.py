"""Walks through the pure model: none of them may break a promise (DESIGN I1 to I4)."""

from tests.content.walker import walk


def test_no_walk_breaks_a_promise() -> None:
    walk()
