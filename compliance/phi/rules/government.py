"""(G) Social Security and like numbers."""

from __future__ import annotations

import re

from compliance.phi import checksums
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.identifier import numbered
from compliance.phi.reading import Reading

_SEPARATED = re.compile(r"(?<![\w-])\d{3}(?P<s>[-. ]|\s-\s)\d{2}(?P=s)\d{4}(?![\w-])")
_MASKED = re.compile(
    r"(?<![\w*#])[xX*#•]{3}[- .]?[xX*#•]{2}[- .]?(?P<v>\d{4})(?![\w-])|"
    r"(?<![\w-])(?P<w>\d{3}[- .]?\d{2}[- .]?[xX*#•]{4})(?![\w-])"
)
_LAST_FOUR = re.compile(
    r"\b(?:last\s?(?:four|4)|ultimos\s(?:cuatro|4))(?:\s(?:digits|digitos|numbers|numeros))?"
    r"(?:\s(?:of|on|de|del)(?:\s(?:my|her|his|their|the|your|mi|su|el))?\s(?:ssn|ss|social|seguro)"
    r"(?:\s(?:security|social))?)?"
    r"[\s:=]{1,3}(?:(?:is|are|was|were|son|es|of)\s)?(?P<v>(?!20[0-4]\d)\d{4})\b",
    re.IGNORECASE,
)
_CURP = re.compile(r"(?<!\w)[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d(?!\w)", re.IGNORECASE)
_RFC = re.compile(r"(?<!\w)[A-ZÑ&]{4}[- ]?\d{2}[01]\d[0-3]\d[- ]?[A-Z0-9]{2}[A0-9](?!\w)")


def _given_out(value: str) -> bool:
    """Also what no office gives out but somebody types: a 9 in front is a taxpayer's number."""
    number = checksums.digits(value)
    return checksums.ssn(value) or (number.startswith("9") and not number.endswith("0000"))


def _of_a_person(reading: Reading, start: int, end: int) -> Severity | None:
    """Last four digits of a card are an account's, and are told by it."""
    before = reading.text[max(0, start - 40) : start].casefold()
    return None if "card" in before or "phone" in before else Severity.BLOCK


RULES: tuple[Rule, ...] = (
    Rule(
        code="government.ssn",
        identifier="G",
        category="ssn",
        severity=Severity.BLOCK,
        says="This looks like a Social Security number. It must not leave in any text.",
        pattern=_SEPARATED,
        check=_given_out,
        catches=("ss# 514-22-6670 can u check", "514 22 6670", "i typed 900-55-0123 already"),
        ignores=("Never post your SSN.", "000-12-3456", "Part 12-34-5678"),
    ),
    Rule(
        code="government.ssn_cued",
        identifier="G",
        category="ssn",
        severity=Severity.BLOCK,
        says="This looks like a Social Security number. It must not leave in any text.",
        search=numbered("ssn"),
        catches=(
            "my social is 514226670",
            "SSN: 914226670",
            "mi seguro social termina en 4471",
            "my social security number's 514 226 670",
        ),
        ignores=("Social Security turned 90 in 2025.", "our social 2026 calendar"),
    ),
    Rule(
        code="government.ssn_masked",
        identifier="G",
        category="ssn",
        severity=Severity.BLOCK,
        says="Part of a Social Security number still belongs to one person. Leave it out.",
        search=lambda reading: (
            Hit(*m.span(m.lastgroup or 0)) for m in _MASKED.finditer(reading.text)
        ),
        catches=("on file as xxx-xx-6670", "***-**-6670", "514-22-XXXX"),
        ignores=("XXX-XX-XXXX", "call (XXX) XXX-0100"),
    ),
    Rule(
        code="government.ssn_last_four",
        identifier="G",
        category="ssn",
        severity=Severity.BLOCK,
        says="The last four digits of a number still belong to one person. Leave them out.",
        pattern=_LAST_FOUR,
        decide=_of_a_person,
        catches=(
            "last 4: 6670",
            "mi seguro, los últimos 4 son 6670",
        ),
        ignores=("The last four games were close.", "in the last 4 2026 will be the best"),
    ),
    Rule(
        code="government.national",
        identifier="G",
        category="ssn",
        severity=Severity.BLOCK,
        says="This has the form of a national or tax number of one person. Leave it out.",
        pattern=re.compile(rf"{_CURP.pattern}|{_RFC.pattern}", re.IGNORECASE),
        catches=("mi CURP es PELJ850312HDFRRN09", "RFC PELJ850312AB1"),
        ignores=("Form LV-1120-AB",),
    ),
)
