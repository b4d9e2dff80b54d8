"""fuzz diff and merge: two catalogues side by side, and several as one."""

from pathlib import Path
from typing import Annotated

import typer

from fuzz.catalogue.diff import diff
from fuzz.catalogue.merge import merge
from fuzz.catalogue.store import Catalogue, write_all
from fuzz.cli.option import AsJson
from fuzz.cli.output import as_json, entry_headline, print_json
from fuzz.error import FuzzError

Before = Annotated[Path, typer.Argument(metavar="A", help="The catalogue to compare from.")]
After = Annotated[Path, typer.Argument(metavar="B", help="The catalogue to compare with.")]


def diff_catalogues(before: Before, after: After, as_json_: AsJson = False) -> None:
    """Say which failures are new in B, gone from A, moved elsewhere, or worded in another way."""
    found = diff(Catalogue(before), Catalogue(after))
    pairs = {"moved": found.moved, "reworded": found.reworded}
    if as_json_:
        print_json(
            {
                "new": [as_json(entry) for entry in found.new],
                "gone": [as_json(entry) for entry in found.gone],
                **{name: [[as_json(a), as_json(b)] for a, b in pair] for name, pair in pairs.items()},
            }
        )
        return
    for sign, entries in (("NEW     ", found.new), ("GONE    ", found.gone)):
        for entry in entries:
            print(f"{sign} {entry.id}  {entry_headline(entry)}")
    for name, pair in pairs.items():
        for one, other in pair:
            print(f"{name.upper():8} {one.id} -> {other.id}\n         {entry_headline(one)}\n         {entry_headline(other)}")
    counts = (len(found.new), len(found.gone), len(found.moved), len(found.reworded))
    print("{} new, {} gone, {} moved, {} reworded".format(*counts))


def merge_catalogues(
    catalogues: Annotated[list[Path], typer.Argument(metavar="A B...", help="The catalogues to merge.")],
    out: Annotated[Path, typer.Option(help="The directory to write the union to.")],
    as_json_: AsJson = False,
) -> None:
    """Write the union of several catalogues: one entry per failure, with all that was seen of it."""
    entries = merge(entry for directory in catalogues for entry in Catalogue(directory))
    try:
        write_all(entries.values(), out)
    except OSError as error:
        raise FuzzError(f"--out {out}: {error.strerror}") from None
    if as_json_:
        print_json({"entries": len(entries), "out": str(out)})
    else:
        print(f"{len(entries)} entries in {out}")
