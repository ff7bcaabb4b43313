"""Numbers that carry their own check."""

import pytest

from compliance.phi import checksums


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (checksums.luhn, "4111 1111 1111 1111", "4111 1111 1111 1112"),
        (checksums.luhn, "5500-0000-0000-0004", "0000 0000 0000 0000"),
        (checksums.ssn, "514-22-6670", "666-22-6670"),
        (checksums.ssn, "001-01-0001", "514-00-6670"),
        (checksums.vin, "1M8GDM9AXKP042788", "1M8GDM9A1KP042788"),
        (checksums.ipv4, "10.20.133.7", "10.20.133.700"),
    ],
)
def test_checks(check, good: str, bad: str) -> None:
    assert check(good)
    assert not check(bad)
