"""What earlier runs have tried, read back and put together."""

from pathlib import Path

import pytest

from fuzz.campaign.coverage import FILE, read_coverage, write_coverage
from fuzz.error import FuzzError
from strategies.coverage import every_loss_pair, every_pair

PAIRS = frozenset({*sorted(every_pair())[:40], *sorted(every_loss_pair())[:40]})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_coverage(PAIRS, tmp_path)
    assert read_coverage(tmp_path / FILE) == PAIRS


def test_the_lines_of_several_files_are_one_file(tmp_path: Path) -> None:
    halves = frozenset(sorted(PAIRS)[::2]), frozenset(sorted(PAIRS)[::3])
    lines: list[bytes] = []
    for half in halves:
        write_coverage(half, tmp_path)
        lines += (tmp_path / FILE).read_bytes().splitlines(keepends=True)
    (tmp_path / "union").write_bytes(b"".join(sorted(set(lines))))
    assert read_coverage(tmp_path / "union") == halves[0] | halves[1]


def test_a_pair_that_this_version_does_not_have_is_left_out(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('["layer","Conv9d","stem"]\n["layer","Conv2d","stem"]\n')
    assert read_coverage(tmp_path / FILE) == {("layer", "Conv2d", "stem")}


@pytest.mark.parametrize("line", ["", "{}", "[1]", '["a","b"]', '["a","b",1]', "\x00"])
def test_what_is_no_pair_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(f'["layer","Conv2d","stem"]\n{line}\n')
    with pytest.raises(FuzzError, match=rf"{FILE}:2: .*; a line is a pair such as \["):
        read_coverage(tmp_path / FILE)
