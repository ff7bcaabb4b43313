import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import envbool, envint, envlist, private_folder


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Yes", True), ("off", False)])
def test_a_switch_is_read(monkeypatch, text, value):
    monkeypatch.setenv("SWITCH", text)
    assert envbool("SWITCH", default=not value) is value


def test_an_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("SWITCH", " ")
    assert envbool("SWITCH", default=True) is True
    assert envint("SWITCH", 7) == 7
    assert envlist("SWITCH", ["a"]) == ["a"]


@pytest.mark.parametrize("text", ["maybe", "2", "tru"])
def test_an_unclear_switch_is_refused_in_one_sentence(monkeypatch, text):
    monkeypatch.setenv("SWITCH", text)
    with pytest.raises(ImproperlyConfigured, match=r"^SWITCH must be true or false, not .+\.$"):
        envbool("SWITCH", default=False)


@pytest.mark.parametrize("text", ["80.5", "-1", "70000", "eight", "٣"])
def test_a_number_out_of_range_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(ImproperlyConfigured, match="PORT must be a whole number from 1 to 65535"):
        envint("PORT", 8000, 1, 65535)


def test_a_list_is_split_at_commas(monkeypatch):
    monkeypatch.setenv("HOSTS", "a.example, b.example,,")
    assert envlist("HOSTS") == ["a.example", "b.example"]


def test_a_private_folder_is_its_owners_only(tmp_path):
    folder = private_folder(tmp_path / "new")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match="cannot be made"):
        private_folder(tmp_path / "file" / "below")
