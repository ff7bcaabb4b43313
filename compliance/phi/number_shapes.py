"""What the numbers of people look like, and what only looks like them."""

from __future__ import annotations

import re

from compliance.phi import checksums

DIGITS = re.compile(r"\d+")
CODE = re.compile(r"(?<![\w@./&?=%+-])[A-Za-z_/-]{0,20}\d[\w/-]{0,40}(?![\w@%])")
_PART = re.compile(r"[A-Za-z0-9]+")
_UNIT = re.compile(
    r"\d{1,6}(?:st|nd|rd|th|s|am|pm|a|p|h|mg|ml|mcg|kg|lbs?|oz|k|m|g|mm|cm|ft|in|hrs?|mins?|min|"
    r"days?|yo|y|yrs?|x|iu|cal|kcal|hz|gb|mb|mph|km|mi|w|v|d|wks?|mo|er|ra|da|to|va|anos?|sqft|p)?",
    re.IGNORECASE,
)
ORDINARY = re.compile(
    r"(?:covid|sars|icd|cpt|hcpcs|iso|hr|hb|sb|ab|pl|cfr|usc|img|dsc|mov|pxl|hwy|route|rte|sr|us|"
    r"i|fm|am|apt|mile|gate|form|psalm|channel|ch|tel|level|phase|stage|world|title|area|top)"
    r"[-_/ ]?\d.{0,12}|[A-Za-z]{2,16}[-_]?(?:19|20)\d\d|\d{3,4}-?[A-Za-z]{1,2}|"
    r"(?:19|20)\d\d[-/](?:19|20)?\d\d",
    re.IGNORECASE,
)
DATE_LIKE = re.compile(
    r"\d{1,2}[-/.]\d{1,2}(?:[-/.](?:\d\d|\d{4}))?|(?:19|20)\d\d[-/.][01]?\d(?:[-/.][0-3]?\d)?"
)
DRAWN = re.compile(
    r"\b(?:raffle\w{0,3}|rifa\w{0,2}|winner|winning|won(?!')|prizes?|basket|stub|boletos?|coupon|promo\w{0,6}|"
    r"discount|checkout|sorteo|ganador\w{0,2}|episode|version|ordinance|statute|phone\sbooth)\b",
    re.IGNORECASE,
)
_PREFIXES = {
    "mrn": ("MRN", "MR", "PT", "EXP"),
    "health_plan_id": ("MCD", "MCR", "MBR", "MEM", "HPX", "GRP", "PLN", "BCBS", "SUB", "RXM"),
    "account_number": ("ACCT", "INV", "AC", "CLM", "BILL"),
    "license_number": ("LIC", "DL", "CDL", "RN", "DEA"),
    "device_id": ("SN", "UDI", "LOT"),
}
CAR = re.compile(
    r"\b(?:cars?|trucks?|vans?|pickup|suv|sedan|jeep|civic|camry|corolla|accord|silverado|f-?150|"
    r"honda|toyota|ford|chevy|nissan|buick|dodge|ram|kia|hyundai|subaru|tesla|towed|parked|parking|"
    r"carro|coche|camioneta|troca|moto(?:rcycle)?|harley|bumper|dmv)\b",
    re.IGNORECASE,
)
COURT = re.compile(
    r"\b(?:court|judge|lawyer|attorney|v\.|vs\.?|board|report(?:ed)?|legal|dui|probation|police|"
    r"compliance|complaint|corte|juez|abogad[oa])(?!\w)|\b(?:19|20)\d\d-[A-Z]{2}-",
    re.IGNORECASE,
)
LOGIN = re.compile(
    r"\b(?:user(?:\s?(?:name|id))?|usuario|log-?in|screen\s?name|gamertag|pass(?:word|code)|"
    r"contrasena)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\s(?:[a-z]{3,20}\s)?[a-z]{3,20}s\b")
YEAR = re.compile(r"(?:19|20)\d\d")
PHONE_SHAPED = re.compile(
    r"(?:1[-. ])?\(?[2-9]\d{2}\)?[-. ]?\d{3}[-. ]\d{4}|\d{3}[-.]\d{4}|1?[2-9]\d{9}"
)
UNIT_WORD = re.compile(
    rf"(?=.*[A-Za-z])(?:{_UNIT.pattern})(?:[-/](?:{_UNIT.pattern}))*", re.IGNORECASE
)


def innocent(value: str) -> bool:
    """A day, a year, an amount with its unit, or a card that has its own rule."""
    return (
        YEAR.fullmatch(value) is not None
        or DATE_LIKE.fullmatch(value) is not None
        or UNIT_WORD.fullmatch(value) is not None
        or checksums.luhn(value)
    )


def is_code(value: str) -> bool:
    """Capitals and digits as no word, amount, date or telephone number mixes them."""
    if sum(c.isdigit() for c in value) < 4 or innocent(value) or _listed(value):
        return False
    if ORDINARY.fullmatch(value) or PHONE_SHAPED.fullmatch(value):
        return False
    letters = [c for c in value if c.isalpha()]
    if not letters:
        return _long(value)
    return all(c.isupper() for c in letters) or (
        any(c.isupper() for c in letters) and sum(c.isdigit() for c in value) >= 5
    )


def _listed(value: str) -> bool:
    """Amounts and words set side by side, as in 10am-2pm."""
    parts = _PART.findall(value)
    return not _long(value) and all(
        _UNIT.fullmatch(p) or (p.isalpha() and len(parts) > 3) for p in parts
    )


def _long(value: str) -> bool:
    """Plain digits that are too many to count anything; round numbers count something."""
    parts = _PART.findall(value)
    number = "".join(parts)
    if not number.isdigit() or number.endswith("000"):
        return False
    if len(parts) == 1:
        return len(number) >= 6
    return len(number) >= 7 and max(map(len, parts)) >= 3 and "-" in value


def prefixed(value: str) -> str | None:
    """The category that the letters in front of a code give it."""
    letters = re.match(r"[A-Za-z]*", value)
    prefix = letters.group().upper() if letters else ""
    return next((category for category, known in _PREFIXES.items() if prefix in known), None)
