"""Refuses to start with keys that are missing or short, or with private files in a served place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from accounts.encryption.fingerprints import fingerprint_key
from accounts.encryption.keys import KeysUnusable, keyring
from accounts.encryption.storage import private_directory


@register(Tags.security)
def encryption_keys_usable(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """45 CFR 164.312(a)(2)(iv): no key, no start."""
    found: list[CheckMessage] = []
    for number, usable in (("accounts.E101", keyring), ("accounts.E102", fingerprint_key)):
        try:
            usable()
        except KeysUnusable as fault:
            found.append(Error(str(fault), hint=HINT, id=number))
    return found


@register(Tags.security)
def private_files_unserved(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The directory of private files lies in none that a web server may hand out."""
    if not getattr(settings, "CHAPERONE_VAR", None):
        return [Error("CHAPERONE_VAR is not set: private files have no place.", id="accounts.E103")]
    private = private_directory().resolve()
    served = [settings.MEDIA_ROOT, settings.STATIC_ROOT, *map(_root, settings.STATICFILES_DIRS)]
    if any(private.is_relative_to(Path(place).resolve()) for place in served if place):
        return [Error("Private files would lie in a served directory.", id="accounts.E104")]
    return []


def _root(entry: Any) -> Any:
    """STATICFILES_DIRS holds paths, or pairs of prefix and path."""
    return entry[1] if isinstance(entry, list | tuple) else entry


HINT = (
    "Make one with: python -c "
    "'import base64, os; print(\"1:\" + base64.b64encode(os.urandom(32)).decode())'"
)
