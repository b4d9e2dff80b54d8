"""One text given to the real command, in a process of its own."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.hostile.sort import Sort

ROOT = Path(__file__).parents[2]
GOOD = (0, 1, 2)
FILES = {"run.json": "run.json", "events.jsonl": "events.jsonl", "sweep.json": "sweep.json"}
"""The names of files that lie in the directory of a run."""

SECONDS = 60.0


def problem(name: str, sort: Sort, text: bytes) -> str:
    """What is wrong with how the command takes a text; "" where nothing is.

    A case that is good would be run, so of the sorts that lead to a run only what is refused is told.
    """
    with tempfile.TemporaryDirectory() as root:
        place = Path(root)
        (place / "DIR").mkdir()
        (place / "FILE").write_bytes(text)
        shutil.copy(place / "FILE", place / "FILE.jsonl")
        shutil.copy(place / "FILE", place / "DIR" / FILES.get(name, "x.json"))
        try:
            done = subprocess.run(
                [sys.executable, "-m", "resnet_fuzz", *sort.command],
                cwd=place,
                env={"PYTHONPATH": str(ROOT), "PATH": "", "HOME": root},
                input=text if "-" in sort.command else b"",
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"took more than {SECONDS:.0f} s"
    return _problem(done)


def _problem(done: "subprocess.CompletedProcess[bytes]") -> str:
    told, lines = done.stdout.decode() + done.stderr.decode(), done.stderr.decode().splitlines()
    if done.returncode not in GOOD or "Traceback" in done.stderr.decode():
        return f"left with {done.returncode}: {lines[-1:]}"
    if any(not char.isprintable() and char not in "\n\t" for char in told):
        return "wrote a control character"
    if done.returncode == 2 and len(lines) != 1:
        return f"refused it in {len(lines)} lines"
    return ""
