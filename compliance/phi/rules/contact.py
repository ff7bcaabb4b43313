"""(D) telephone, (E) fax, (F) e-mail: anything that is not one of the organization's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.phi import decision
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.checksums import digits
from compliance.phi.digit_view import digit_view
from compliance.phi.normalise import View
from compliance.phi.reading import Reading
from compliance.phi.vocabulary import listed

_NANP = re.compile(
    r"(?<![\w.$/-])(?:\+?1[\s.-]{0,2})?(?:\(\s?[2-9]\d\d\s?\)|"
    r"[2-9]\d\d)[\s.,-]{0,3}\d{3}[\s.,-]{0,3}\d{4}"
    r"(?:\s?(?:x|ext\.?|extension)\s?\d{1,6})?(?![\w-]?\d)"
)
_INTERNATIONAL = re.compile(r"(?<!\w)\+[2-9]\d{0,2}(?:[\s.()-]{0,2}\d){7,12}(?!\d)")
_LOCAL = re.compile(
    r"\b(?:call|text|ring|cell|phone|mobile|tel|number|reach|whatsapp|llam\w{1,4}|telefono|"
    r"celular)\b"
    r"[^.\n\d]{0,30}(?P<v>(?!\d{3}[-. ]\d\d[-. ]\d{4}\b)(?:\d[\s.,-]{0,3}){6,11}\d)(?!\d)",
    re.IGNORECASE,
)
_FAX = re.compile(r"\bfax\b[^.\n]{0,20}$", re.IGNORECASE)
_TOLL_FREE = re.compile(r"\D{0,3}1?\D{0,2}8(?:00|33|44|55|66|77|88)\b")
_HOTLINES = listed(
    "8002738255 8006624357 8002221222 8007997233 8006564673 8004224453 8003326242 8004321000"
)
_SPELLED_DOT = r"(?:\s?[\[({]\s?(?:dot|punto)\s?[\])}]\s?|\s(?:dot|punto)\s)"
_ANY_DOT = rf"(?:{_SPELLED_DOT}|\s?\.\s?)"
_SURE_AT = r"(?:\s?[\[({]\s?(?:at|arroba)\s?[\])}]\s?|\s?@\s?)"
_TOP = r"(?:com|org|net|edu|gov|io|me|us|mx|es|co|health|care|info)\b"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w+-]{1,64}(?:\.[\w+-]{1,64}){0,4}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"
)
_EMAIL_SPELLED = re.compile(
    rf"(?<![\w.+-])[\w+-]{{1,40}}(?:(?:{_SPELLED_DOT}|\.)[\w+-]{{1,40}}){{0,2}}"
    rf"(?:{_SURE_AT}[\w-]{{2,40}}{_ANY_DOT}|\s(?:at|arroba)\s[\w-]{{2,40}}{_SPELLED_DOT}){_TOP}",
    re.IGNORECASE,
)
_SHARED_BOX = re.compile(
    r"^(?:info|contact|office|hello|media|press|news|jobs|careers|support|help|team|admin|billing|"
    r"volunteer\w{0,4}|events?|donate|giving|foundation|marketing|hr|care|frontdesk|"
    r"appointments?)@",
    re.IGNORECASE,
)


def _own_numbers(reading: Reading) -> frozenset[str]:
    return frozenset(digits(p)[-10:] for p in reading.directory.phones) | _HOTLINES


def _numbers(reading: Reading) -> Iterable[tuple[int, int]]:
    """Spans of all telephone numbers that are not the organization's own."""
    own = _own_numbers(reading)
    plain = View(reading.text, range(len(reading.text)), range(1, len(reading.text) + 1))
    spelled = digit_view(reading.text)
    for view in (plain, spelled) if spelled is not None else (plain,):
        for pattern in (_NANP, _INTERNATIONAL, _LOCAL):
            for match in pattern.finditer(view.text):
                span = match.span("v") if "v" in pattern.groupindex else match.span()
                if digits(view.text[slice(*span)].split("x")[0])[-10:] in own:
                    continue
                yield view.original(*span)


def _is_fax(reading: Reading, start: int) -> bool:
    return _FAX.search(reading.text[max(0, start - 30) : start]) is not None


def _phones(reading: Reading) -> Iterable[Hit]:
    for start, end in _numbers(reading):
        if _is_fax(reading, start):
            continue
        toll_free = _TOLL_FREE.match(reading.text[start:end]) and reading.kind == "draft"
        severity = Severity.INFO if toll_free else decision.personal(reading, start, end)
        yield Hit(start, end, severity)


def _faxes(reading: Reading) -> Iterable[Hit]:
    for start, end in _numbers(reading):
        if _is_fax(reading, start):
            yield Hit(start, end, decision.personal(reading, start, end))


def _emails(reading: Reading) -> Iterable[Hit]:
    domains = tuple(d.casefold() for d in reading.directory.domains)
    for pattern in (_EMAIL, _EMAIL_SPELLED):
        for match in pattern.finditer(reading.text):
            value = match.group().casefold()
            if any(value.endswith(("@" + d, "." + d)) for d in domains):
                continue
            box = _SHARED_BOX.match(value) and reading.kind != "inbound"
            yield Hit(*match.span(), Severity.WARN if box else Severity.BLOCK)


RULES: tuple[Rule, ...] = (
    Rule(
        code="contact.phone",
        identifier="D",
        category="phone",
        severity=Severity.BLOCK,
        says="This number is not one of yours. If it is a person's, it must go; if it is the "
        "organization's, add it to your directory.",
        search=_phones,
        asks="whose",
        catches=(
            "Her cell is 971-555-0111.",
            "cell is nine seven one 555 oh one one two, still coughing",
            "9️⃣7️⃣1️⃣ 5551234 call me re my refill",
            "ring me on oh seven seven, double nine, 555 2210 about the scan",
            "Call +44 20 7946 0958 and ask for her.",
        ),
        ignores=(
            "If this is an emergency, call 911.",
            "Call or text 988 at any hour.",
            "Please call us at (XXX) XXX-XXXX.",
            "Reach the office manager at 555-555-5555.",
            "The Suicide Prevention line was 1-800-273-8255.",
            "We served 1,234,567 meals.",
            "One in seven, two in eight, five in ten.",
        ),
    ),
    Rule(
        code="contact.fax",
        identifier="E",
        category="fax",
        severity=Severity.BLOCK,
        says="This fax number is not one of yours. Leave it out, or add it to your directory.",
        search=_faxes,
        asks="whose",
        catches=("Her doctor's fax is 971-555-0144.",),
        ignores=("Bring it by hand or by fax.",),
    ),
    Rule(
        code="contact.email",
        identifier="F",
        category="email",
        severity=Severity.BLOCK,
        says="This e-mail address belongs to somebody outside the organization. Leave it out.",
        search=_emails,
        asks="whose",
        catches=(
            "ben_harlow@icloud.com please send my vaccine card",
            "Ask his mom at lora.kent at hotmail dot com",
            "write to ana [at] example [dot] org",
        ),
        ignores=("Meet us at noon. Dot your i's.", "Follow us @ the fair"),
    ),
)
