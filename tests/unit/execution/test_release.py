"""A release of torch that was not tried is used all the same, and that is said."""

import warnings

import pytest

from fuzz.execution.release import TRIED, UntriedRelease, warn_where_untried


@pytest.mark.parametrize("version", ["2.15.0", "3.0.0+cu130", "2.10.1", "2.140.0"])
def test_an_untried_release_is_warned_of(version: str) -> None:
    with pytest.warns(UntriedRelease, match=f"torch {version}".replace("+", r"\+")):
        warn_where_untried(version)


@pytest.mark.parametrize("release", TRIED)
def test_a_tried_release_is_used_without_a_word(release: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warn_where_untried(f"{release}.1+cpu")
