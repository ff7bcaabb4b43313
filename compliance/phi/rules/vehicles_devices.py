"""(L) vehicles and (M) devices."""

from __future__ import annotations

import re

from compliance.phi import checksums
from compliance.phi.base import Rule, Severity
from compliance.phi.identifier import cued, not_year

_VIN = re.compile(r"(?<![\w-])[A-HJ-NPR-Z0-9]{17}(?![\w-])", re.IGNORECASE)
_PLATE = re.compile(
    r"\b(?i:plates?|tags?|license plate|placas?)(?i:\s(?:number|no\.?|is|reads?))?[\s:#]{1,3}"
    r"(?P<v>(?=[A-Z0-9 -]{0,8}\d)[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,4})\b"
)
_MAC = re.compile(r"(?<![\w:-])[0-9A-F]{2}(?:[:-][0-9A-F]{2}){5}(?![\w:-])", re.IGNORECASE)
_UDI = re.compile(r"\(01\)\d{14}(?:\(\d\d\)[\w-]{1,20}){0,4}")

RULES: tuple[Rule, ...] = (
    Rule(
        code="vehicles.vin",
        identifier="L",
        category="vehicle_id",
        severity=Severity.BLOCK,
        says="This is a vehicle's identification number, and a vehicle has an owner. Leave it out.",
        pattern=_VIN,
        check=checksums.vin,
        catches=("VIN 1M8GDM9AXKP042788 was in the crash",),
        ignores=("VIN 1M8GDM9A1KP042788",),
    ),
    Rule(
        code="vehicles.plate",
        identifier="L",
        category="vehicle_id",
        severity=Severity.BLOCK,
        says="A number plate leads to the owner. Leave it out.",
        pattern=_PLATE,
        catches=("Whoever drives the blue Civic, plate ZXT 418, please come.",),
        ignores=("Fill half your plate with greens.", "Plate 4 is for dessert."),
    ),
    Rule(
        code="devices.serial",
        identifier="M",
        category="device_id",
        severity=Severity.BLOCK,
        says="The serial number of a device leads to the person it is for. Leave it out.",
        pattern=cued(
            r"serial|s/n|sn|imei|udi|device\s(?:id|no\.?|number|#)|pacemaker|implant|"
            r"lot\s(?:no\.?|number|#)|"
            r"numero\sde\sserie"
        ),
        check=not_year,
        catches=("Defibrillator serial AX19-003381 saved a life.", "S/N: 44-90812-B"),
        ignores=("A serial on our radio in 2026.",),
    ),
    Rule(
        code="devices.mac",
        identifier="M",
        category="device_id",
        severity=Severity.BLOCK,
        says="This is the address of one device. Leave it out.",
        pattern=_MAC,
        catches=("glucose meter 00:1B:44:11:3A:B7 paired",),
        ignores=("Open 10:00-12:00",),
    ),
    Rule(
        code="devices.udi",
        identifier="M",
        category="device_id",
        severity=Severity.BLOCK,
        says="This is the identifier of one device. Leave it out.",
        pattern=_UDI,
        catches=("label (01)00844588003288(21)A12345",),
        ignores=("Call (01) and ask.",),
    ),
)
