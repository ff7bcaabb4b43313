"""(H) medical record numbers and (I) health plan numbers."""

from __future__ import annotations

import re

from compliance.phi.base import Rule, Severity
from compliance.phi.identifier import numbered

_MBI = re.compile(
    r"(?<![\w-])[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[- ]?[AC-HJKMNP-RT-Y]"
    r"[0-9AC-HJKMNP-RT-Y]\d[- ]?[AC-HJKMNP-RT-Y]{2}\d\d(?![\w-])",
    re.IGNORECASE,
)

RULES: tuple[Rule, ...] = (
    Rule(
        code="medical.mrn",
        identifier="H",
        category="mrn",
        severity=Severity.BLOCK,
        says="This looks like the number of a patient's record. It must not leave in any text.",
        search=numbered("mrn"),
        catches=(
            "Chart MR-662014 is what a textbook case looks like.",
            "MRN: 00482913",
            "mrn is 0044871 i think",
            "The bill for case LVH-SURG-88213 was forgiven.",
            "patient number 448-219",
            "mi número de expediente es CP-008813",
            "med rec # MR 118820",
        ),
        ignores=(
            "In case 2026 is busy, book early.",
            "Chart 12 shows the trend.",
            "In any case, call us.",
            "Patient no. 1 in our hearts.",
        ),
    ),
    Rule(
        code="medical.plan",
        identifier="I",
        category="health_plan_id",
        severity=Severity.BLOCK,
        says="This looks like somebody's number with a health plan. It must not leave in any text.",
        search=numbered("health_plan_id"),
        catches=(
            "Her Medicaid ID MD90114427K went through.",
            "Member ID: XJH-4471-9920",
            "member id 4471 9920 01",
            "my insurance is thru work, id PRX8830127",
            "mi póliza es la 88-201934",
            "the plan says ID ending in 4408",
        ),
        ignores=(
            "Medicare 2026 open enrollment starts now.",
            "Never send your insurance number.",
            "member id cards arrive in May",
            "Our plan serves 12000 families.",
        ),
    ),
    Rule(
        code="medical.mbi",
        identifier="I",
        category="health_plan_id",
        severity=Severity.BLOCK,
        says="This has the form of a Medicare number. It must not leave in any text.",
        pattern=_MBI,
        catches=("1EG4-TE5-MK73 is on the card", "1eg4 te5 mk73"),
        ignores=("Form LV-1120-AB",),
    ),
)
