"""(N) web addresses of people, (O) IP addresses, and accounts on networks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from compliance.phi import checksums, decision
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.reading import Reading
from compliance.phi.vocabulary import is_ambiguous_name, is_given_name, is_surname

_URL = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:[a-z0-9-]{1,40}\.){1,4}"
    r"(?:com|org|net|edu|gov|mil|io|me|us|co|info|health|care|ly|be|es|"
    r"mx)(?![\w@])(?:/[^\s<>\"')]{0,200})?",
    re.IGNORECASE,
)
_PERSONAL_HOST = re.compile(
    r"(?:^|[./])(?:gofundme|caringbridge|facebook|fb|instagram|tiktok|twitter|x|youtube|youtu|"
    r"linkedin|linktr|threads|bsky|snapchat|pinterest|reddit|onlyfans|flickr|imgur|strava|"
    r"givesendgo|venmo|cash|paypal|blogspot|wordpress|substack|tumblr|wixsite|mealtrain|"
    r"giveforward|ancestry|legacy)"
    r"\.(?:[a-z0-9-]{2,30}\.)?(?:com|org|net|me|ee|be|app|social)/.",
    re.IGNORECASE,
)
_PERSONAL_PATH = re.compile(
    r"/(?:u|users?|p|patients?|r|profiles?|members?|results?|chart|visit|paciente)/[^/?#]{3,}|/[@~]\w|"
    r"[?&](?:id|user|patient|token|mrn|name|dob|email)=[^&]{2,}",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[a-z]{3,20}")
_PUBLIC = re.compile(r"\.(?:gov|edu|mil)(?:/|$)", re.IGNORECASE)
_IPV4 = re.compile(
    r"(?<![\w.])(?<!version )(?<!v)\d{1,3}(?:\.\d{1,3}){2}\.(?:\d{1,3}|[xX*]{1,3})(?![\w]|\.\d)"
)
_IPV6 = re.compile(
    r"(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|"
    r"(?=[0-9a-f:]{0,38}[0-9])[0-9a-f]{2,4}(?::[0-9a-f]{1,4}){0,6}::(?:[0-9a-f]{1,4}"
    r"(?::[0-9a-f]{1,4}){0,5})?)(?![\w:])",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z][\w.]{2,29}\b(?!\.\w)")
_ADDRESSEE = frozenset({"@patient", "@hospital", "@name", "@user", "@everyone", "@all", "@here"})


def _urls(reading: Reading) -> Iterable[Hit]:
    for match in _URL.finditer(reading.text):
        severity = _leads_to(reading, match.group().casefold(), *match.span())
        if severity is not None:
            yield Hit(*match.span(), severity)


def _leads_to(reading: Reading, value: str, start: int, end: int) -> Severity | None:
    """How strongly an address leads to one person; one of our own does so by its path."""
    own = tuple(d.casefold() for d in reading.directory.domains)
    address = re.sub(r"^https?://", "", value)
    host, _, path = address.partition("/")
    if _names_one(reading, "/" + path):
        return Severity.BLOCK
    if host in own or host.endswith(tuple("." + d for d in own)) or _PUBLIC.search(value):
        return None
    if _PERSONAL_HOST.search(address):
        handles = {h.casefold().lstrip("@") for h in reading.directory.handles}
        ours = path.strip("/").lstrip("@") in handles
        return None if ours else decision.personal(reading, start, end)
    if path and reading.individual_in_sentence(start):
        return decision.tied_to_care(reading, start, end)
    return None


def _names_one(reading: Reading, path: str) -> bool:
    """Does a path hold somebody's page, or the name of somebody who is not on the staff?"""
    if _PERSONAL_PATH.search(path):
        return True
    known = reading.mask.given | reading.mask.family
    words = [w for w in _WORDS.findall(path) if w not in known]
    return any(
        is_given_name(first) and not is_ambiguous_name(first) and is_surname(second)
        for first, second in pairwise(words)
    )


def _masked_or_whole(value: str) -> bool:
    """Four octets, of which the last may be hidden."""
    return checksums.ipv4(re.sub(r"[xX*]+$", "0", value))


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
            "www.example.org/stories/agnes-whitcomb-hospice",
            "the link portal.example.org/p/9917-salgado shows somebody else",
            "is instagram.example.com/tashalovesglam/p/88 yours",
            "https://visit.example.org/?token=kq7h",
        ),
        ignores=(
            "Sign up at example.org/events/flu-clinic-2026.",
            "More at cdc.gov/flu.",
            "See www.heart.org for recipes.",
        ),
    ),
    Rule(
        code="web.ip",
        identifier="O",
        category="ip_address",
        severity=Severity.BLOCK,
        says="This is the network address of somebody's device. Leave it out.",
        pattern=_IPV4,
        check=_masked_or_whole,
        catches=("Login from 10.20.133.7 shows he opened it.", "blocked 203.0.113.xx again"),
        ignores=("Portal version 10.2.3.4 is live.", "Ratio 999.10.20.30"),
    ),
    Rule(
        code="web.ipv6",
        identifier="O",
        category="ip_address",
        severity=Severity.BLOCK,
        says="This is the network address of somebody's device. Leave it out.",
        pattern=_IPV6,
        catches=("from 2001:db8:0:0:0:0:0:7 at night", "ip 2001:db8::7 blocked"),
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
