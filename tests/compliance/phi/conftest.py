"""The organization that the labelled texts belong to."""

import json
from pathlib import Path

import pytest

from compliance.phi import Directory


@pytest.fixture(scope="session")
def organization() -> Directory:
    data = (Path(__file__).parent / "organization.json").read_text(encoding="utf-8")
    return Directory.from_json(json.loads(data))
