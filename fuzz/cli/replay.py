"""fuzz replay: run catalogued failures again and say whether they are still the same."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from fuzz.catalogue.entry import Entry
from fuzz.catalogue.read import read_cause
from fuzz.catalogue.store import CORPUS, Catalogue, is_packed
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError
from fuzz.report.headline import headline

CHANGED = 1


@click.command("replay")
@click.argument("paths", metavar="[PATH]...", type=click.Path(path_type=Path), nargs=-1)
@option.workers
@option.device
@option.as_json
def replay(paths: tuple[Path, ...], workers: int | None, device: str, as_json: bool) -> int:
    """Run catalogued failures again.

    Each one is SAME, REWORDED (the same failure in other words), CHANGED (fails in another way), FIXED,
    SKIPPED or ERROR.

    It is SKIPPED, with the reason, where this machine can't tell: a failure that shows on another
    processor or GPU alone.

    PATH is the file of a cause or a catalogue; without one, the corpus is replayed. Each variant of a
    cause is run.
    """
    places = paths or (CORPUS,)
    entries = [entry for path in places for entry in _entries(path)]
    if not entries:
        raise FuzzError(f"{', '.join(map(str, places))}: there is no failure to replay")
    from fuzz.engine.device import require_device
    from fuzz.engine.pool import verify_all
    from fuzz.execution.release import warn_where_untried
    from fuzz.triage.verify import UNCHANGED, Verified

    warn_where_untried()

    def say(entry: Entry, result: Verified) -> None:
        click.echo(f"{result.status:8} {entry.id}")
        if result.problem:
            click.echo(f"         {result.problem}")
        elif result.status in ("CHANGED", "REWORDED") and result.finding:
            click.echo(f"         now {headline(result.finding)}")

    require_device(device)
    results = []
    verified = verify_all(entries, device=device, workers=option.count(workers))
    for entry, result in zip(entries, verified, strict=True):
        results.append({"id": entry.id, **asdict(result)})
        if not as_json:
            say(entry, result)
    counts = Counter(str(result["status"]) for result in results)
    if as_json:
        print_json(results)
    else:
        click.echo(", ".join(f"{number} {status}" for status, number in sorted(counts.items())))
    return 0 if counts.keys() <= set(UNCHANGED) else CHANGED


def _entries(path: Path) -> list[Entry]:
    if path.is_dir() or is_packed(path):
        return list(Catalogue(path, runnable=True))
    return list(read_cause(path, runnable=True).variants)
