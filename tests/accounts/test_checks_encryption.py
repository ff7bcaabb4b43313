from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from accounts.checks_encryption import encryption_keys_usable, private_files_unserved

GOOD = (1, b"k" * 32)


@pytest.mark.parametrize(
    "keys", [(), None, ((1, b"k" * 31),), (GOOD, GOOD), ((70_000, b"k" * 32),), (GOOD, (2, b""))]
)
def test_unusable_field_keys_are_refused_and_not_shown(settings: Settings, keys: Any) -> None:
    settings.FIELD_KEYS = keys
    (error,) = encryption_keys_usable(None)
    assert error.id == "accounts.E101"
    assert "kkk" not in str(error)


@pytest.mark.parametrize("key", [b"", b"k" * 31])
def test_unusable_fingerprint_key_is_refused(settings: Settings, key: bytes) -> None:
    settings.FINGERPRINT_KEY = key
    assert [error.id for error in encryption_keys_usable(None)] == ["accounts.E102"]


def test_usable_keys_pass(settings: Settings) -> None:
    settings.FIELD_KEYS = ((2, b"n" * 32), GOOD)
    settings.FINGERPRINT_KEY = b"f" * 32
    assert encryption_keys_usable(None) == []


def test_private_files_in_a_served_directory_are_refused(
    settings: Settings, tmp_path: Path
) -> None:
    settings.CHAPERONE_VAR = tmp_path / "served" / "var"
    settings.STATICFILES_DIRS = [("pre", tmp_path / "served")]
    assert [error.id for error in private_files_unserved(None)] == ["accounts.E104"]
    settings.CHAPERONE_VAR = tmp_path / "var"
    assert private_files_unserved(None) == []
    settings.CHAPERONE_VAR = None
    assert [error.id for error in private_files_unserved(None)] == ["accounts.E103"]
