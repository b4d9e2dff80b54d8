"""What looks into a catalogue answers at once: it does not wait for torch, nor for the like of it; and
what has a process for its cases imports torch there alone."""

from pathlib import Path

import pytest

from fuzz.catalogue.store import write_all
from tests.cli.conftest import Run, runner
from tests.cli.sample import ENTRIES, HEAD, write_format2

SLOW = ("torch", "torchvision", "numpy", "hypothesis", "rich", "pytest", "jinja2")

COMMANDS: dict[str, tuple[str, ...]] = {
    "list": ("list", "--catalogue", "catalogue"),
    "show": ("show", HEAD.id, "--catalogue", "catalogue"),
    "script": ("script", HEAD.id, "--catalogue", "catalogue"),
    "explain": ("explain", HEAD.observed[0].message, "--catalogue", "catalogue"),
    "diff": ("diff", "catalogue", "catalogue"),
    "merge": ("merge", "catalogue", "--out", "union"),
    "migrate": ("migrate", "earlier", "--out", "migrated"),
    "promote": ("promote", HEAD.id, "--from", "catalogue", "--into", "mine"),
    "accept": ("accept", HEAD.id, "--reason", "so be it", "--catalogue", "catalogue"),
    "report": ("report", "run"),
    "nightly": ("nightly", "github"),
    "help": ("--help",),
    "version": ("--version",),
    "bad input": ("judge", "missing.json"),
    "judge": ("judge", "case.json"),
}

UNNEEDED: dict[str, tuple[str, ...]] = {
    "help": ("msgspec", "strategies", "fuzz.catalogue"),
    "list": ("strategies.contract", "strategies.validation", "fuzz.message", "fuzz.report.script"),
    "show": ("strategies.contract", "strategies.validation", "fuzz.message", "tempfile"),
    "script": ("strategies.contract", "strategies.validation", "fuzz.message", "tempfile"),
    "diff": ("strategies.contract", "strategies.validation", "fuzz.message", "fuzz.report.script"),
    "explain": ("strategies.validation",),
}
"""What a command does without, though others need it: it would take longer to load than to answer."""

WATCHED = f"""
import atexit, sys
there = set(sys.modules)  # whatever this Python loads for each program
def tell():
    slow = [name for name in {SLOW!r} if name in sys.modules]
    print(*sorted(set(sys.modules) - there), file=sys.stderr)
    print("slow:", slow, file=sys.stderr)
atexit.register(tell)
from fuzz.cli.app import main
main()
"""


@pytest.fixture
def watched(tmp_path: Path) -> Run:
    """The command, which says at its end what it has loaded."""
    write_all(ENTRIES, tmp_path / "catalogue")
    write_format2(ENTRIES, tmp_path / "earlier")
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "events.jsonl").touch()
    (tmp_path / "case.json").write_text("{}")
    return runner(tmp_path, ["-c", WATCHED])


@pytest.mark.parametrize("command", COMMANDS)
def test_slow_modules_are_left_alone(watched: Run, command: str) -> None:
    result = watched(*COMMANDS[command])
    assert result.returncode == (2 if command == "bad input" else 0)
    assert result.stderr.endswith("slow: []\n"), result.stderr


@pytest.mark.parametrize("command", UNNEEDED)
def test_a_command_loads_only_what_it_needs(watched: Run, command: str) -> None:
    loaded = watched(*COMMANDS[command]).stderr.split()
    assert "fuzz.cli.app" in loaded
    assert not set(UNNEEDED[command]) & set(loaded)
