"""The patches of `make prove` fit the product as it is, and every promise has some."""

import pytest

from tests.mutants import ROOT, broken
from tests.promises import PROMISES, Mutant

EVERY = [mutant for some in PROMISES.values() for mutant in some]


@pytest.mark.parametrize("mutant", EVERY, ids=lambda mutant: mutant.breaks)
def test_a_patch_fits_and_its_story_is_there(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text()
    assert broken(source, mutant) != source
    story, _, name = mutant.story.partition("::")
    assert f"def {name}" in (ROOT / story).read_text()


def test_a_patch_that_fits_no_more_is_an_error() -> None:
    with pytest.raises(LookupError, match="0 times"):
        broken("", EVERY[0])


def test_all_fifteen_promises_can_be_broken() -> None:
    assert len(PROMISES) == 15
    assert all(PROMISES.values())
