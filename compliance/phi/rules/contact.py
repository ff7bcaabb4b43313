"""(D) telephone, (E) fax, (F) e-mail: anything that is not one of the organization's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.phi import decision
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.phones import Phone, phones
from compliance.phi.reading import Reading

_SPELLED_DOT = r"(?:\s?[\[({]\s?(?:dot|punto)\s?[\])}]\s?|\s(?:dot|punto)\s)"
_ANY_DOT = rf"(?:{_SPELLED_DOT}|\s?[.,]\s?)"
_SURE_AT = r"(?:\s?[\[({<]\s?(?:at|arroba|@)\s?[\])}>]\s?|\s?@\s?)"
_TOP = r"(?:com|org|net|edu|gov|io|me|us|mx|es|co|health|care|info|pr|gob)\b"
_BOX = r"(?:g-?mail|hotmail|yahoo|outlook|icloud|aol|msn|protonmail|comcast|sbcglobal)"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w+-]{1,64}(?:\.[\w+-]{1,64}){0,4}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"
)
_EMAIL_SPELLED = re.compile(
    rf"(?<![\w.+-])[\w+-]{{1,40}}(?:(?:{_SPELLED_DOT}|\.)[\w+-]{{1,40}}){{0,2}}"
    rf"(?:{_SURE_AT}[\w-]{{2,40}}{_ANY_DOT}|\s(?:at|arroba)\s[\w-]{{2,40}}{_SPELLED_DOT}){_TOP}|"
    rf"(?<![\w.+-])[\w+-]{{1,40}}(?:\.[\w+-]{{1,40}}){{0,2}}"
    rf"(?:{_SURE_AT}|\s(?:at|arroba)\s){_BOX}\b(?:{_ANY_DOT}{_TOP})?|"
    rf"(?<![\w.+-])(?-i:[a-z0-9_.+-]{{2,40}}AT[a-z0-9-]{{2,40}}DOT[a-z]{{2,6}})\b",
    re.IGNORECASE,
)
_AT = re.compile("@")
_AT_SPELLED = re.compile(
    r"@|arroba|[\s\[({<]at[\s\])}>]|(?-i:[a-z0-9_.+-]AT[a-z0-9-])", re.IGNORECASE
)
_SHARED_BOX = re.compile(
    r"^(?:info|contact\w{0,3}|office|hello|hi|hola|media|press|prensa|news|jobs|careers|empleos?|"
    r"trabajo|recruit\w{0,4}|talent|support|help|ayuda|team|admin\w{0,9}|billing|facturacion|"
    r"volunteer\w{0,4}|voluntari\w{0,4}|events?|eventos|donate|donations?|giving|foundation|"
    r"fundacion|marketing|hr|rh|care|front\.?desk|reception|appointments?|citas|schedul\w{0,4}|"
    r"privacy|privacidad|compliance|security|seguridad|records?|expedientes|concerns?|quejas|"
    r"feedback|patient\w{0,20}|atencion\w{0,12}|servicio\w{0,12}|customer\w{0,9}|members?|"
    r"memberservices|quality|calidad|safety|ethics|legal|it|web\w{0,6}|abuse|postmaster|community|"
    r"comunidad|outreach|education|classes|clases|camp|research|studies|warranty|orders?|shop|"
    r"tickets?|golf|gala|run|5k|tarifas|director\w{0,3}|manager|general|mail|inbox|desk|clinic\w{0,2}|"
    r"pharmacy|farmacia|lab|nurse\w{0,4}|triage|referrals?|intake|admissions?|no-?reply)@",
    re.IGNORECASE,
)


def _phones(reading: Reading) -> Iterable[Hit]:
    for phone in phones(reading):
        if not phone.fax:
            yield _reached(reading, phone)


def _faxes(reading: Reading) -> Iterable[Hit]:
    if "fax" not in reading.folded:
        return
    for phone in phones(reading):
        if phone.fax:
            yield _reached(reading, phone)


def _reached(reading: Reading, phone: Phone) -> Hit:
    """Nobody has a toll-free number at home: what an organization gives out is a question."""
    if phone.toll_free and reading.kind != "inbound":
        return Hit(phone.start, phone.end, Severity.INFO)
    severity = decision.personal(reading, phone.start, phone.end)
    return Hit(phone.start, phone.end, severity)


def _emails(reading: Reading) -> Iterable[Hit]:
    domains = tuple(d.casefold() for d in reading.directory.domains)
    for pattern, needed in ((_EMAIL, _AT), (_EMAIL_SPELLED, _AT_SPELLED)):
        if not needed.search(reading.text):
            continue
        for match in pattern.finditer(reading.text):
            value = match.group().casefold()
            if any(value.endswith(("@" + d, "." + d)) for d in domains):
                continue
            box = _SHARED_BOX.match(value) and reading.kind != "inbound"
            yield Hit(*match.span(), Severity.INFO if box else Severity.BLOCK)


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
            "we tried 555-0138 three times",
            "mi cel 664 555 01 23",
            "wsp 55 1234 5678",
            "(787)555-0123 es mi mamá",
            "971 . 555 . 0111",
            "971*555*0111 anytime",
            "text me 9715550111",
            "your number on file ends in 0148",
            "she is at the 0162 number",
            "reach me: 011 52 664 555 0123",
            "nueve siete uno 555 cero uno dos tres",
            "971-five5five-O111",
        ),
        ignores=(
            "Our fiscal year 2025-2026.",
            "Route 555 runs 10 20 30 minutes.",
            "It cost $555-1200 last year.",
            "From 9:00 to 12:00, 11/22/2026.",
            "Call us 24/7, 365 days.",
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
        catches=(
            "Her doctor's fax is 971-555-0144.",
            "I need my xrays faxed to 555-0183",
            "al fax de tu jefa 555-0137",
            "971-555-0144 (fax)",
        ),
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
            "anat88 at gmail",
            "ana.tores(@)yahoo.com",
            "ana arroba hotmail punto com",
            "anatATexampleDOTcom",
        ),
        ignores=("Meet us at noon. Dot your i's.", "Follow us @ the fair", "stop hollering at me"),
    ),
)
