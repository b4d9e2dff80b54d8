"""Failures that people reported: which does a catalogue hold, and does `fuzz explain` tell them?

Usage: python -m benchmarks.field FAILURES.json [CATALOGUE]

FAILURES.json is a list of objects with ``id``, ``scope``, ``quoted_error`` and ``observed``, which has
``kind``, ``exception_type`` and ``message_first_line``. Those of scope "core" that have an answer in
``field_key.json``, written by hand, are looked at: the rules that tell the root cause. One is found
where an entry of such a rule has the failure's wording, or is silent if the failure is. It is told
where `explain` answers with such a rule first for the error as it was quoted, from whatever release;
what is in parentheses is no quotation. Where several losses say the same for the same reason, and are
mended alike, each of their rules tells it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from fuzz.catalogue import CORPUS, Catalogue, Entry
from fuzz.catalogue.explain import explained
from fuzz.message import Answer, explain
from fuzz.verdict import Wording, template

KEY = Path(__file__).with_name("field_key.json")

Failure = dict[str, Any]


def holding(failure: Failure, rules: list[str], entries: list[Entry]) -> Entry | None:
    """The first entry that shows a failure with its root cause."""
    return next((one for one in entries if one.signature.rule in rules and _shows(one, failure)), None)


def _shows(entry: Entry, failure: Failure) -> bool:
    observed = failure["observed"]
    if observed["kind"] != "exception":
        return entry.signature.kind == "silent"
    said = Wording(observed["exception_type"], template(observed["message_first_line"]))
    return said in entry.wordings


def first_told(failure: Failure, entries: list[Entry]) -> Answer | None:
    """The answer that `explain` puts first for the error as it was quoted."""
    return explained(explain(failure["quoted_error"]), entries).answer


def quoted(failure: Failure) -> bool:
    """Whether anybody quoted an error."""
    return bool(failure["quoted_error"]) and not failure["quoted_error"].startswith("(")


def _table(title: str, rows: dict[str, tuple[bool, str]]) -> None:
    print(f"{title}\n")
    for name, (right, shown) in rows.items():
        print(f"{name:38} {'yes' if right else 'NO ':3} {shown}")
    held = sum(right for right, _ in rows.values())
    print(f"\n{held} of {len(rows)} ({held / len(rows):.0%})\n")


def main(failures: Path, catalogue: Path) -> None:
    """Print both tables."""
    entries, key = list(Catalogue(catalogue)), json.loads(KEY.read_text())
    known = {failure["id"]: failure for failure in json.loads(failures.read_text())}
    core = {
        name: failure for name, failure in known.items() if failure["scope"] == "core" and name in key
    }
    left = [name for name, failure in known.items() if failure["scope"] == "core" and name not in key]
    found = {name: holding(failure, key[name], entries) for name, failure in core.items()}
    _table(
        f"Found, in {len(entries)} entries:",
        {name: (entry is not None, entry.id if entry else "") for name, entry in found.items()},
    )
    told = {name: first_told(one, entries) for name, one in core.items() if quoted(one)}
    _table(
        "Told by fuzz explain, first:",
        {
            name: (
                one is not None and bool({one.rule, one.name} & set(key[name])),
                one.name if one else "",
            )
            for name, one in told.items()
        },
    )
    print(f"without an answer in {KEY.name}: {', '.join(left) or 'none'}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python -m benchmarks.field FAILURES.json [CATALOGUE]")
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else CORPUS)
