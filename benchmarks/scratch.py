"""An installation that lives as long as the benchmarks: its own folder, database and broker."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def installation() -> Iterator[None]:
    """Django on an empty database in a folder of its own; both are removed afterwards."""
    folder = tempfile.mkdtemp(prefix="chaperone-bench-")
    for name in ("DATABASE_URL", "CACHE_URL", "EMAIL_URL", "DEBUG"):
        os.environ.pop(name, None)
    os.environ |= {
        "CHAPERONE_VAR": folder,
        "CELERY_BROKER_URL": "memory://localhost/",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    try:
        with database():
            yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database() -> Iterator[None]:
    """The test database of the folder, and pages that name static files nobody collected."""
    import django  # noqa: PLC0415 (reads the environment that was set above)
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import (  # noqa: PLC0415
        override_settings,
        setup_test_environment,
        teardown_test_environment,
    )

    django.setup()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    setup_test_environment()
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(str(settings.DATABASES["default"]["NAME"]), 0)
    teardown_test_environment()
