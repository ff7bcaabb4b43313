"""The semantic text model in tests: off, but for tests that are about it.

Those wait where it is not installed (`make models`), and say so at the end of the run; with
MODELS=required in the environment, as in CI, they fail instead.
"""

import os
from collections.abc import Iterator

import pytest

from compliance.phi.models import meaning, semantic

REQUIRED = os.environ.get("MODELS") == "required"
WAITS = "waits for the text model (make models)"


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("text_model") is None or semantic.is_installed():
        return
    if REQUIRED:
        pytest.fail("The text model is not installed: make models.", pytrace=False)
    pytest.skip(WAITS)


@pytest.fixture(autouse=True)
def _text_model(request: pytest.FixtureRequest) -> Iterator[None]:
    before = meaning.presence
    asked = request.node.get_closest_marker("text_model") is not None
    meaning.presence = meaning.Presence(allowed=asked)
    yield
    meaning.presence = before


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    waiting = sum(WAITS in str(report.longrepr) for report in skipped)
    if waiting:
        terminalreporter.write_line(f"{waiting} tests wait for the text model: make models")
