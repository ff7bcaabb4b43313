import base64
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import keys


@pytest.fixture(autouse=True)
def no_keys_in_the_environment(monkeypatch):
    for name in keys.NAMES:
        monkeypatch.delenv(name, raising=False)


def test_the_embedded_installation_makes_its_keys_once(tmp_path):
    file = tmp_path / "keys.json"
    first = keys.load(file, embedded=True)
    again = keys.load(file, embedded=True)
    assert first == again
    assert len(first.fingerprint) == len(first.fields[0][1]) == 32
    assert file.stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_agree_on_the_keys(tmp_path):
    found: list[keys.Keys] = []
    start = threading.Barrier(8)

    def begin():
        start.wait()
        found.append(keys.load(tmp_path / "keys.json", embedded=True))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_a_real_installation_without_keys_is_refused_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x" * 50)
    with pytest.raises(ImproperlyConfigured, match=r"must also set FIELD_KEYS, FINGERPRINT_KEY\.$"):
        keys.load(tmp_path / "keys.json", embedded=False)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_key_file_is_never_replaced(tmp_path):
    file = tmp_path / "keys.json"
    file.write_text("{")
    with pytest.raises(ImproperlyConfigured, match="damaged"):
        keys.load(file, embedded=True)
    assert file.read_text() == "{"


def test_field_keys_keep_their_order(tmp_path, monkeypatch):
    for name, value in keys.generate().items():
        monkeypatch.setenv(name, value)
    new, old = (base64.b64encode(bytes([n]) * 32).decode() for n in (2, 1))
    monkeypatch.setenv("FIELD_KEYS", f"2:{new}, 1:{old}")
    loaded = keys.load(tmp_path / "keys.json", embedded=False)
    assert loaded.fields == ((2, b"\2" * 32), (1, b"\1" * 32))


@pytest.mark.parametrize("text", ["abc", "1:shortkey", "x:AAAA", "1:!!!", "17", "::"])
def test_field_keys_that_are_no_keys_are_refused_and_not_quoted(tmp_path, monkeypatch, text):
    for name, value in keys.generate().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("FIELD_KEYS", text)
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS") as refused:
        keys.load(tmp_path / "keys.json", embedded=False)
    assert text not in str(refused.value)


def test_the_same_key_number_twice_is_refused(tmp_path, monkeypatch):
    for name, value in keys.generate().items():
        monkeypatch.setenv(name, value)
    key = base64.b64encode(b"k" * 32).decode()
    monkeypatch.setenv("FIELD_KEYS", f"1:{key},1:{key}")
    with pytest.raises(ImproperlyConfigured, match="each number once"):
        keys.load(tmp_path / "keys.json", embedded=False)


def test_keys_do_not_print_themselves(tmp_path):
    loaded = keys.load(tmp_path / "keys.json", embedded=True)
    assert loaded.secret not in repr(loaded)
