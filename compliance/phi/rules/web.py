"""(N) web addresses of people, (O) IP addresses, and accounts on networks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.phi import checksums, decision
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.reading import Reading

_URL = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:[a-z0-9-]{1,40}\.){1,4}"
    r"(?:com|org|net|edu|gov|mil|io|me|us|co|info|health|care|ly|be|es|"
    r"mx)(?![\w@])(?:/[^\s<>\"')]{0,200})?",
    re.IGNORECASE,
)
_PERSONAL_HOST = re.compile(
    r"(?:gofundme|caringbridge|facebook|fb|instagram|tiktok|twitter|x|youtube|youtu|linkedin|"
    r"linktr|"
    r"givesendgo|venmo|cash|paypal|blogspot|wordpress|substack|tumblr|wixsite|mealtrain|"
    r"giveforward)"
    r"\.(?:com|org|me|ee|be|app)/.",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"\.(?:gov|edu|mil)(?:/|$)", re.IGNORECASE)
_IPV4 = re.compile(r"(?<![\w.])(?<!version )(?<!v)\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z][\w.]{2,29}\b(?!\.\w)")
_ADDRESSEE = frozenset({"@patient", "@hospital", "@name", "@user", "@everyone", "@all", "@here"})


def _urls(reading: Reading) -> Iterable[Hit]:
    own = tuple(d.casefold() for d in reading.directory.domains)
    for match in _URL.finditer(reading.text):
        value = match.group().casefold()
        host = re.sub(r"^https?://", "", value).split("/")[0]
        if host in own or host.endswith(tuple("." + d for d in own)) or _PUBLIC.search(value):
            continue
        if _PERSONAL_HOST.search(value):
            yield Hit(*match.span(), decision.personal(reading, *match.span()))
        elif "/" in value.split("//")[-1] and reading.individual_in_sentence(match.start()):
            severity = decision.tied_to_care(reading, *match.span())
            if severity is not None:
                yield Hit(*match.span(), severity)


def _handles(reading: Reading) -> Iterable[Hit]:
    for match in _HANDLE.finditer(reading.text):
        if match.group().casefold() in _ADDRESSEE:
            continue
        if reading.kind == "draft" and reading.individual_in_sentence(match.start()):
            severity = decision.tied_to_care(reading, *match.span())
            if severity is not None:
                yield Hit(*match.span(), severity)


RULES: tuple[Rule, ...] = (
    Rule(
        code="web.url",
        identifier="N",
        category="url",
        severity=Severity.BLOCK,
        says="This page belongs to a person. A link to it names them. Leave it out, or ask them.",
        search=_urls,
        asks="whose",
        catches=(
            "Follow her recovery: www.gofundme.com/f/help-odette-walk after the accident.",
            "Read his stroke story at https://walkagain.example.org/ben",
        ),
        ignores=("More at cdc.gov/flu.", "See www.heart.org for recipes."),
    ),
    Rule(
        code="web.ip",
        identifier="O",
        category="ip_address",
        severity=Severity.BLOCK,
        says="This is the network address of somebody's device. Leave it out.",
        pattern=_IPV4,
        check=checksums.ipv4,
        catches=("Login from 10.20.133.7 shows he opened it.",),
        ignores=("Portal version 10.2.3.4 is live.", "Ratio 999.10.20.30"),
    ),
    Rule(
        code="web.ipv6",
        identifier="O",
        category="ip_address",
        severity=Severity.BLOCK,
        says="This is the network address of somebody's device. Leave it out.",
        pattern=_IPV6,
        catches=("from 2001:db8:0:0:0:0:0:7 at night",),
        ignores=("Open 10:00 to 12:00",),
    ),
    Rule(
        code="web.handle",
        identifier="R",
        category="other_unique_id",
        severity=Severity.WARN,
        says="This account beside words about care names a person. Leave it out, or ask them.",
        search=_handles,
        asks="who",
        catches=("Our patient @walkingben finished his chemo.",),
        ignores=("Thanks @PineHollowBakery for the cupcakes!",),
    ),
)
