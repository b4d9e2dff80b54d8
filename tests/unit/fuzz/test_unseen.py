"""What is still to be found, on numbers that can be reckoned by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.campaign.unseen import ENOUGH, Unseen, estimate


def times(*counts: int) -> dict[str, int]:
    """Failures, of each how often it came up."""
    return {f"failure {number}": count for number, count in enumerate(counts)}


@pytest.mark.parametrize(
    ("counts", "cases", "failures", "per_case"),
    [
        ((), 5000, 0.0, 0.0),
        ((1,), 5000, 0.0, 0.0002),
        ((1, 1, 1), 5000, 3.0, 0.0006),
        ((1, 1, 1, 2), 5000, 1.5, 0.0006),
        ((1, 1, 1, 1, 2, 2, 3, 40), 10000, 2.0, 0.0004),
        ((2, 2, 9), 10000, 0.0, 0.0),
    ],
)
def test_known_numbers(counts: tuple[int, ...], cases: int, failures: float, per_case: float) -> None:
    assert estimate(times(*counts), cases) == Unseen(failures=failures, per_case=per_case)


@given(st.lists(st.integers(3, 99)), st.lists(st.integers(1, 2)))
def test_what_came_up_three_times_tells_nothing_of_the_unseen(often: list[int], rare: list[int]) -> None:
    assert estimate(times(*often, *rare), ENOUGH) == estimate(times(*rare), ENOUGH)


def test_a_few_cases_tell_nothing() -> None:
    assert estimate(times(1, 1, 2), ENOUGH - 1) is None
