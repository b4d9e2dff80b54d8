"""fuzz list, show and script: looking into a catalogue. None of them imports torch."""

from typing import Annotated

import msgspec
import typer

from fuzz.catalogue.store import Catalogue
from fuzz.cli.option import DEFAULT_CATALOGUE, AsJson, From
from fuzz.cli.output import as_json, entry_headline, print_json
from fuzz.report.script import script
from strategies.case import plain

Id = Annotated[str, typer.Argument(metavar="ID", help="The id of an entry, or a part of it.")]


def list_entries(
    catalogue: From = DEFAULT_CATALOGUE,
    stage: Annotated[str, typer.Option(help="Only failures of this stage.")] = "",
    as_json_: AsJson = False,
) -> None:
    """List the failures of a catalogue, one line each."""
    entries = [e for e in Catalogue(catalogue) if stage in ("", e.signature.stage)]
    if as_json_:
        print_json([as_json(entry) for entry in entries])
        return
    for entry in entries:
        print(f"{entry.id}  {entry_headline(entry)}")
    print(f"{len(entries)} entries in {catalogue}")


def show(name: Id, catalogue: From = DEFAULT_CATALOGUE, as_json_: AsJson = False) -> None:
    """Show one failure: what happens, the smallest case, the script, what was seen where."""
    entry = Catalogue(catalogue).get(name)
    if as_json_:
        print_json(as_json(entry))
        return
    print(f"{entry.id}\n\n{entry_headline(entry, 200)}\n")
    print("Smallest case (what departs from an ordinary run):")
    case = msgspec.json.format(msgspec.json.encode(plain(entry.case)), indent=2).decode()
    print("  " + case.replace("\n", "\n  "))
    print("\nScript:\n")
    print("  " + script(entry).rstrip().replace("\n", "\n  "))
    print("\nSeen on:")
    for seen in entry.observed:
        site = f" at {seen.site}" if seen.site else ""
        print(f"  torch {seen.torch}, torchvision {seen.torchvision}, {seen.device}{site}")


def print_script(name: Id, catalogue: From = DEFAULT_CATALOGUE, as_json_: AsJson = False) -> None:
    """Print a standalone PyTorch script that shows one failure."""
    entry = Catalogue(catalogue).get(name)
    if as_json_:
        print_json({"id": entry.id, "script": script(entry)})
    else:
        print(script(entry), end="")
