import pytest
from pytest_django import Settings

from accounts.encryption import KeysUnusable, blind_index, fingerprint


def test_same_text_same_mark_other_context_other_mark() -> None:
    mark = fingerprint("post 7/name", "Ada")
    assert mark == fingerprint("post 7/name", "Ada")
    assert len(mark) == 64
    assert len({mark, fingerprint("post 8/name", "Ada"), fingerprint("post 7/name", "ada")}) == 3


def test_the_border_between_context_and_text_counts() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")


def test_mark_needs_the_key(settings: Settings) -> None:
    before = fingerprint("c", "Ada")
    settings.FINGERPRINT_KEY = b"g" * 32
    assert fingerprint("c", "Ada") != before


@pytest.mark.parametrize("key", [b"", b"short"])
def test_without_a_key_there_is_no_mark(settings: Settings, key: bytes) -> None:
    settings.FINGERPRINT_KEY = key
    with pytest.raises(KeysUnusable):
        fingerprint("c", "Ada")


@pytest.mark.parametrize(
    "spelling", ["Straße", "STRASSE", "  strasse ", "\uff33trasse", "strasse\n"]
)
def test_blind_index_finds_other_spellings(spelling: str) -> None:
    assert blind_index("subject.name", spelling) == blind_index("subject.name", "strasse")


def test_blind_index_is_no_fingerprint_and_empty_is_empty() -> None:
    assert blind_index("c", "ada") != fingerprint("c", "ada")
    assert blind_index("c", " ") == ""
