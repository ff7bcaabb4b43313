"""For values that are there by rule, where the type cannot know it."""

from typing import TypeVar

T = TypeVar("T")


def present(value: T | None) -> T:
    """The value; raises LookupError when it is not there after all, also under `python -O`."""
    if value is None:
        raise LookupError("A value that must be there is missing.")
    return value
