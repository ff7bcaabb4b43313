"""(L) vehicles and (M) devices."""

from __future__ import annotations

import re

from compliance.phi import checksums
from compliance.phi.base import Rule, Severity
from compliance.phi.identifier import numbered

_VIN = re.compile(r"(?<![\w-])[A-HJ-NPR-Z0-9]{17}(?![\w-])", re.IGNORECASE)
_VANITY = re.compile(
    r"\b(?i:plates?|tag|placas?)(?i:\s(?:number|no\.?|is|says?|reads?|dice|que\sdice|es)){0,2}"
    r"[\s:#\"']{1,3}(?P<v>(?=[0-9 ]{0,4}[A-Z])[A-Z0-9][A-Z0-9 ]{2,8}[A-Z0-9])\b(?![a-z])"
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
        search=numbered("vehicle_id"),
        pattern=_VANITY,
        check=lambda value: value not in ("ONLY", "LUNCH", "DINNER"),
        catches=(
            "Whoever drives the blue Civic, plate ZXT 418, please come.",
            "Her truck plate says NUKNEEZ.",
            "plate number is KLM 4471 and he left",
            "placas 7C-41882",
            "slammed it in my Civic (8KPX552 lol)",
            "the van's VIN ends 7TX41902",
        ),
        ignores=(
            "Fill half your plate with greens.",
            "Plate 4 is for dessert.",
            "Tag us with #FunRun2026.",
        ),
    ),
    Rule(
        code="devices.serial",
        identifier="M",
        category="device_id",
        severity=Severity.BLOCK,
        says="The serial number of a device leads to the person it is for. Leave it out.",
        search=numbered("device_id"),
        catches=(
            "Defibrillator serial AX19-003381 saved a life.",
            "S/N: 44-90812-B",
            "Serial on the implant card is PLX-88-20417-C.",
            "serie GLX-55120-7",
            "oxygen machine, serial OXC 40-11873",
        ),
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
