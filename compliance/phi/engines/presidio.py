"""Microsoft Presidio with spaCy models that this site has installed; nothing is ever fetched.

An optional extra (`requirements-presidio.txt`), imported when a worker first needs it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from compliance.phi.base import Finding, Kind
from compliance.phi.directory import Directory
from compliance.phi.engines import Unusable
from compliance.phi.engines.candidates import finding
from compliance.phi.reading import Reading

#: Presidio's entities in our categories; what is not here (cash, religion, nation) is no PHI
CATEGORIES: dict[str, str] = {
    "PERSON": "name",
    "LOCATION": "geographic",
    "DATE_TIME": "date",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "URL": "url",
    "IP_ADDRESS": "ip_address",
    "MAC_ADDRESS": "device_id",
    "US_SSN": "ssn",
    "US_ITIN": "ssn",
    "US_MBI": "health_plan_id",
    "US_HEALTH_INSURANCE_MEMBER_ID": "health_plan_id",
    "US_BANK_NUMBER": "account_number",
    "CREDIT_CARD": "account_number",
    "IBAN_CODE": "account_number",
    "US_DRIVER_LICENSE": "license_number",
    "US_PASSPORT": "license_number",
    "MEDICAL_LICENSE": "license_number",
    "UUID": "other_unique_id",
}
#: its check of e-mail addresses lets tldextract fetch a list from the internet
FETCHES = "EmailRecognizer"
PACKAGE = "presidio_analyzer"


def models_of(text: str) -> tuple[str, ...]:
    """The models a setting names: packages or folders, with commas between them."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


class Presidio:
    """One analyzer for all models; the language of each is the one that it was made for."""

    name = "presidio"

    def __init__(self, models: Sequence[str], least: int = 50) -> None:
        self.models, self.least = tuple(models), least
        self._one_at_a_time = Lock()

    def demand(self) -> None:
        """Raise Unusable when the extra or a model is not installed. Imports neither."""
        if importlib.util.find_spec(PACKAGE) is None:
            raise Unusable(
                "PHI_ENGINES names presidio, which is not installed: "
                "pip install --require-hashes -r requirements-presidio.txt."
            )
        if not self.models:
            raise Unusable(
                "PHI_ENGINES names presidio, and PHI_PRESIDIO_MODEL names no spaCy model."
            )
        for model in self.models:
            if _version_of(model) is None:
                raise Unusable(
                    f"PHI_PRESIDIO_MODEL names “{model}”, which is not installed here. "
                    "Nothing is downloaded: install the model's package, or name its folder."
                )

    @property
    def version(self) -> str:
        """Changes with Presidio, with a model, and with the score that is demanded."""
        known = [[model, _version_of(model)] for model in self.models]
        return _short([_installed("presidio-analyzer"), known, self.least])

    def findings(
        self, text: str, kind: Kind, directory: Directory, language: str | None
    ) -> Iterable[Finding]:
        """Candidates over the least score. Loads the models when asked first."""
        with self._one_at_a_time:
            seen = self._analyzer.analyze(
                text,
                language=self._language(language),
                entities=self._entities[self._language(language)],
                score_threshold=self.least / 100,
            )
        reading = Reading(text, kind, directory)
        found = (
            finding(reading, self.name, CATEGORIES[one.entity_type], one.start, one.end)
            for one in seen
        )
        return [one for one in found if one is not None]

    def _language(self, language: str | None) -> str:
        """That of the text if a model reads it, else that of the first model."""
        wanted = (language or "").split("-")[0].casefold()
        languages: list[str] = self._analyzer.supported_languages
        return wanted if wanted in languages else languages[0]

    @cached_property
    def _analyzer(self) -> Any:
        self.demand()
        return analyzer(_load(self.models))

    @cached_property
    def _entities(self) -> dict[str, list[str]]:
        """What can be asked for in each language: Presidio complains about the rest."""
        asked = self._analyzer
        return {
            language: sorted(CATEGORIES.keys() & set(asked.get_supported_entities(language)))
            for language in asked.supported_languages
        }


def analyzer(loaded: Mapping[str, Any]) -> Any:
    """Presidio's analyzer over loaded spaCy pipelines, by language, without what fetches."""
    presidio: Any = importlib.import_module(PACKAGE)
    nlp: Any = importlib.import_module(f"{PACKAGE}.nlp_engine")

    class Loaded(nlp.SpacyNlpEngine):
        """An engine whose models are there: Presidio's own would download a missing one."""

        def load(self) -> None:
            self.nlp = dict(loaded)

    # Its debug lines and warnings may quote the text.
    logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL)
    engine = Loaded()
    engine.load()
    languages = list(loaded)
    registry = presidio.RecognizerRegistry(supported_languages=languages)
    registry.load_predefined_recognizers(languages=languages, nlp_engine=engine)
    registry.recognizers = [
        one for one in registry.recognizers if type(one).__name__ != FETCHES and one.name != FETCHES
    ]
    return presidio.AnalyzerEngine(
        registry=registry, nlp_engine=engine, supported_languages=languages
    )


def _load(models: Iterable[str]) -> dict[str, Any]:
    """The pipelines by their language; of two for the same language the first."""
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        os.environ[name] = "1"
    spacy: Any = importlib.import_module("spacy")
    loaded: dict[str, Any] = {}
    for model in models:
        pipeline = spacy.load(model)
        loaded.setdefault(str(pipeline.lang), pipeline)
    return loaded


def _version_of(model: str) -> str | None:
    """Of an installed package or a folder with a pipeline; None when there is neither."""
    meta = Path(model) / "meta.json"
    if meta.is_file():
        return hashlib.sha256(meta.read_bytes()).hexdigest()[:16]
    if not model.isidentifier() or importlib.util.find_spec(model) is None:
        return None
    return _installed(model)


def _installed(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


def _short(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:8]
