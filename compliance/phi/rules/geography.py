"""(B) Places smaller than a state: addresses, towns tied to a person's care, ZIP codes."""

from __future__ import annotations

import re

from compliance.phi import decision
from compliance.phi.base import Rule, Severity
from compliance.phi.reading import Reading

_STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Way|Place|Pl|"
    r"Terrace|Ter|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Loop|Trail|Square|Sq)"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,6}}[A-Z]?\s(?:[NSEW]{{1,2}}\.?\s)?(?:[A-Z0-9][\w'-]{{0,24}}\s){{1,4}}{_STREET}\b\.?"
    r"(?:,?\s(?:Apt|Apartment|Unit|Suite|Ste|#)\.?\s?\w{1,6})?",
)
_ADDRESS_LOWER = re.compile(
    r"(?i:\b(?:lives?|living|home|house|address|moved|vive)\b.{0,30}?)"
    r"(?P<v>\b\d{1,6}\s(?:[a-z]{2,20}\s){1,3}(?:street|st|avenue|ave|road|rd|drive|lane|ln|"
    r"court|way))\b"
)
_CALLE = re.compile(
    r"\b(?:Calle|Avenida|Av\.|Camino|Paseo|Plaza|Colonia)\s(?:[A-Z][\w'-]{1,24}\s?){1,4}"
    r"(?:,?\s?(?:No\.?|num\.?|#)?\s?\d{1,6})"
)
_PO_BOX = re.compile(
    r"\bP\.?\s?O\.?\sBox\s\d{1,8}\b|\bApartado(?:\sPostal)?\s\d{1,8}\b", re.IGNORECASE
)
_ZIP_STATE = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|PR|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])\.?\s(?P<v>\d{5}(?:-\d{4})?)\b"
)
_ZIP_CUE = re.compile(
    r"\b(?:zip(?: code)?|codigo postal|postal code)[: ]{0,3}(?:is |of )?(?P<v>\d{5}(?:-\d{4})?)\b",
    re.IGNORECASE,
)
_ZIP_BARE = re.compile(
    r"(?<![\w$#.,-])(?:(?:from|in|near|de|"
    r"en)\s)(?P<v>\d{5}(?:-\d{4})?)(?![\w%-])(?!\s(?:people|families|"
    r"patients|babies|visits|households|meals|steps|dollars))"
)
_TOWN = re.compile(
    r"\b(?:[Ff]rom|[Ii]n|[Nn]ear|[Oo]f|[Dd]e|[Ee]n|[Oo]utside)\s"
    r"(?P<v>(?:[A-Z][a-z]{2,20}\s){0,2}(?:Springs|Falls|City|Creek|Valley|County|Township|Heights|"
    r"Grove|Hills|Beach|Lake|Harbor|Village|Hollow|Ridge|Parish|[A-Z][a-z]{2,15}(?:ville|ton|burg|"
    r"field|ford|haven|port|dale|wood|mouth|boro|bury)))\b"
)


def _home(reading: Reading, start: int, end: int) -> Severity | None:
    if reading.kind != "draft" or reading.individual_in_sentence(start):
        return Severity.BLOCK
    return Severity.BLOCK if reading.care_in_sentence(start) else Severity.WARN


RULES: tuple[Rule, ...] = (
    Rule(
        code="geography.address",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="This is a street address that is not one of yours. A home address points to one "
        "person; the state is as near as a post may go.",
        pattern=_ADDRESS,
        decide=_home,
        asks="whose",
        catches=(
            "We mailed the card to his home at 905 Thistle Dr, Apt 4.",
            "She lives at 12 N Alder Street.",
        ),
        ignores=("Route 26 is open.", "Our 24 Hour line is 100 Percent free."),
    ),
    Rule(
        code="geography.address_plain",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="This is where somebody lives. Leave the address out.",
        pattern=_ADDRESS_LOWER,
        catches=("he lives at 44 maple grove road",),
        ignores=("walk 30 minutes a day on a quiet road",),
    ),
    Rule(
        code="geography.calle",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="This is a street address that is not one of yours. Leave it out.",
        pattern=_CALLE,
        decide=_home,
        catches=("La paciente vive en Calle Los Olivos 45.",),
        ignores=("La calle principal está cerrada.",),
    ),
    Rule(
        code="geography.po_box",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="A post box belongs to one person or household. Leave it out.",
        pattern=_PO_BOX,
        decide=_home,
        catches=("Send her cards to P.O. Box 1182.",),
        ignores=("The ballot box is in the lobby.",),
    ),
    Rule(
        code="geography.zip",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="A full ZIP code is closer than the law allows for a person. The first three digits, "
        "or the state, are enough.",
        pattern=re.compile(f"{_ZIP_CUE.pattern}", re.IGNORECASE),
        decide=_home,
        catches=("My zip is 97071.",),
        ignores=("Enter your ZIP code to find a clinic.",),
    ),
    Rule(
        code="geography.zip_state",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="A full ZIP code is closer than the law allows for a person. The state is enough.",
        pattern=_ZIP_STATE,
        decide=_home,
        catches=("She moved to Salem, OR 97301.",),
        ignores=("OR nurses work 12 hours.",),
    ),
    Rule(
        code="geography.zip_bare",
        identifier="B",
        category="geographic",
        severity=Severity.WARN,
        says="This looks like a ZIP code beside words about care. The state is enough.",
        pattern=_ZIP_BARE,
        decide=decision.tied_to_care,
        catches=("A boy from 97071 is in our burn unit.",),
        ignores=("We raised $12500 in 12500 steps.",),
    ),
    Rule(
        code="geography.town",
        identifier="B",
        category="geographic",
        severity=Severity.WARN,
        says="A town and one person's care together can point to that person. The state is enough.",
        pattern=_TOWN,
        decide=decision.tied_to_care,
        catches=("A teacher from Lowery Springs survived sepsis.",),
        ignores=("The new clinic in Lowery Springs opens on Monday.",),
    ),
)
