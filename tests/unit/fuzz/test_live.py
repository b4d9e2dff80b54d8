"""Each failure is shown once: when it is first met, whatever other shards make of it."""

import io

from msgspec.structs import replace
from rich.console import Console

from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import AnyEvent, Catalogued
from fuzz.campaign.progress import Progress
from fuzz.catalogue import Found
from fuzz.report.terminal import Terminal
from tests.unit.fuzz.sample import SIGNATURE, entry, met


def shown(*events: AnyEvent) -> str:
    """What a person sees of events."""
    terminal = Terminal(Budget(seconds=60.0, cases=0, workers=2, device="cpu", seed=0), quiet=False)
    terminal.console = Console(file=io.StringIO(), width=100)
    progress = Progress(began=0.0)
    for event in events:
        terminal.on_event(event, progress.add(event), progress)
    assert isinstance(terminal.console.file, io.StringIO)
    return terminal.console.file.getvalue()


def test_a_failure_that_another_shard_meets_again_is_not_shown_twice() -> None:
    assert shown(met(shard=3), met(shard=1)).count("expected 3 channels") == 1


def test_a_failure_is_not_shown_again_when_it_has_its_entry() -> None:
    one = entry(found=Found(0, 3, 0))
    assert shown(met(), Catalogued(at=2.0, shard=3, entry=one)).count("expected 3 channels") == 1


def test_failures_are_numbered_as_they_are_met() -> None:
    lines = shown(met(), met(), met(replace(SIGNATURE, op="linear"))).splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
