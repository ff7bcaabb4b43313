"""Names of accounts that tell who somebody is: @kim.paints, jt_rowe, hikergal_88."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.phi.vocabulary import is_sure_name

_ACCOUNT = re.compile(
    r"(?<![\w.@/#:-])(?:@(?P<at>[A-Za-z0-9][\w.]{1,30}\w)|(?P<bare>[A-Za-z0-9]{1,20}_\w{1,24}))(?![\w@/])"
)
_PART = re.compile(r"[A-Z]?[a-z]{2,20}|[A-Z]{2,20}")
_ADDRESSEE = frozenset(
    {"patient", "hospital", "name", "user", "username", "everyone", "all", "here", "highlight"}
)
_GREETED = re.compile(
    r"(?:^|[.!?,(]\s|\b(?:hi|hey|hello|hola|thanks|thank you|gracias|sorry|welcome))[^\w@]{0,3}$",
    re.IGNORECASE,
)


def accounts(text: str) -> Iterator[tuple[int, int, bool]]:
    """Spans of account names in order, and whether a given name can be read in each."""
    for match in _ACCOUNT.finditer(text):
        name = match.group("at") or match.group("bare")
        if name.casefold() not in _ADDRESSEE and not name.isdigit():
            yield match.start(), match.end(), names_somebody(name)


def names_somebody(account: str) -> bool:
    """Is a given name a part of the account's name, or its beginning or end?"""
    parts = [p.casefold() for p in _PART.findall(account)]
    if any(is_sure_name(p) for p in parts if len(p) > 2):
        return True
    if len(parts) > 1:
        return False
    return any(
        is_sure_name(edge) for p in parts for n in range(4, len(p) - 2) for edge in (p[:n], p[-n:])
    )


def spoken_to(text: str, start: int) -> bool:
    """Does the text turn to the account: as its first word, after a greeting or a comma?"""
    return _GREETED.search(text[max(0, start - 16) : start]) is not None
