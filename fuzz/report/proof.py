"""Proof of a reproducer: its script is run without this project, and must show the failure."""

import json
import subprocess
import sys
from pathlib import Path

from fuzz import execution
from fuzz.catalogue.entry import Entry
from fuzz.report.script import script
from fuzz.verdict import Wording, template

REMEDY = Path(execution.__file__).with_name("vision.py")

RUNNER = """
import json, runpy, sys, tempfile
remedy = runpy.run_path(sys.argv[1])
sys.modules.update(resnet_fuzz=None, fuzz=None, strategies=None)
import torch
torch.set_num_threads(1)
torch.set_warn_always(True)
try:
    runpy.run_path(sys.argv[2], run_name="__main__")
except BaseException as error:
    print(json.dumps([type(error).__name__, str(error)]))
else:
    print(json.dumps(["", ""]))
"""
"""Run in a new interpreter. It loads the workaround for torchvision on CPU torch, blocks the import of
this project, runs the script, and prints what it raised."""


def run_alone(path: Path, *, timeout: float = 300.0) -> tuple[str, str]:
    """The type and message of what a script raises in a new process without this project.

    Both are empty where it raises nothing. Raises `subprocess.CalledProcessError` where the process
    itself fails.
    """
    command = [sys.executable, "-I", "-c", RUNNER, str(REMEDY), str(path)]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, timeout=timeout, check=True)
    exception, message = json.loads(done.stdout.splitlines()[-1])
    return exception, message


def shows(entry: Entry, exception: str, message: str) -> bool:
    """Whether the exception of a script is the failure of an entry; for a silent one, there is none."""
    if entry.signature.kind == "silent" or not entry.wordings:
        return not exception
    if entry.signature.kind == "nonfinite":
        return (exception, message) == ("AssertionError", entry.signature.template)
    return Wording(exception, template(message)) in entry.wordings


def prove(entry: Entry, directory: Path) -> tuple[bool, str]:
    """Write an entry's script into a directory and run it alone.

    Returns whether it shows the failure, and what it raised.
    """
    path = directory / f"{entry.id}.py"
    path.write_text(script(entry))
    exception, message = run_alone(path)
    return shows(entry, exception, message), f"{exception}: {message}"
