"""How `fuzz run` begins: from its options, or from what a run that was broken off has left."""

from pathlib import Path
from typing import NamedTuple

import click
from click.core import ParameterSource
from msgspec.structs import replace

from fuzz.campaign.begin import Begun, begin, resume
from fuzz.campaign.campaign import Budget
from fuzz.campaign.coverage import read_coverage
from fuzz.campaign.gate import Gate
from fuzz.campaign.record import read_record
from fuzz.cli.known import checked, is_there, read_known
from fuzz.engine.protocol import Engine, Site
from fuzz.error import FuzzError
from fuzz.text import printable
from strategies.coverage import Pair
from strategies.network.imported import is_own, refuse
from strategies.network.models import DEFAULT, is_seen

DEFAULT_SECONDS = 120.0
OF_THE_RECORD = ("time", "cases", "case_time", "device", "seed", "out", "names", "coverage")
"""What a run that goes on was asked for when it began."""


class Ready(NamedTuple):
    """A run that has begun, the names of what it is held against, and what carries it out."""

    campaign: Begun
    names: tuple[str, ...]
    engine: Engine


def begun(
    gate: Gate,
    site: Site,
    *,
    time: float | None,
    cases: int | None,
    case_time: float,
    workers: int | None,
    device: str,
    seed: int,
    subject: str,
    out: Path,
    names: tuple[str, ...],
    coverage: tuple[Path, ...],
) -> Ready:
    """Begin a run as its options say; the names of what it is held against are kept with it."""
    kept = checked(names)
    there, tried = read_known(kept), _read_tried(coverage)
    engine = site.engine(device, workers)
    budget = Budget(
        seconds=time or (0.0 if cases else DEFAULT_SECONDS),
        cases=cases or 0,
        workers=engine.workers,
        device=device,
        seed=seed,
        case_seconds=case_time,
        subject=subject,
    )
    return Ready(begin(budget, out, there, kept, gate, tried), kept, engine)


def _read_tried(coverage: tuple[Path, ...]) -> frozenset[Pair]:
    """The pairs that earlier runs have tried. Of a file that is not there, it is said in a line."""
    there = [path for path in coverage if is_there("--coverage", path)]
    return frozenset(pair for path in there for pair in read_coverage(path))


def resumed(
    directory: Path, site: Site, workers: int | None, gate: Gate, subject: str = DEFAULT
) -> Ready:
    """Go on with the run in a directory, as it was begun but for the number of workers.

    A ``subject`` of the user's own has to be named again: the record is a file.
    """
    record = read_record(directory)
    _require_subject(record.budget.subject, subject, directory)
    engine = site.engine(record.budget.device, workers or record.budget.workers)
    record = replace(record, budget=replace(record.budget, workers=engine.workers))
    return Ready(resume(record, directory, read_known(record.known), gate), record.known, engine)


def _require_subject(begun: str, named: str, directory: Path) -> None:
    """Raise `FuzzError` where a run began with another subject than is named, or an unknown one."""
    where, shown = f"--resume {directory}", printable(begun[:100])
    if is_own(begun) and named != begun:
        raise FuzzError(f"{where}: {printable(refuse(begun).problem)}")
    if named not in (DEFAULT, begun):
        raise FuzzError(f"{where}: this run is of {shown}, not of {named}")
    if not is_seen(begun):
        raise FuzzError(f"{where}: {shown!r} is no subject")


def refuse_with_resume(context: click.Context) -> None:
    """Raise `click.UsageError` where an option is given that a run has from when it began."""
    given = [
        parameter.opts[0]
        for parameter in context.command.params
        if parameter.name in OF_THE_RECORD
        and context.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE
    ]
    if given:
        raise click.UsageError(f"--resume goes on as the run began, so {given[0]} must not be given")
