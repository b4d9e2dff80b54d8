"""Nights of a repository whose catalogue lacks a cause: on GitHub, on GitLab and by cron."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from fuzz.catalogue.store import Catalogue, write_union
from fuzz.cli.nightly import HOSTS, PLACE
from strategies.release import installed
from tests.cli.conftest import plain_environment
from tests.cli.host import Machine, on_github, on_gitlab

ROOT = Path(__file__).parents[2]
UNKNOWN = "huberloss.delta"
"""A cause that each case meets, and that the catalogue in the repository of these tests lacks."""

FAILING = [UNKNOWN] if installed() >= (2, 12) else [UNKNOWN, "target_type"]
"""The causes to look at after the first night. Up to torch 2.11 BCEWithLogitsLoss takes integers on
meta, and not on the CPU: a variant that the corpus, made with a later release, has not."""

PROJECT = {"FUZZ_BUDGET": "--cases 1 --workers 1", "FUZZ_KNOWN": "mine"}
"""What the owner of that repository has set."""

IDENTITY = ("-c", "user.name=test", "-c", "user.email=test@localhost")
CRON = f"sh '{PLACE / HOSTS['cron']}'"


@dataclass
class Nights:
    """What happened, by host and night: the status that a job left with, and its machine."""

    place: Path
    environment: dict[str, str]
    jobs: dict[str, tuple[int, Machine]] = field(default_factory=dict)

    @property
    def remote(self) -> Path:
        return self.place / "remote.git"

    def machine(self, name: str, night: int) -> Machine:
        place = self.place / f"night {night}"
        return Machine(place / name, self.environment, place / "artifacts").clone(self.remote)

    def github(self, job: str, night: int, shard: int = 0) -> None:
        contexts = {
            "vars.FUZZ_BUDGET || '--time 30m'": PROJECT["FUZZ_BUDGET"],
            "vars.FUZZ_SUBJECT || 'resnet50'": "resnet50",
            "github.run_number": str(night),
            "matrix.device": "cpu",
            "matrix.shard": str(shard),
        }
        name = f"{job} {night}/{shard}"
        machine = self.machine(f"{job}-{shard}", night)
        edits = {"FUZZ_KNOWN": PROJECT["FUZZ_KNOWN"]}
        self.jobs[name] = on_github(job, contexts, edits, machine), machine

    def gitlab(self, job: str, night: int) -> None:
        own = {"FUZZ_REMOTE": "origin", "CI_PIPELINE_IID": str(night), "CI_NODE_INDEX": "1"}
        machine = self.machine(job, night)
        self.jobs[f"gitlab {job} {night}"] = on_gitlab(job, {**PROJECT, **own}, machine), machine

    def cron(self, night: int) -> None:
        name = f"cron {night}"
        machine = Machine(self.place / "srv", self.environment, self.place)
        if not machine.directory.exists():
            machine.clone(self.remote)
        self.jobs[name] = machine.run([CRON], ("sh",), **PROJECT, NIGHT=str(night)), machine

    def status(self, name: str) -> int:
        status, machine = self.jobs[name]
        print(machine.said)  # noqa: T201, for whoever looks into a failure
        return status

    def kept(self, *arguments: str) -> list[str]:
        """What git says of the branch that the nights keep, line by line."""
        return self._git(*arguments, directory=self.remote).splitlines()

    def _git(self, *arguments: str, directory: Path) -> str:
        return subprocess.run(
            ["git", *IDENTITY, *arguments],
            cwd=directory,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def set_up(self) -> None:
        """A repository that has the corpus, but for one cause, as a catalogue of its own."""
        work = self.place / "work"
        write_union((one for one in Catalogue() if one.group != UNKNOWN), work / "mine")
        self._git("init", "--quiet", "--initial-branch", "main", directory=work)
        self._git("add", "--all", directory=work)
        self._git("commit", "--quiet", "-m", "The corpus", directory=work)
        self._git("clone", "--quiet", "--bare", ".", str(self.remote), directory=work)


def environment(place: Path) -> dict[str, str]:
    """The command on the PATH, and a git that knows nobody."""
    place.mkdir()
    (place / "fuzz").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m resnet_fuzz "$@"\n')
    (place / "fuzz").chmod(0o755)
    outer = plain_environment()
    paths = {"PATH": f"{place}:{outer['PATH']}", "PYTHONPATH": f"{ROOT}:{outer.get('PYTHONPATH', '')}"}
    return {**outer, **paths, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def together(*jobs: Callable[[], None]) -> None:
    with ThreadPoolExecutor(2) as pool:
        for job in [pool.submit(job) for job in jobs]:
            job.result()
