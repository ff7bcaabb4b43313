"""Validators of numbers that carry their own check."""

from __future__ import annotations

import re

_VIN_VALUES = {
    **{str(n): n for n in range(10)},
    **dict(
        zip(
            "ABCDEFGHJKLMNPRSTUVWXYZ",
            [*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)],
            strict=True,
        )
    ),
}
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def digits(value: str) -> str:
    """Only the digits of a value."""
    return re.sub(r"\D", "", value)


def luhn(value: str) -> bool:
    """Luhn's check, as on payment cards (13 to 19 digits, not all the same)."""
    number = digits(value)
    if not 13 <= len(number) <= 19 or len(set(number)) == 1:
        return False
    total = 0
    for index, digit in enumerate(reversed(number)):
        doubled = int(digit) * (1 + index % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def ssn(value: str) -> bool:
    """A number the Social Security Administration can have given out."""
    number = digits(value)
    if len(number) != 9:
        return False
    area, group, serial = number[:3], number[3:5], number[5:]
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def vin(value: str) -> bool:
    """A vehicle identification number with its check digit (49 CFR 565.15)."""
    number = value.upper()
    if len(number) != 17 or any(c not in _VIN_VALUES for c in number):
        return False
    total = sum(_VIN_VALUES[c] * w for c, w in zip(number, _VIN_WEIGHTS, strict=True))
    return number[8] == "0123456789X"[total % 11]


def ipv4(value: str) -> bool:
    """Four octets, none over 255."""
    parts = value.split(".")
    return len(parts) == 4 and all(part.isdigit() and int(part) <= 255 for part in parts)
