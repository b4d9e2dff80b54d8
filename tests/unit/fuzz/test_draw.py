"""The cases of a shard follow from its seed and number alone."""

from pathlib import Path

import pytest

from fuzz.campaign.draw import draw_round

ROUNDS = range(4)


def test_what_is_drawn_does_not_hang_on_which_modules_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [draw_round(seed) for seed in ROUNDS]
    lines = [f"C{number} = {number}\n" for number in range(101, 500)]
    (tmp_path / "full_of_constants.py").write_text("".join(lines))
    monkeypatch.syspath_prepend(tmp_path)
    __import__("full_of_constants")
    assert [draw_round(seed) for seed in ROUNDS] == before
