"""A catalogue shrunk and proven anew: for when rules, repairs or the shrinking have changed.

    python -m benchmarks.reshrink CATALOGUE OUT [--workers N]

Each case is judged as it is today, shrunk from there, and written with its proof, whatever its entry was
called before. What an environment was seen to show is kept where the case stays the same. Names what
does not fail any more, and what no rule is to blame for.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from msgspec.structs import replace

from fuzz.catalogue import Catalogue, Entry, Found
from fuzz.catalogue.merge import merge
from fuzz.catalogue.store import write_all
from fuzz.execution.observe import observe
from fuzz.execution.threads import one_thread
from fuzz.triage.record import Surveyor, record
from fuzz.triage.second_opinion import record_divergence
from fuzz.verdict.divergence import divergence
from fuzz.verdict.judgement import judge
from strategies.error import CaseError

NOWHERE = Found(0, 0, 0)


def anew(entry: Entry) -> list[Entry] | str:
    """The entries that come of the case of an entry today, or why there is none."""
    one_thread()
    found = entry.found or NOWHERE
    try:
        if entry.signature.kind == "divergent":
            seen = divergence(entry.case)
            made = record_divergence(entry.case, seen.finding, found=found) if seen else "fine"
            return made if isinstance(made, str) else [_with_seen(made, entry)]
        finding = judge(entry.case, observe(entry.case))
        if finding is None:
            return "fine"
        made = record(entry.case, finding, found=found)
        if isinstance(made, str):
            return made
        reach = Surveyor("cpu", lambda _: None).reach(made, finding)
        return [_with_seen(replace(made, region=reach), entry)]
    except CaseError as error:
        return f"refused: {error}"


def _with_seen(made: Entry, before: Entry) -> Entry:
    if made.case != before.case or made.signature != before.signature:
        return made
    here = {(seen.torch, seen.device) for seen in made.observed}
    others = (seen for seen in before.observed if (seen.torch, seen.device) not in here)
    return replace(made, observed=(*made.observed, *others))


def _made(entries: list[Entry], workers: int) -> Iterator[tuple[Entry, list[Entry] | str]]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from zip(entries, pool.map(anew, entries, chunksize=4), strict=True)


def main() -> None:
    """Make a catalogue anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    entries, made, counts = list(Catalogue(chosen.catalogue)), list[Entry](), Counter[str]()
    for entry, result in _made(entries, chosen.workers):
        if isinstance(result, str):
            print(f"{result}: {entry.id}", flush=True)
            counts[result.partition(":")[0]] += 1
            continue
        made += result
        moved = [one.id for one in result if one.id != entry.id]
        if moved:
            print(f"{entry.id} is {', '.join(moved)}", flush=True)
        counts["moved" if moved else "kept"] += 1
    merged = merge(made)
    write_all(merged.values(), chosen.out)
    print(dict(counts), f"{len(merged)} variants")


if __name__ == "__main__":
    main()
