"""Wall times in a zone whose clocks jump, and one whose clocks do not."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from content.times import (
    FIRST,
    SECOND,
    SkippedTime,
    TwiceTime,
    instant,
    wall_of,
    zone_name,
)

NEW_YORK = "America/New_York"


def test_an_ordinary_time_is_that_of_the_wall() -> None:
    at = instant(datetime(2026, 5, 12, 14, 0), NEW_YORK)  # noqa: DTZ001
    assert at == datetime(2026, 5, 12, 18, 0, tzinfo=UTC)


def test_a_time_the_clock_jumps_over_is_refused_in_words() -> None:
    with pytest.raises(SkippedTime, match=r"There is no 2:30 am on that day"):
        instant(datetime(2026, 3, 8, 2, 30), NEW_YORK)  # noqa: DTZ001


def test_the_edges_of_the_gap_are_times() -> None:
    assert instant(datetime(2026, 3, 8, 1, 59), NEW_YORK).hour == 6  # noqa: DTZ001
    assert instant(datetime(2026, 3, 8, 3, 0), NEW_YORK).hour == 7  # noqa: DTZ001


def test_a_time_that_comes_twice_is_asked_about() -> None:
    wall = datetime(2026, 11, 1, 1, 30)  # noqa: DTZ001
    with pytest.raises(TwiceTime, match="comes twice") as asked:
        instant(wall, NEW_YORK)
    assert asked.value.choices == [
        ("first", "The first 1:30 am, EDT"),
        ("second", "The second 1:30 am, EST"),
    ]
    assert instant(wall, NEW_YORK, FIRST) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert instant(wall, NEW_YORK, SECOND) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_an_unknown_answer_is_asked_again() -> None:
    with pytest.raises(TwiceTime):
        instant(datetime(2026, 11, 1, 1, 30), NEW_YORK, "third")  # noqa: DTZ001


def test_there_and_back_again() -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    draw = random.Random(seed)
    for _ in range(300):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw.randrange(525_600))
        try:
            back = instant(wall_of(at, NEW_YORK), NEW_YORK)
        except TwiceTime:
            continue
        assert back == at


def test_a_zone_without_letters_is_named_by_its_distance() -> None:
    at = datetime(2026, 5, 12, tzinfo=UTC)
    assert zone_name(at, NEW_YORK) == "EDT"
    assert zone_name(at, "America/Sao_Paulo") == "UTC-03"
