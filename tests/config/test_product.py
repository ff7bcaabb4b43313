import re
import sys

import pytest

from config import installing, product
from config.product import Product
from config.supervisor import Child


@pytest.fixture
def empty(db, settings, tmp_path):
    """An installation without an account, with a folder of its own."""
    settings.CHAPERONE_VAR = tmp_path
    settings.EMBEDDED = True
    return Product("127.0.0.1", 8000)


@pytest.fixture
def with_demo(monkeypatch):
    monkeypatch.setattr(product, "get_commands", lambda: {"demo": "config"})


@pytest.fixture
def without_demo(monkeypatch):
    monkeypatch.setattr(product, "get_commands", dict)


def option(child: Child, name: str) -> str:
    return child.command[list(child.command).index(name) + 1]


def test_the_web_process_listens_where_it_is_told(empty):
    assert option(empty.web(), "--bind") == "127.0.0.1:8000"
    empty.host = "::1"
    assert option(empty.web(), "--bind") == "[::1]:8000"


def test_photos_have_a_worker_of_their_own(empty, monkeypatch):
    monkeypatch.setattr(empty, "_answers", lambda: True)
    monkeypatch.setattr(empty, "_show_the_way_in", lambda: None)
    monkeypatch.setattr(installing, "text_model", lambda: None)
    empty._when_web_answers()
    empty._when_web_answers()
    assert [child.name for child in empty.supervisor.children] == ["worker", "photos", "clock"]
    queues = [option(child, "-Q") for child in empty.supervisor.children[:2]]
    assert queues == ["chaperone", "photos"]


def test_the_second_reader_is_fetched_after_the_first_page(empty, monkeypatch, capsys):
    monkeypatch.setattr(empty, "_answers", lambda: True)
    monkeypatch.setattr(empty, "_show_the_way_in", lambda: None)
    monkeypatch.setattr(installing, "text_model", lambda: Child("models", ["true"]))
    empty._when_web_answers()
    assert empty.supervisor.children[-1].name == "models"
    assert "second reader" in capsys.readouterr().out


def test_nothing_else_starts_before_the_web_answers(empty):
    empty.port = 1
    empty._when_web_answers()
    assert empty.supervisor.children == []


def test_an_empty_installation_gets_the_demonstration(empty, with_demo):
    empty._show_the_way_in()
    (child,) = empty.supervisor.children
    assert child.once
    assert list(child.command[1:])[-1] == "demo"


def test_logins_are_kept_private_and_shown_again(empty, with_demo, capsys):
    child = empty.demonstration()
    assert child.hear is not None
    assert child.ended is not None
    child.hear("writer@demo.example")
    child.ended(0)
    assert empty.logins.stat().st_mode & 0o777 == 0o600
    empty.empty = False
    empty._show_the_way_in()
    assert capsys.readouterr().out == "writer@demo.example\nwriter@demo.example\n"
    assert empty.supervisor.children == []


def test_a_failed_demonstration_is_said_and_not_kept(empty, capsys):
    child = empty.demonstration()
    assert child.ended is not None
    child.ended(1)
    assert not empty.logins.exists()
    assert "could not be finished" in capsys.readouterr().out


@pytest.mark.parametrize("how", ["no command", "not wanted"])
def test_without_a_demonstration_the_first_person_gets_a_code(
    empty, monkeypatch, without_demo, capsys, how
):
    if how == "not wanted":
        monkeypatch.setattr(product, "get_commands", lambda: {"demo": "config"})
        monkeypatch.setenv("DEMO", "no")
    empty._show_the_way_in()
    assert re.search(r"/start and type the code [A-Z0-9-]{19}\n", capsys.readouterr().out)


def test_a_real_installation_gets_no_invented_people(empty, with_demo, settings, capsys):
    settings.EMBEDDED = False
    empty._show_the_way_in()
    assert empty.supervisor.children == []
    assert "/start and type the code" in capsys.readouterr().out


def test_children_use_the_python_that_runs_us(empty):
    for child in (empty.web(), empty.clock(), empty.worker("w", "q", 1), empty.demonstration()):
        assert child.command[0] == sys.executable
