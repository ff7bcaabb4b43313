import os
import socket
import subprocess
import sys

import pytest
from django.contrib.staticfiles.finders import get_finder

from config import startup
from config.brokers import transport_options


def test_a_free_port_is_accepted():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    startup.refuse_taken_port("127.0.0.1", port)


def test_a_taken_port_is_one_clear_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(startup.CannotStart, match=rf"^Port {port} .* already in use; .*\.$"):
            startup.refuse_taken_port("127.0.0.1", port)


def test_one_folder_serves_one_run(tmp_path):
    handle = startup.lock_var(tmp_path)
    with pytest.raises(startup.CannotStart, match="already runs"):
        startup.lock_var(tmp_path)
    os.close(handle)
    os.close(startup.lock_var(tmp_path))


def test_a_killed_run_leaves_no_stale_lock(tmp_path):
    script = (
        "import os, signal, sys, pathlib; from config.startup import lock_var;"
        "lock_var(pathlib.Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert ended.returncode < 0
    os.close(startup.lock_var(tmp_path))


def test_style_sheets_are_collected_again_only_when_one_changed(settings, tmp_path):
    settings.CHAPERONE_VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "collected"
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.css").write_text("a{}")
    settings.STATICFILES_DIRS = [source]
    get_finder.cache_clear()  # type: ignore[attr-defined]
    try:
        startup.collect_static()
        collected = settings.STATIC_ROOT / "one.css"
        assert collected.read_text() == "a{}"
        collected.write_text("kept")
        startup.collect_static()
        assert collected.read_text() == "kept"
        (source / "one.css").write_text("b{color:red}")
        startup.collect_static()
        assert collected.read_text() == "b{color:red}"
    finally:
        get_finder.cache_clear()  # type: ignore[attr-defined]


def test_old_rings_of_the_doorbell_are_thrown_away(settings, tmp_path):
    settings.CHAPERONE_VAR = tmp_path
    settings.CELERY_BROKER_URL = "filesystem://localhost"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = transport_options(
        settings.CELERY_BROKER_URL, tmp_path
    )
    (tmp_path / "broker" / "old.msg").write_text("{}")
    startup.empty_the_broker()
    assert list((tmp_path / "broker").iterdir()) == []


@pytest.mark.django_db
def test_an_installation_is_empty_until_it_has_an_account(django_user_model):
    assert startup.nobody_is_here()
    django_user_model.objects.create_user("ada@clinic.example", name="Ada Bright")
    assert not startup.nobody_is_here()
