from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Engine
from django.utils import timezone, translation

from accounts.templatetags.display import initials, moment, percent


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dana Osei", "DO"),
        ("Dr. Imani Cole", "IC"),
        ("Dr Imani Cole", "IC"),
        ("Ana", "A"),
        ("Rosa de la Torre", "RT"),
        ("élodie martin", "ÉM"),
        ("Kim (she) Park", "KP"),
        ("Dr.", "D"),
        ("", "?"),
        ("   ", "?"),
        (None, "?"),
    ],
)
def test_initials(name: str | None, expected: str) -> None:
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("America/New_York", "12 May 2026, 2:05 pm EDT"),
        ("UTC", "12 May 2026, 6:05 pm UTC"),
        ("Asia/Kathmandu", "12 May 2026, 11:50 pm UTC+0545"),
    ],
)
def test_moment_is_in_the_active_zone_and_names_it(zone: str, expected: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        assert moment(datetime(2026, 5, 12, 18, 5, tzinfo=UTC)) == expected


@pytest.mark.parametrize(("hour", "expected"), [(0, "12:00 am"), (12, "12:00 pm"), (9, "9:00 am")])
def test_moment_around_noon_and_midnight(hour: int, expected: str) -> None:
    with timezone.override(UTC):
        assert f", {expected} UTC" in moment(datetime(2026, 5, 12, hour, tzinfo=UTC))


def test_moment_of_nothing_is_nothing() -> None:
    assert moment(None) == ""


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0, "0.00%"), (0.545, "54.50%"), (1, "100.00%"), (Decimal("0.00005"), "0.01%")],
)
def test_percent(share: float | Decimal, expected: str) -> None:
    assert percent(share) == expected


def test_percent_keeps_its_point_in_every_language() -> None:
    engine = Engine(libraries={"display": "accounts.templatetags.display"})
    page = engine.from_string("{% load display %}{{ x|percent }}")
    with translation.override("es"):
        assert page.render(Context({"x": 0.545})) == "54.50%"
