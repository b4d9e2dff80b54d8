"""What may end a process is tried in a share of a worker's time, where time bounds it."""

import time

import pytest

from fuzz.campaign.context import Backlog
from fuzz.campaign.peril import FIRST, SHARE, may_dare


@pytest.mark.parametrize(
    ("age", "daring", "may"),
    [
        (FIRST / SHARE - 5, 0.0, False),
        (FIRST / SHARE + 5, 0.0, True),
        (600.0, 600.0 * SHARE + 1, False),
        (600.0, 600.0 * SHARE - 1, True),
    ],
)
def test_the_first_waits_until_there_is_room(age: float, daring: float, may: bool) -> None:
    assert may_dare(Backlog(daring=daring, began=time.monotonic() - age)) is may


def test_where_cases_are_counted_each_is_tried() -> None:
    assert may_dare(None)
