"""Make what ships with us: what a run finds out of this release of torch, in one archive.

    python -m benchmarks.shipped --time 10m

What hangs on the processor, or on the contract, is left out. What ships already is found out again.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz.cache.archive import write_archive
from fuzz.cache.place import VARIABLE, files
from fuzz.cache.segment import opened, read_segment
from fuzz.execution.shipped import archive, identity

KINDS = (b"effect:", b"loss:", b"pairings:")
"""The kinds of results that are facts of the release alone (`fuzz.execution.kept.name_of`)."""

LARGEST = 2**30


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shipped")
    parser.add_argument("--time", default="10m", help="how long to run")
    parser.add_argument("--seed", default="2026", help="the seed of the run")
    asked = parser.parse_args()
    archive().unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        _run(Path(scratch), asked.time, asked.seed)
        records = _facts(Path(scratch) / "cache")
    archive().parent.mkdir(exist_ok=True)
    write_archive(archive(), identity(), records)
    print(f"{archive().name}: {len(records):,} results, {archive().stat().st_size / 2**20:.2f} MiB")


def _run(scratch: Path, duration: str, seed: str) -> None:
    options = ("--time", duration, "--seed", seed, "--out", str(scratch / "out"))
    subprocess.run(
        (sys.executable, "-m", "resnet_fuzz", "run", *options),
        env={**os.environ, VARIABLE: str(scratch / "cache")},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _facts(root: Path) -> dict[bytes, bytes]:
    found = {}
    for file in files(root):
        for name, content in read_segment(file.path, LARGEST).items():
            value = opened(name, content)
            if name.startswith(KINDS) and value is not None:
                found[name] = value
    return found


if __name__ == "__main__":
    main()
