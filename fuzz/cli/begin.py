"""How `fuzz run` begins: from its options, or from what a run that was broken off has left."""

from pathlib import Path

import click
from click.core import ParameterSource
from msgspec.structs import replace

from fuzz.campaign.begin import Begun, begin, resume
from fuzz.campaign.campaign import Budget
from fuzz.campaign.gate import Gate
from fuzz.campaign.record import read_record
from fuzz.cli import option
from fuzz.cli.known import checked, read_known
from fuzz.engine.device import require_device

DEFAULT_SECONDS = 120.0
OF_THE_RECORD = ("time", "cases", "case_time", "device", "seed", "out", "names")
"""What a run that goes on was asked for when it began."""


def begun(
    gate: Gate,
    *,
    time: float | None,
    cases: int | None,
    case_time: float,
    workers: int | None,
    device: str,
    seed: int,
    out: Path,
    names: tuple[str, ...],
) -> tuple[Begun, tuple[str, ...]]:
    """Begin a run as its options say; the names of what it is held against are kept with it."""
    kept = checked(names)
    there = read_known(kept)
    require_device(device)
    budget = Budget(
        seconds=time or (0.0 if cases else DEFAULT_SECONDS),
        cases=cases or 0,
        workers=option.count(workers),
        device=device,
        seed=seed,
        case_seconds=case_time,
    )
    return begin(budget, out, there, kept, gate), kept


def resumed(directory: Path, workers: int | None, gate: Gate) -> tuple[Begun, tuple[str, ...]]:
    """Go on with the run in a directory, as it was begun but for the number of workers."""
    record = read_record(directory)
    require_device(record.budget.device)
    if workers is not None:
        record = replace(record, budget=replace(record.budget, workers=workers))
    return resume(record, directory, read_known(record.known), gate), record.known


def refuse_with_resume(context: click.Context) -> None:
    """Raise `click.UsageError` where an option is given that a run has from when it began."""
    given = [
        parameter.opts[0]
        for parameter in context.command.params
        if parameter.name in OF_THE_RECORD
        and context.get_parameter_source(parameter.name) is not ParameterSource.DEFAULT
    ]
    if given:
        raise click.UsageError(f"--resume goes on as the run began, so {given[0]} must not be given")
