"""(H) medical record numbers and (I) health plan numbers."""

from __future__ import annotations

import re

from compliance.phi.base import Rule, Severity
from compliance.phi.identifier import SPACED, cued, not_year

_MRN = cued(
    r"mrn|m\.r\.n\.|med(?:ical)?\.?\srec(?:ord)?s?|record\s(?:no\.?|number|#)|patient\s(?:id|"
    r"no\.?|number|#)|"
    r"case\s?(?:no\.?|number|#)?|encounter|accession|specimen|visit\s(?:id|no\.?|number|#)|"
    r"chart|csn|"
    r"expediente|historia\sclinica|numero\sde\spaciente"
)
_PLAN = cued(
    r"member\s?(?:id|no\.?|number|#)|medicaid|medicare|beneficiary|subscriber|insurance|policy|"
    r"group\s(?:id|no\.?|number|#)|plan\s(?:id|no\.?|number|#)|hicn|mbi|medi-cal|poliza|"
    r"seguro\smedico|"
    r"afiliad[oa]"
)
_MBI = re.compile(
    r"(?<![\w-])[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d-?"
    r"[AC-HJKMNP-RT-Y]{2}\d\d(?![\w-])"
)


def _record(value: str) -> bool:
    digits = sum(c.isdigit() for c in value)
    return not_year(value) and (digits >= 4 or (digits >= 3 and not value.isdigit()))


RULES: tuple[Rule, ...] = (
    Rule(
        code="medical.mrn",
        identifier="H",
        category="mrn",
        severity=Severity.BLOCK,
        says="This looks like the number of a patient's record. It must not leave in any text.",
        pattern=_MRN,
        check=_record,
        catches=(
            "Chart MR-662014 is what a textbook case looks like.",
            "MRN: 00482913",
            "The bill for case LVH-SURG-88213 was forgiven.",
            "patient number 448-219",
        ),
        ignores=(
            "In case 2026 is busy, book early.",
            "Chart 12 shows the trend.",
            "In any case, call us.",
        ),
    ),
    Rule(
        code="medical.plan",
        identifier="I",
        category="health_plan_id",
        severity=Severity.BLOCK,
        says="This looks like somebody's number with a health plan. It must not leave in any text.",
        pattern=_PLAN,
        check=_record,
        catches=("Her Medicaid ID MD90114427K went through.", "Member ID: XJH-4471-9920"),
        ignores=("Medicare 2026 open enrollment starts now.", "Never send your insurance number."),
    ),
    Rule(
        code="medical.mbi",
        identifier="I",
        category="health_plan_id",
        severity=Severity.BLOCK,
        says="This has the form of a Medicare number. It must not leave in any text.",
        pattern=_MBI,
        catches=("1EG4-TE5-MK73 is on the card",),
        ignores=("Form LV-1120-AB",),
    ),
    Rule(
        code="medical.plan_spaced",
        identifier="I",
        category="health_plan_id",
        severity=Severity.BLOCK,
        says="This looks like somebody's number with a health plan. It must not leave in any text.",
        pattern=cued(
            r"member\s?(?:id|number|#)|medicaid\s?(?:id|number|#)|policy\s(?:number|#)", SPACED
        ),
        check=lambda value: sum(c.isdigit() for c in value) >= 6,
        catches=("member id 4471 9920 01",),
        ignores=("member id cards arrive in May",),
    ),
)
