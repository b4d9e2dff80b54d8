"""Each failure is shown once: an entry that takes an earlier one's place is not news."""

import io

from rich.console import Console

from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import Catalogued
from fuzz.campaign.progress import Progress
from fuzz.catalogue import Entry, Found
from fuzz.report.terminal import Terminal
from fuzz.verdict import Signature
from strategies import Case

SIGNATURE = Signature(
    stage="forward", kind="raised", op="conv2d", exception="RuntimeError", template="too small"
)


def event(shard: int) -> Catalogued:
    entry = Entry(signature=SIGNATURE, case=Case(), found=Found(seed=0, shard=shard, index=0))
    return Catalogued(at=1.0, shard=shard, entry=entry)


def test_a_failure_that_an_earlier_shard_finds_again_is_not_shown_twice() -> None:
    budget = Budget(seconds=60.0, cases=0, workers=2, device="cpu", seed=0)
    terminal = Terminal(budget, quiet=False)
    terminal.console = Console(file=io.StringIO(), width=100)
    progress = Progress(began=0.0)
    for shard in (3, 1):
        told = event(shard)
        terminal.on_event(told, progress.add(told), progress)
    assert isinstance(terminal.console.file, io.StringIO)
    assert terminal.console.file.getvalue().count("too small") == 1
