"""How two things that were tried together came out, counted and summed."""

import msgspec

from fuzz.campaign.event import Ran
from fuzz.campaign.grid import SHOWN, Cell, Grid, GridCounter, grid_sum
from fuzz.campaign.progress import Progress


def counted(*counts: tuple[str, int]) -> Grid:
    counter = GridCounter()
    for name, times in counts:
        counter.add("row", "column", "raises" if name else "fine", name, times)
    return counter.grid()


def test_a_cell_names_the_commonest_failures_and_counts_the_others() -> None:
    (cell,) = counted(("", 4), ("a", 1), ("b", 5), ("c", 2), ("d", 1), ("e", 7))
    assert cell == Cell("row", "column", 4, {"e": 7, "b": 5, "c": 2, "": 2})
    assert len(cell.raises) == SHOWN + 1


def test_grids_are_summed_cell_by_cell() -> None:
    one, other = counted(("", 1), ("a", 2)), counted(("a", 3), ("b", 1))
    elsewhere = (Cell("row", "another", silent={"s": 1}),)
    assert grid_sum([one, other, elsewhere]) == (
        Cell("row", "another", 0, {}, {"s": 1}),
        Cell("row", "column", 1, {"a": 5, "b": 1}),
    )
    assert grid_sum([]) == ()


def test_what_shards_have_counted_is_summed_and_a_shard_begun_anew_counts_once() -> None:
    progress = Progress(began=0.0)
    for shard in (0, 0, 1):
        told = Ran(at=1.0, shard=shard, cases=1, combinations=1, failing={}, losses=counted(("", 2)))
        progress.add(msgspec.json.decode(msgspec.json.encode(told), type=Ran))
    assert progress.losses == (Cell("row", "column", 4),)
    assert progress.sizes == ()
