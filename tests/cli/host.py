"""GitHub and GitLab, so far as our nightly workflows ask anything of them: each line is run for real.

Checkouts are clones, artifacts are copied between jobs, and what a file asks for that is not known here
is an error.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from fuzz.cli.nightly import HOSTS, PLACE

SETUP = ("python -m pip install $FUZZ_INSTALL",)
"""What is not run here: it would take minutes, and the command is there."""

GIVEN = ("actions/checkout@v4", "actions/setup-python@v5")
"""What a machine of ours has from the start."""

UPLOAD, DOWNLOAD = "actions/upload-artifact@v4", "actions/download-artifact@v4"
ALWAYS = ("always()", "${{ !cancelled() }}")

Job = Mapping[str, Any]

TEXTS = {host: (PLACE / name).read_text() for host, name in HOSTS.items()}
GITHUB, GITLAB = (dict(YAML(typ="safe").load(TEXTS[host])) for host in ("github", "gitlab"))


def github_lines() -> list[str]:
    """All that the workflow for GitHub runs, a step each."""
    steps = [step for job in GITHUB["jobs"].values() for step in job["steps"]]
    return [step["run"].rstrip("\n") for step in steps if "run" in step]


def gitlab_lines() -> list[str]:
    """All that the pipeline for GitLab runs."""
    return [line for name in GITLAB if not name.startswith(".") for line in _lines(extended(name))]


@dataclass
class Machine:
    """A fresh clone, what the environment has there, and what was run and said."""

    directory: Path
    environment: dict[str, str]
    artifacts: Path
    ran: list[str] = field(default_factory=list)
    said: str = ""

    def clone(self, remote: Path) -> "Machine":
        """The machine, with the repository in it."""
        command = ["git", "clone", "--quiet", "--depth", "1", remote.as_uri(), str(self.directory)]
        subprocess.run(command, check=True)
        return self

    def run(self, lines: Iterable[str], shell: tuple[str, ...], **variables: str) -> int:
        """Run lines in one shell, but for `SETUP`; return their status."""
        kept = [line for line in lines if line not in SETUP]
        self.ran += lines
        done = subprocess.run(
            [*shell, "-c", "\n".join(kept)],
            cwd=self.directory,
            env={**self.environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.said += done.stdout
        return done.returncode


def on_github(name: str, contexts: Mapping[str, str], ours: Mapping[str, str], machine: Machine) -> int:
    """Do the steps of a job. ``contexts`` has the values of expressions, ``ours`` edits of ``env``."""
    job, status = GITHUB["jobs"][name], 0
    summary = machine.directory / "step summary"
    both = {**GITHUB["env"], **ours, **job.get("env", {})}
    variables = {key: _filled(value, contexts) for key, value in both.items()}
    for step in job["steps"]:
        asked = {key: _filled(value, contexts) for key, value in step.get("with", {}).items()}
        if status and step.get("if") not in ALWAYS:
            continue
        if "run" in step:
            here = {**variables, "GITHUB_STEP_SUMMARY": str(summary)}
            status = machine.run([step["run"].rstrip("\n")], ("bash", "-e"), **here) or status
        elif step["uses"] == UPLOAD:
            copied = machine.artifacts / asked["name"]
            shutil.copytree(machine.directory / asked["path"], copied)
        elif step["uses"] == DOWNLOAD:
            assert asked["merge-multiple"] == "True"
            for artifact in machine.artifacts.glob(asked["pattern"]):
                into = machine.directory / asked["path"]
                shutil.copytree(artifact, into, dirs_exist_ok=True)
        else:
            assert step["uses"] in GIVEN, step
    return status


def _filled(value: object, contexts: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: contexts[found[1]], str(value))


def on_gitlab(name: str, given: Mapping[str, str], machine: Machine) -> int:
    """Do a job. ``given`` has what GitLab predefines, and the variables of the project, which count
    before those of the file."""
    job = extended(name)
    variables = {**job["variables"], **given}
    for key, value in variables.items():
        variables[key] = re.sub(r"\$\{?(\w+)\}?", lambda found: given.get(found[1], ""), value)
    if "needs" in job:
        for artifact in machine.artifacts.iterdir():
            shutil.copytree(artifact, machine.directory, dirs_exist_ok=True)
    status = machine.run(_lines(job), ("bash", "-eo", "pipefail"), **variables)
    assert job["artifacts"]["when"] == "always"
    for path in job["artifacts"]["paths"]:
        source, copied = machine.directory / path, machine.artifacts / machine.directory.name / path
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, copied) if source.is_dir() else shutil.copy(source, copied)
    return status


def _lines(job: Job) -> list[str]:
    return [line.rstrip("\n") for line in (*job["before_script"], *job["script"])]


def extended(name: str) -> dict[str, Any]:
    """A job with what it extends, of which it changes variables one by one and all else as a whole."""
    job = dict(GITLAB[name])
    base = extended(job["extends"]) if "extends" in job else {}
    return {**base, **job, "variables": {**base.get("variables", {}), **job.get("variables", {})}}
