"""The picture of the way of a case is that of the code as it is, and of a way that can be gone."""

import pytest

from benchmarks.way import PICTURE, WAY, picture


def test_it_is_made_of_the_code_as_it_is() -> None:
    assert picture() == PICTURE.read_text()


def test_a_step_that_takes_what_nobody_gives_is_refused() -> None:
    with pytest.raises(ValueError, match="judge takes Returned"):
        picture([place for place in WAY if not place.endswith(":observe")])
