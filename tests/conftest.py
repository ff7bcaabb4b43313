"""What every test has: its own files, plain static files, and databases that can be emptied."""

import pytest
from django.conf import settings
from django.test import override_settings

pytest_plugins = ["tests.database", "tests.browser", "tests.text_model"]


def pytest_configure(config: pytest.Config) -> None:
    """Templates name static files that nobody has collected; tests take them as they are."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # Enabled as an override, so that storages which were asked for before are forgotten.
    override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ).enable()


@pytest.fixture(autouse=True)
def _no_directory_of_another_test() -> None:
    """Keys come again from test to test; the directory that was built for them must not."""
    from compliance import directory

    directory.build.cache_clear()
