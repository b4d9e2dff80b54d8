"""The figures of the comparison, as they are shown."""

import pytest

from benchmarks.contest import Contestant
from benchmarks.measured import Measured
from benchmarks.page import comparison, cost, figure, median, ratio, table


def measured(peer: str, cases: int, **rest: int) -> Measured:
    return Measured(
        peer=peer, cases=cases, combinations=2 * cases, seconds=10.0, signatures=4, peak_mib=50.0, **rest
    )


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "-"), (0.0123, "0.0123"), (2.5, "2.5"), (7, "7"), (12345.6, "12,346")]
)
def test_a_figure(value: float | None, shown: str) -> None:
    assert figure(value) == shown


def test_a_median_leaves_out_what_there_is_none_of() -> None:
    assert median([3.0, None, 1.0, 2.0]) == 2.0
    assert median([None]) is None


@pytest.mark.parametrize(("other", "shown"), [(2.0, "3 x"), (0.0, "-"), (None, "-")])
def test_a_ratio(other: float | None, shown: str) -> None:
    assert ratio(6.0, other) == shown


def test_a_table() -> None:
    assert table(("peer", "n"), [("a", "1")]) == "| peer | n |\n| --- | ---: |\n| a | 1 |"


def test_a_comparison_is_with_the_obvious_test_and_says_who_was_skipped() -> None:
    rows = comparison(
        {
            Contestant("rebuild"): [measured("rebuild", 10), measured("rebuild", 30)],
            Contestant("fuzz", workers=2): [measured("fuzz", 100)],
            Contestant("meta-copy"): [measured("meta-copy", 60, imagined=3)],
            Contestant("atheris"): ["not installed"],
        }
    ).splitlines()
    assert rows[2].startswith("| rebuild | 2 | 1 x | - | - | 4 | 1 x | 4 | 1 x | - |")
    assert rows[3].startswith("| fuzz, 2 workers | 10 | 5 x | - | - | 20 | 5 x | 4 | 1 x | - |")
    assert rows[4].startswith("| meta-copy | 6 | 3 x | - | - | 12 | 3 x | 4 + 3 | 1 x | - |")
    assert rows[5].startswith("| atheris | skipped: not installed |")


def test_the_cost_of_a_case_leaves_start_up_out() -> None:
    run = Measured(
        peer="fuzz",
        cases=1000,
        combinations=1000,
        seconds=12.0,
        signatures=0,
        start_up_s=2.0,
        peak_mib=900.0,
    )
    assert cost([run]).splitlines()[2] == "| fuzz | 1,000 | 10 | - | 900 |"
