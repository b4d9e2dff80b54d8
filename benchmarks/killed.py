"""A run of the real command whose processes are killed, and what it has to have left behind then."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from fuzz.campaign.event import Catalogued, Dropped, Met, MetAgain
from fuzz.campaign.journal import read_events
from fuzz.catalogue.store import Catalogue

SMALL_SHARDS = """
import fuzz.campaign.shard as shard
shard.CASES_PER_SHARD = 2
from fuzz.cli.app import main
main()
"""
"""The command with shards of two cases, so that a short run has several."""

DEADLY = """
import importlib.abc, importlib.util, os, sys


class Hook(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "torch.nn.modules.activation":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        run = spec.loader.exec_module
        spec.loader.exec_module = lambda module: (run(module), plant(module.ELU))
        return spec


def plant(kind):
    forward = kind.forward

    def planted(self, x):
        if x.dim() == 4 and x.device.type == "cpu" and "Abstract" not in type(x).__name__:
            os.abort()
        return forward(self, x)

    kind.forward = planted


sys.meta_path.insert(0, Hook())
"""
"""A fault that Python plants in every process: an ELU ends it, so that there is work for a child."""

MARK = "FUZZ_KILLED"


@dataclass
class KilledRun:
    """A run in a directory of its own, with a directory of its own for what is temporary."""

    folder: Path
    deadly: bool = False

    def __post_init__(self) -> None:
        self.out, self.temporary, self._said = (self.folder / name for name in ("out", "tmp", "said"))
        planted = self.folder / "planted"
        for directory in (self.temporary, planted):
            directory.mkdir(parents=True, exist_ok=True)
        (planted / "sitecustomize.py").write_text(DEADLY if self.deadly else "")
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        paths = (str(planted), str(Path(__file__).parents[1]), plain.get("PYTHONPATH", ""))
        own = {MARK: str(self.folder), "TMPDIR": str(self.temporary)}
        self._environment = {**plain, **own, "PYTHONPATH": os.pathsep.join(filter(None, paths))}

    def start(self, *arguments: object) -> "subprocess.Popen[bytes]":
        """Start ``fuzz run`` with some arguments."""
        with self._said.open("wb") as said:
            return subprocess.Popen(
                [sys.executable, "-c", SMALL_SHARDS, "run", *map(str, arguments)],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def go_on(self, *arguments: object) -> "subprocess.Popen[bytes]":
        """Go on with the run; where it was killed before it had begun, begin it with these arguments."""
        begun = (self.out / "run.json").exists()
        return self.start("--resume", self.out) if begun else self.start(*arguments)

    def said(self) -> str:
        """What the command last started has said."""
        return self._said.read_text(errors="replace")

    def is_whole(self) -> bool:
        """Whether ``fuzz list`` reads the catalogue, if there is one yet."""
        catalogue = self.out / "catalogue"
        command = [sys.executable, "-m", "resnet_fuzz", "list", "--catalogue", str(catalogue)]
        return not catalogue.exists() or subprocess.run(command, capture_output=True).returncode == 0

    def lost(self) -> set[str]:
        """The failures that the run told of, and that are neither in its catalogue nor unproven."""
        told: set[str] = set()
        met: set[str] = set()
        for event in read_events(self.out):
            if isinstance(event, Catalogued):
                told.add(event.entry.id)
            elif isinstance(event, Met | MetAgain):
                told.add(event.id)
            elif isinstance(event, Dropped):
                told.discard(event.id)
            if isinstance(event, Met):
                met.add(event.id)
        places = [self.out / name for name in ("catalogue", "unproven")]
        there = {entry.id for place in places if place.exists() for entry in Catalogue(place)}
        printed = len(re.findall(r"^ *\d+ \w.*\[.*\]$", self.said(), re.MULTILINE))
        return (told - there) | ({"printed and not in events.jsonl"} if printed > len(met) else set())

    def catalogue(self) -> dict[str, bytes]:
        """The files of the catalogue."""
        return {path.name: path.read_bytes() for path in (self.out / "catalogue").iterdir()}

    def processes(self) -> list[int]:
        """The processes of the run that live, whoever is their parent."""
        mark = f"{MARK}={self.folder}".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                marked = mark in (process / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if marked:
                found.append(int(process.name))
        return found

    def seconds_to_end(self, most: float = 30.0) -> float | None:
        """How long it takes until none of them lives and nothing temporary is left; None: too long."""
        began = time.monotonic()
        while self.processes() or any(self.temporary.iterdir()):
            if time.monotonic() - began > most:
                return None
            time.sleep(0.02)
        return time.monotonic() - began
