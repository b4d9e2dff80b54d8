"""Lengths of time, as people write them."""

import pytest

from fuzz.duration import seconds


@pytest.mark.parametrize(
    ("text", "length"),
    [("90", 90), ("90s", 90), ("1.5m", 90), ("8h", 28_800), (" 5m ", 300), ("0.5s", 0.5)],
)
def test_seconds(text: str, length: float) -> None:
    assert seconds(text) == length


WRONG = ("", "abc", "-5s", "5 m", "5d", "1e3", "1.", ".5", "nan", "inf", "5m30s")
OUT_OF_BOUNDS = ("0", "0s", "0.0h", "366000h", "9" * 400, "9" * 400 + "h")


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a duration; write 90s, 5m or 8h"):
        seconds(text)


@pytest.mark.parametrize("text", OUT_OF_BOUNDS)
def test_none_at_all_and_more_than_a_year(text: str) -> None:
    with pytest.raises(ValueError, match=r"' must be more than 0 and at most a year, such as 90s, 5m"):
        seconds(text)
