"""What a page says of a delivery whose end has come."""

import pytest

from content.models import Delivery
from content.page import sendings


def delivery(pk: int, kind: str, state: str = "confirmed", target: int = 1) -> Delivery:
    return Delivery(pk=pk, kind=kind, state=state, target_id=target)


@pytest.mark.parametrize(
    ("later", "gone"),
    [
        (delivery(2, "takedown"), True),
        (delivery(2, "takedown", "sent"), True),
        (delivery(2, "takedown", "pending"), False),
        (delivery(2, "takedown", "unknown"), False),
        (delivery(2, "takedown", target=2), False),
        (delivery(2, "publish"), False),
    ],
)
def test_only_a_finished_takedown_of_the_same_channel_ends_what_is_out(
    later: Delivery, gone: bool
) -> None:
    assert sendings.came_down(delivery(1, "publish"), [later]) is gone


def test_what_goes_out_again_after_a_takedown_is_out() -> None:
    assert not sendings.came_down(delivery(3, "publish"), [delivery(2, "takedown")])
