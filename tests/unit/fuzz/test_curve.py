"""When things happened, as a row of characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.report.curve import BARS, curve


@pytest.mark.parametrize(
    ("times", "span", "row"),
    [
        ([], 0.0, "    "),
        ([], 10.0, "    "),
        ([0.0], 0.0, "@   "),
        ([0.0], 10.0, "@   "),
        ([10.0], 10.0, "   @"),
        ([99.0], 10.0, "   @"),
        ([1, 3, 6, 9], 10.0, "@@@@"),
        ([1, 1, 1, 9], 10.0, "@  -"),
        ([1] * 9 + [9], 10.0, "@  ."),
    ],
)
def test_curve(times: list[float], span: float, row: str) -> None:
    assert curve(times, span, width=4) == row


@given(st.lists(st.floats(0, 100)), st.floats(0, 100), st.integers(1, 80))
def test_a_curve_is_as_wide_as_it_is_to_be(times: list[float], span: float, width: int) -> None:
    row = curve(times, span, width)
    assert len(row) == width
    assert set(row) <= set(BARS)
    assert bool(times) == (BARS[-1] in row)
