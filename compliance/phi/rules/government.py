"""(G) Social Security and like numbers."""

from __future__ import annotations

import re

from compliance.phi import checksums
from compliance.phi.base import Rule, Severity
from compliance.phi.identifier import GLUE

_SEPARATED = re.compile(r"(?<![\w-])\d{3}(?P<s>[-. ])\d{2}(?P=s)\d{4}(?![\w-])")
_CUED = re.compile(
    rf"(?<!\w)(?:ssn|ss\s?#|ss\b|social(?:\ssecurity)?|soc\ssec|itin|seguro\ssocial)(?!\w){GLUE}"
    r"(?P<v>(?:\d[- .]{0,2}){8}\d)(?!\d)",
    re.IGNORECASE,
)
_LAST_FOUR = re.compile(
    r"\blast\s(?:four|4)(?:\sdigits)?(?:\sof\s(?:my|her|his|the|your)\s(?:ssn|social))?"
    r"[\s:]{1,3}(?:(?:is|are|was)\s)?(?P<v>\d{4})\b",
    re.IGNORECASE,
)

RULES: tuple[Rule, ...] = (
    Rule(
        code="government.ssn",
        identifier="G",
        category="ssn",
        severity=Severity.BLOCK,
        says="This looks like a Social Security number. It must not leave in any text.",
        pattern=_SEPARATED,
        check=checksums.ssn,
        catches=("ss# 514-22-6670 can u check", "514 22 6670"),
        ignores=("Never post your SSN.", "000-12-3456", "Part 12-34-5678"),
    ),
    Rule(
        code="government.ssn_cued",
        identifier="G",
        category="ssn",
        severity=Severity.BLOCK,
        says="This looks like a Social Security number. It must not leave in any text.",
        pattern=_CUED,
        catches=("my social is 514226670", "SSN: 914-22-6670"),
        ignores=("Social Security turned 90 in 2025.",),
    ),
    Rule(
        code="government.ssn_last_four",
        identifier="G",
        category="ssn",
        severity=Severity.BLOCK,
        says="The last four digits of a number still belong to one person. Leave them out.",
        pattern=_LAST_FOUR,
        catches=("last four of my social is 6670",),
        ignores=("The last four games were close.",),
    ),
)
