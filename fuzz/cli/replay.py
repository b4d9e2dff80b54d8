"""fuzz replay: run catalogued failures again and say whether they are still the same."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from fuzz.catalogue.entry import Entry
from fuzz.catalogue.read import read_entry
from fuzz.catalogue.store import Catalogue
from fuzz.cli.option import DEFAULT_CATALOGUE, AsJson, Device, device
from fuzz.cli.output import headline, print_json
from fuzz.error import FuzzError

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]...", help="Entries or directories of entries; default: the corpus."),
]
NOT_ALL_SAME = 1


def replay(paths: Paths = None, wanted: Device = "cpu", as_json_: AsJson = False) -> None:
    """Run catalogued failures again: SAME, CHANGED, FIXED or ERROR for each."""
    entries = [entry for path in paths or [DEFAULT_CATALOGUE] for entry in _entries(path)]
    if not entries:
        raise FuzzError("there is no entry to replay")
    from fuzz.engine.device import take_device
    from fuzz.execution.threads import one_thread
    from fuzz.triage.verify import verify

    one_thread()
    place = take_device(device(wanted), 0)
    counts: Counter[str] = Counter()
    answers = []
    for entry in entries:
        result = verify(entry, device=place)
        counts[result.status] += 1
        if as_json_:
            answers.append({"id": entry.id, "status": result.status, "finding": result.finding})
            continue
        print(f"{result.status:8} {entry.id}")
        if result.status == "CHANGED" and result.finding:
            print(f"         now {headline(result.finding.signature, result.finding.message)}")
        if result.status == "ERROR":
            print(f"         {result.problem}")
    if as_json_:
        print_json(answers)
    else:
        print(", ".join(f"{number} {status}" for status, number in sorted(counts.items())))
    if set(counts) != {"SAME"}:
        raise typer.Exit(NOT_ALL_SAME)


def _entries(path: Path) -> list[Entry]:
    return list(Catalogue(path)) if path.is_dir() else [read_entry(path)]
