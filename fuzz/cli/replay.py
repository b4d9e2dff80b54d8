"""fuzz replay: run catalogued failures again and say whether they are still the same."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fuzz.catalogue.entry import Entry
from fuzz.catalogue.merge import merge
from fuzz.catalogue.read import read_cause
from fuzz.catalogue.store import CORPUS, Catalogue, is_packed, write_all
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError
from fuzz.execution.extra import require_library
from fuzz.report.headline import headline
from fuzz.text import counted, printable

if TYPE_CHECKING:
    from fuzz.triage.verified import Verified

CHANGED = 1


@click.command("replay")
@click.argument("paths", metavar="[PATH]...", type=click.Path(path_type=Path), nargs=-1)
@click.option("--changes-only", is_flag=True, help="Print only what is not the SAME.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write what this machine and release of torch show into a new or empty directory.",
)
@click.option(
    "--as-written",
    is_flag=True,
    help="Run each case as it is, also where a smaller image and fewer blocks are enough.",
)
@option.workers
@option.device("cpu")
@option.own_subjects
@option.as_json
def replay(
    paths: tuple[Path, ...],
    changes_only: bool,
    out: Path | None,
    as_written: bool,
    workers: int | None,
    device: str,
    as_json: bool,
) -> int:
    """Run catalogued failures again.

    Each one is SAME, REWORDED (the same failure in other words), CHANGED (fails in another way), FIXED,
    SKIPPED or ERROR.

    It is SKIPPED, with the reason, where this machine can't tell: a failure that shows on another
    processor or GPU alone.

    A case is first run with fewer blocks, where it names none, and with a smaller image in place of an
    ordinary one, and is the SAME where that shows its failure and its proof. Else it is run as it is;
    with --as-written or --out, so alone.

    PATH is the file of a cause or a catalogue; without one, the corpus is replayed. Each variant of a
    cause is run. What two releases write by --out can be compared with `fuzz diff`.

    \b
    fuzz replay --changes-only
    fuzz replay out/catalogue/channels.json
    """
    places = paths or (CORPUS,)
    entries = [entry for path in places for entry in _entries(path)]
    if not entries:
        raise FuzzError(f"{', '.join(map(str, places))}: there is no failure to replay")
    for entry in entries:
        require_library(entry.case.subject)
    if out is not None:
        _make_ready(out)
    from fuzz.cli.seats import seats
    from fuzz.engine.pool import verify_all
    from fuzz.execution.release import warn_where_untried
    from fuzz.triage.verified import UNCHANGED

    warn_where_untried()
    results = []
    told = verify_all(entries, seats(device, workers), as_written=as_written or out is not None)
    for entry, result in zip(entries, told, strict=True):
        results.append((entry, result))
        if not as_json and not (changes_only and result.status == "SAME"):
            _say(entry, result)
    counts = Counter(str(result.status) for _, result in results)
    if as_json:
        print_json([_content(*one) for one in results if not (changes_only and one[1].status == "SAME")])
    else:
        click.echo(", ".join(f"{number} {status}" for status, number in sorted(counts.items())))
    if out is not None:
        _write(results, out)
    return 0 if counts.keys() <= set(UNCHANGED) else CHANGED


def _entries(path: Path) -> list[Entry]:
    if path.is_dir() or is_packed(path):
        return list(Catalogue(path, runnable=True))
    return list(read_cause(path, runnable=True).variants)


def _say(entry: Entry, result: "Verified") -> None:
    click.echo(f"{result.status:8} {entry.id}")
    if result.problem:
        click.echo(f"         {printable(result.problem)}")
    elif result.status in ("CHANGED", "REWORDED") and result.finding:
        click.echo(f"         now {headline(result.finding)}")


def _content(entry: Entry, result: "Verified") -> dict[str, object]:
    return {
        "id": entry.id,
        "status": result.status,
        "finding": result.finding,
        "problem": result.problem,
    }


def _make_ready(out: Path) -> None:
    """Make the directory that is to be written to, before minutes go into what it is for."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        there = sorted(path.name for path in out.glob("*.json"))
    except OSError as error:
        raise FuzzError(f"--out {out}: {error.strerror}") from None
    if there:
        raise FuzzError(f"--out {out}: {there[0]} is there already; choose a new or empty directory")


def _write(results: "Iterable[tuple[Entry, Verified]]", out: Path) -> None:
    from fuzz.triage.shown import as_shown

    shown = merge(filter(None, (as_shown(entry, result) for entry, result in results)))
    write_all(shown.values(), out)
    click.echo(f"fuzz: what shows here, {counted(len(shown), 'variant')}, is in {out}", err=True)
