"""Which failures that people reported does a catalogue hold? Prints a table.

Usage: python -m benchmarks.field FAILURES.json [CATALOGUE]

FAILURES.json is a list of objects with ``id``, ``scope`` and ``observed``, which has
``exception_type`` and ``message_first_line``. Counted are those of scope "core" that raise; one is
held where an entry has its exception type and its message template.
"""

import json
import sys
from pathlib import Path
from typing import Any

from fuzz.catalogue import CORPUS, Catalogue, Entry
from fuzz.verdict import Wording, template


def matching(failure: dict[str, Any], entries: list[Entry]) -> Entry | None:
    """The first entry with the exception type and the message template of a reported failure."""
    observed = failure["observed"]
    wanted = Wording(observed["exception_type"], template(observed["message_first_line"]))
    return next((entry for entry in entries if wanted in entry.wordings), None)


def main(failures: Path, catalogue: Path) -> None:
    """Print the table, the share that is held, and the ids of those that are missing."""
    entries = list(Catalogue(catalogue))
    core = [
        failure
        for failure in json.loads(failures.read_text())
        if failure["scope"] == "core" and failure["observed"]["kind"] == "exception"
    ]
    found = {failure["id"]: matching(failure, entries) for failure in core}
    for name, entry in found.items():
        print(f"{name:38} {entry.id if entry else 'MISSING'}")
    missing = [name for name, entry in found.items() if entry is None]
    held = len(core) - len(missing)
    print(f"\n{held} of {len(core)} held ({held / len(core):.0%}) by {len(entries)} entries")
    print(f"missing: {', '.join(missing) or 'none'}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python -m benchmarks.field FAILURES.json [CATALOGUE]")
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else CORPUS)
