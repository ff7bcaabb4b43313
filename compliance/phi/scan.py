"""The check itself: every rule over one text, failing closed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from compliance.phi.base import KINDS, Finding, Hit, Kind, Rule, Severity
from compliance.phi.directory import EMPTY, Directory
from compliance.phi.engines import Engine
from compliance.phi.judging import weigh
from compliance.phi.languages import CHECKED
from compliance.phi.models import meaning
from compliance.phi.overlaps import settle
from compliance.phi.reading import Reading
from compliance.phi.rules import RULES

RULESET = "2026.11.2"
"""The version of the rules; `ruleset()` also names the models."""
LIMIT = 20_000
"""The longest text that is checked, in code points."""

_log = logging.getLogger(__name__)
_TOO_LONG = f"This text is longer than {LIMIT:,} characters. Shorten it, or split it in two."
_FAILED = (
    "We couldn't check this text completely, so it can't go on yet. Please tell your administrator."
)
_LANGUAGE = (
    "The machine reads English and Spanish only. Somebody who reads this language must look at it "
    "and say so by name."
)


def ruleset() -> str:
    """Which rules and models read a text now; every check remembers its own."""
    return f"{RULESET} {meaning.version()}"


def scan(
    text: str,
    kind: Kind,
    directory: Directory = EMPTY,
    language: str | None = None,
    engines: Sequence[Engine] = (),
) -> list[Finding]:
    """Everything to look at in a text, in the order of its place.

    Raises ValueError for an unknown kind. Any other failure is itself a blocking finding over the
    whole text (rule ``error``), as is a text over ``LIMIT`` code points (rule ``limit``).
    """
    if kind not in KINDS:
        raise ValueError(f"Unknown kind of text: {kind!r}. Known are {', '.join(KINDS)}.")
    if len(text) > LIMIT:
        return [_whole(text, "phi_context", _TOO_LONG, "limit")]
    found: list[Finding] = []
    if language is not None and language.split("-")[0].casefold() not in CHECKED:
        found.append(_whole(text, "unknown_language", _LANGUAGE, "language.declared"))
    found += _guarded(text, "reading", partial(_read, text, kind, directory))
    for engine in engines:
        found += _guarded(text, engine.name, partial(engine.findings, text, kind, directory))
    return settle(found)


def _whole(text: str, category: str, message: str, rule: str) -> Finding:
    return Finding(0, len(text), category, Severity.BLOCK, message, rule)


def _guarded(text: str, name: str, find: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """Run one recogniser; its failure blocks the text, and the log never sees the text."""
    try:
        return list(find())
    except Exception as error:  # whatever fails must not read as "nothing found"
        return [_failed(text, name, error)]


def _failed(text: str, name: str, error: Exception) -> Finding:
    _log.error("PHI check: %s failed with %s", name, type(error).__name__)
    return _whole(text, "phi_context", _FAILED, "error")


def _read(text: str, kind: Kind, directory: Directory) -> list[Finding]:
    """The rules, weighed with the models; where a model fails, the rules' findings and a block."""
    reading = Reading(text, kind, directory)
    found = by_rules(reading)
    try:
        return weigh(reading, found, *meaning.read(reading, found))
    except Exception as error:  # a model that fails must not read as "nothing found"
        return [*found, _failed(text, "meaning", error)]


def by_rules(reading: Reading) -> list[Finding]:
    """What the rules alone find; a rule that fails is a blocking finding."""
    found: list[Finding] = []
    found += _guarded(reading.original, "noise", partial(_behind_noise, reading))
    for rule in RULES:
        found += _guarded(reading.original, rule.code, partial(_findings, rule, reading))
    return found


def _behind_noise(reading: Reading) -> Iterable[Finding]:
    """What shows only when spelled digits, letters set apart and the like are read as meant."""
    meant = reading.without_noise
    if meant is None:
        return
    for rule in RULES:
        if not rule.identifier:
            continue
        for hit in rule.hits(meant):
            if meant.unveiled(hit.start, hit.end) and not meant.mask.covers(hit.start, hit.end):
                yield _finding(rule, meant, hit)


def _findings(rule: Rule, reading: Reading) -> Iterable[Finding]:
    for hit in rule.hits(reading):
        if rule.masked and reading.mask.covers(hit.start, hit.end):
            continue
        yield _finding(rule, reading, hit)


def _finding(rule: Rule, reading: Reading, hit: Hit) -> Finding:
    start, end = reading.view.original(hit.start, hit.end)
    return Finding(
        start=start,
        end=end,
        category=hit.category or rule.category,
        severity=hit.severity or rule.severity,
        message=hit.says or rule.says,
        rule=rule.code,
        suggestion=hit.suggestion,
        asks=rule.asks,
    )
