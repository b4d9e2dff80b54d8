"""Make what ships with us: what a run finds out of this release of torch, in one archive.

    python -m benchmarks.shipped --time 10m
    python -m benchmarks.shipped --time 10m --more --seed 2027
    python -m benchmarks.shipped --prove 300

What hangs on the processor, or on the contract, is left out. The second adds what another run finds out
to what ships already. The third is for a change of our code by which no fact is another one: it finds
out again what so many cases read, and takes over all of it where that is the same.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from fuzz.cache.archive import read_archive, write_archive
from fuzz.cache.place import VARIABLE, files
from fuzz.cache.segment import opened, read_segment
from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.execution import kept
from fuzz.execution.shipped import archive, identity
from fuzz.execution.threads import one_thread
from fuzz.verdict.evaluation import evaluate

KINDS = (b"effect:", b"loss:", b"pairings:")
"""The kinds of results that are facts of the release alone (`fuzz.execution.kept.name_of`)."""

LARGEST = 2**30


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shipped")
    parser.add_argument("--time", default="10m", help="how long to run")
    parser.add_argument("--seed", type=int, default=2026, help="the seed of the run")
    parser.add_argument("--more", action="store_true", help="add to what ships already")
    parser.add_argument("--prove", type=int, default=0, help="in place of a run, so many cases")
    asked = parser.parse_args()
    if asked.prove:
        records = _proven(read_archive(archive()), asked.prove, asked.seed)
    else:
        records = _begin(asked.more) | _found_out(asked.time, asked.seed)
    archive().parent.mkdir(exist_ok=True)
    write_archive(archive(), identity(), records)
    print(f"{archive().name}: {len(records):,} results, {archive().stat().st_size / 2**20:.2f} MiB")


def _begin(more: bool) -> dict[bytes, bytes]:
    if more:
        return read_archive(archive(), identity())
    archive().unlink(missing_ok=True)
    return {}


def _found_out(duration: str, seed: int) -> dict[bytes, bytes]:
    with tempfile.TemporaryDirectory() as scratch:
        cache = Path(scratch, "cache")
        options = ("--time", duration, "--seed", str(seed), "--out", str(Path(scratch, "out")))
        subprocess.run(
            (sys.executable, "-m", "resnet_fuzz", "run", *options),
            env={**os.environ, VARIABLE: str(cache)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return _facts(cache)


def _facts(root: Path) -> dict[bytes, bytes]:
    found = {}
    for file in files(root):
        for name, content in read_segment(file.path, LARGEST).items():
            value = opened(name, content)
            if name.startswith(KINDS) and value is not None:
                found[name] = value
    return found


def _proven(records: dict[bytes, bytes], cases: int, seed: int) -> dict[bytes, bytes]:
    share = held_against(records, cases, seed)
    print(f"{share:.0%} of what {cases} cases ask for is there, and is what is found out")
    return records


class _Asked(dict[bytes, bytes]):
    """What ships, and how often it had what it was asked for."""

    told = 0

    def get(self, name: bytes, default: Any = None) -> Any:
        self.told += name in self
        return super().get(name, default)


def held_against(records: Mapping[bytes, bytes], cases: int, seed: int) -> float:
    """Find out again what so many cases read of such results: the share of all that they ask for.

    Exits where one of them is another than is found out. What this process remembers has to be
    forgotten before.
    """
    asked = _Asked(records)
    with tempfile.TemporaryDirectory() as scratch:
        kept.keep_in(Path(scratch), lambda: asked, again=1)
        for case in islice(cases_of(Shard(seed=seed, index=0), Guide(0), lambda: False), cases):
            evaluate(case)
            if not kept.keeps():
                sys.exit(f"what ships is not what is found out of this case: {case}")
        kept.write()
        new = sum(len(read_segment(file.path, LARGEST)) for file in files(Path(scratch)))
        kept.forgo()
    return asked.told / (asked.told + new)


if __name__ == "__main__":
    one_thread()
    main()
