"""Does every entry's script show its failure, in a fresh process without this project?

Usage: python -m benchmarks.scripts [CATALOGUE]

Each script runs in a new interpreter, two at a time. Prints those that do not show their failure, the
longest script in lines, and the share.
"""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fuzz.catalogue import CORPUS, Catalogue
from fuzz.report.proof import prove
from fuzz.report.script import script


def main(catalogue: Path) -> int:
    """Print the result; 0 where every script shows its failure."""
    entries = list(Catalogue(catalogue))
    with tempfile.TemporaryDirectory() as directory, ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda entry: prove(entry, Path(directory)), entries))
    for entry, (shown, raised) in zip(entries, results, strict=True):
        if not shown:
            print(f"{entry.id}\n  raised {raised[:300]!r}\n  wanted one of {entry.wordings}")
    longest = max(len(script(entry).splitlines()) for entry in entries)
    good = sum(shown for shown, _ in results)
    print(f"{good} of {len(entries)} scripts show their failure; the longest has {longest} lines")
    return 0 if good == len(entries) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS))
