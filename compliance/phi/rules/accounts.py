"""(J) account and card numbers, (K) certificate and licence numbers."""

from __future__ import annotations

import re

from compliance.phi import checksums
from compliance.phi.base import Rule, Severity
from compliance.phi.identifier import numbered

_CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")

RULES: tuple[Rule, ...] = (
    Rule(
        code="accounts.number",
        identifier="J",
        category="account_number",
        severity=Severity.BLOCK,
        says="This looks like the number of somebody's account or bill. Leave it out.",
        search=numbered("account_number"),
        catches=(
            "Acct #77-30419 paid in full.",
            "invoice INV-20931",
            "cuenta 4471-22",
            "it's on the Visa ending in 4471",
            "la tarjeta termina en 7719",
        ),
        ignores=(
            "On account of snow we close at 4.",
            "Our account 2026 in numbers.",
            "The bill is $4471 and insurance paid 80%.",
        ),
    ),
    Rule(
        code="accounts.card",
        identifier="J",
        category="account_number",
        severity=Severity.BLOCK,
        says="This is a valid payment card number. It must not leave in any text.",
        pattern=_CARD,
        check=checksums.luhn,
        catches=("my card is 4111 1111 1111 1111",),
        ignores=("4111 1111 1111 1112",),
    ),
    Rule(
        code="accounts.iban",
        identifier="J",
        category="account_number",
        severity=Severity.BLOCK,
        says="This has the form of a bank account number. Leave it out.",
        pattern=_IBAN,
        check=lambda value: sum(c.isdigit() for c in value) >= 10,
        catches=("ES91 2100 0418 4502 0005 1332",),
        ignores=("AB12 is our parking deck",),
    ),
    Rule(
        code="accounts.license",
        identifier="K",
        category="license_number",
        severity=Severity.BLOCK,
        says="This looks like the number of a licence or passport. Leave it out.",
        search=numbered("license_number"),
        catches=(
            "A patient left an Oregon license B8842017 at the lab.",
            "passport no. X1234567",
            "drivers lic OY-3308-4417-Q",
            "mi pasaporte es G12345678",
            "CDL W552-0417-8830",
        ),
        ignores=("Our license 2026 renewal is complete.", "She earned her license in 2019."),
    ),
)
