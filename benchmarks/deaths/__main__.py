"""What becomes of planted deaths: crashes, hangs, memory bombs, and memory that is corrupted.

    python -m benchmarks.deaths [--cases 20000] [--plants 200] [--corrupting 1] [--case-time 5s]
                                [--workers 2] [--seed 0] [--page docs/deaths.md] [--keep FOLDER]

Layers are planted (`plant.py`) that end the process where some things come together, in all of its
processes (`sitecustomize.py`), and `fuzz run` is given the cases of the seed. Each plant that went off
at all has to have an entry of its own, whose smallest case sets off this very plant and no other; no
case may be lost. Exit status 1 where that isn't so.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.deaths.page import page
from benchmarks.deaths.plant import Plant, plants
from benchmarks.deaths.price import price
from benchmarks.deaths.verdict import Told, Verdict, told, verdict
from fuzz.cache.place import VARIABLE

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--plants", type=int, default=200)
    parser.add_argument("--corrupting", type=int, default=1)
    parser.add_argument("--case-time", default="5s")
    parser.add_argument("--workers", default="2")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--page", type=Path, help="where to write the page")
    parser.add_argument("--keep", type=Path, help="a folder to work in, and to go on in later")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fuzz-deaths-") as there:
        folder = asked.keep or Path(there)
        found, seconds = _run(folder, asked)
        _print(found, seconds)
        if asked.page is not None:
            asked.page.write_text(page(found, seconds, price(), vars(asked)))
    return 0 if found.right else 1


def _run(folder: Path, asked: argparse.Namespace) -> tuple[Verdict, float]:
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / "out"
    chosen = _planted(folder, asked)
    if (out / "run.json").exists():
        command = ["run", "--resume", str(out)]
    else:
        command = ["run", f"--cases={asked.cases}", f"--seed={asked.seed}", "--out", str(out)]
        command.append(f"--case-time={asked.case_time}")
    command.append(f"--workers={asked.workers}")
    print(f"{len(chosen)} plants", flush=True)
    begun = time.monotonic()
    summary = json.loads(_fuzz(folder, *command, "--json"))
    seconds = time.monotonic() - begun
    fired = _kept(folder)
    entries = told(folder / "out" / "catalogue")
    seen = list(zip(entries, _set_off(folder, entries, asked.case_time), strict=True))
    return verdict(chosen, fired, seen, summary, asked.cases), seconds


def _planted(folder: Path, asked: argparse.Namespace) -> list[Plant]:
    there = folder / "plants.json"
    if not there.exists():
        chosen = plants(asked.seed, asked.cases, asked.plants, asked.corrupting)
        there.write_bytes(msgspec.json.encode(chosen))
    return msgspec.json.decode(there.read_bytes(), type=list[Plant])


def _kept(folder: Path) -> set[tuple[str, str]]:
    """The plants that went off in the run, also before it was gone on with; in a file that stays."""
    kept = folder / "fired-in-run"
    with kept.open("a") as file:
        file.writelines(f"{kind} {deed}\n" for kind, deed in sorted(_fired(folder)))
    (folder / "fired").unlink(missing_ok=True)
    return _fired(folder, kept.name)


def _fuzz(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "fuzz", *arguments]
    environment = _environment(folder)
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def _environment(folder: Path) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(HERE), str(ROOT), os.environ.get("PYTHONPATH", ""))))
    cache = str(folder / "cache")  # of its own: what is planted is in no table that was made without it
    return os.environ | {"PYTHONPATH": path, "PLANTED": str(folder), VARIABLE: cache}


def _fired(folder: Path, name: str = "fired") -> set[tuple[str, str]]:
    """The plants that went off: kind and deed."""
    log = folder / name
    lines = log.read_text().splitlines() if log.exists() else ()
    return {(line.split()[0], line.split()[1]) for line in lines}


def _set_off(folder: Path, entries: Sequence[Told], case_time: str) -> Iterator[set[tuple[str, str]]]:
    """The plants that the smallest case of each entry sets off, when nothing else is run."""
    command = [sys.executable, "-m", "fuzz", "judge", "-", f"--case-time={case_time}"]
    with subprocess.Popen(
        command, env=_environment(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as judging:
        assert judging.stdin is not None
        assert judging.stdout is not None
        for number, entry in enumerate(entries, start=1):
            (folder / "fired").unlink(missing_ok=True)
            print(json.dumps(entry.case), file=judging.stdin, flush=True)
            next(line for line in judging.stdout if line.startswith(f"standard input, line {number}:"))
            yield _fired(folder)
        judging.stdin.close()


def _print(found: Verdict, seconds: float) -> None:
    print(
        f"{len(found.fired)} of {found.planted} plants went off in {found.cases} cases, {seconds:.0f} s"
    )
    for text, several in (
        ("caught, each under its own signature", found.caught),
        ("lost", found.lost),
        ("put down to another plant", found.blamed),
        ("entries of deaths that nobody planted", found.unplanted),
    ):
        print(f"{len(several):5} {text}" + (f": {', '.join(several[:8])}" if several else ""))
    print(f"{found.died:5} workers whose death nobody explained")


if __name__ == "__main__":
    sys.exit(main())
