"""The adapter for Presidio: with a pipeline made here, when the extra is installed, and no network.

Without the extra the tests are skipped, and say so; with `PHI_TEST_PRESIDIO=1` they must run.
"""

import importlib
import importlib.util
import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from compliance.phi import Directory
from compliance.phi.directory import EMPTY
from compliance.phi.engines import Unusable, presidio
from compliance.phi.engines.candidates import WEIGHTS
from compliance.phi.engines.presidio import CATEGORIES, Presidio, models_of

MISSING = importlib.util.find_spec("presidio_analyzer") is None
MUST = bool(os.environ.get("PHI_TEST_PRESIDIO"))
installed = pytest.mark.skipif(
    MISSING and not MUST,
    reason="PRESIDIO IS NOT TESTED HERE: install requirements-presidio.txt to run this.",
)
TEXT = "Odessa Brandt had surgery in Fairhaven. Write to ana.tores@example.com, ss# 514-22-6670."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline without weights, saved as a site would have one in a folder."""
    spacy: Any = importlib.import_module("spacy")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Odessa Brandt"},
            {"label": "PERSON", "pattern": "Nina Okafor"},
            {"label": "GPE", "pattern": "Fairhaven"},
        ]
    )
    folder = tmp_path_factory.mktemp("model")
    pipeline.to_disk(folder)
    return str(folder)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any socket, and any name that is looked up, fails the test."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("something wanted the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)


def test_every_entity_has_a_category_that_is_weighed() -> None:
    assert set(CATEGORIES.values()) <= WEIGHTS.keys()


def test_nothing_heavy_is_imported_before_a_worker_asks() -> None:
    with pytest.raises(Unusable):
        Presidio(["no_such_model_anywhere"]).demand()
    assert Presidio(["no_such_model_anywhere"]).version
    if MISSING:
        assert "presidio_analyzer" not in sys.modules


def test_models_are_named_with_commas() -> None:
    assert models_of(" en_core_web_lg, es_core_news_md,") == ("en_core_web_lg", "es_core_news_md")


@installed
def test_it_adds_what_the_model_and_its_recognizers_see(model: str) -> None:
    found = list(Presidio([model]).findings(f"😀 {TEXT}", "draft", EMPTY, "en"))
    seen = {(f"😀 {TEXT}"[one.start : one.end], one.category, one.severity) for one in found}
    assert ("Odessa Brandt", "name", "warn") in seen
    assert ("Fairhaven", "geographic", "warn") in seen
    assert ("514-22-6670", "ssn", "warn") in seen
    assert {one.rule for one in found} == {"engine.presidio"}


@installed
def test_what_the_directory_knows_is_masked(model: str) -> None:
    directory = Directory.from_json({"staff": [{"name": "Nina Okafor"}]})
    text = "Nina Okafor had surgery."
    assert list(Presidio([model]).findings(text, "draft", EMPTY, None))
    assert not list(Presidio([model]).findings(text, "draft", directory, None))


@installed
def test_the_recognizer_that_fetches_is_gone(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tldextract: Any = importlib.import_module("tldextract")
    monkeypatch.setattr(
        tldextract.TLDExtract, "__call__", lambda *args, **more: pytest.fail("it may fetch")
    )
    engine = Presidio([model])
    names = {type(one).__name__ for one in engine._analyzer.registry.recognizers}
    assert "EmailRecognizer" not in names
    assert len(names) > 5
    assert not [
        one for one in engine.findings(TEXT, "draft", EMPTY, None) if one.category == "email"
    ]


@installed
def test_a_low_score_is_no_finding(model: str) -> None:
    assert not list(Presidio([model], least=100).findings("514-22-6670", "draft", EMPTY, None))


@installed
def test_a_text_in_a_language_without_a_model_is_read_by_the_first(model: str) -> None:
    assert list(Presidio([model]).findings(TEXT, "draft", EMPTY, "es-MX"))


@installed
def test_a_model_that_is_not_installed_is_refused_and_not_fetched(
    model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        importlib.import_module("spacy.cli"), "download", lambda *args: pytest.fail("it downloads")
    )
    for missing in ("en_core_web_no_such", "/nowhere/at/all", "../x", "", "os.path; x"):
        engine = Presidio([missing] if missing else [])
        with pytest.raises(Unusable, match="PHI_PRESIDIO_MODEL"):
            engine.demand()
        with pytest.raises(Unusable):
            list(engine.findings(TEXT, "draft", EMPTY, None))
    Presidio([model]).demand()


@installed
def test_another_model_or_score_is_another_version(model: str, tmp_path: Path) -> None:
    before = Presidio([model]).version
    assert before == Presidio([model]).version
    assert before != Presidio([model], least=60).version
    (tmp_path / "meta.json").write_text('{"lang": "en", "version": "2"}')
    assert before != Presidio([str(tmp_path)]).version


def test_without_the_extra_the_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presidio, "PACKAGE", "no_such_package_here")
    with pytest.raises(Unusable, match=r"requirements-presidio\.txt"):
        Presidio(["en_core_web_lg"]).demand()
