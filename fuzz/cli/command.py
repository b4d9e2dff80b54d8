"""The commands by name, each loaded when it is asked for: ``fuzz list`` need not wait for the others."""

from importlib import import_module
from typing import NamedTuple

import click


class Place(NamedTuple):
    """Where a command is defined, and the first sentence of its help."""

    module: str
    attribute: str
    summary: str


PLACES = {
    "run": Place(
        "fuzz.cli.run",
        "run",
        "Fuzz the real ResNet-50: find failures, shrink each one, and catalogue it.",
    ),
    "sweep": Place(
        "fuzz.cli.sweep",
        "sweep",
        "Try every case within bounds, so that there is no other failure within them.",
    ),
    "judge": Place(
        "fuzz.cli.judge",
        "judge_cases",
        "Run cases and say of each what it fails with, or that it is fine.",
    ),
    "replay": Place(
        "fuzz.cli.replay",
        "replay",
        "Run catalogued failures again: SAME, CHANGED, FIXED, SKIPPED or ERROR for each.",
    ),
    "minimize": Place(
        "fuzz.cli.minimize",
        "minimize_case",
        "Print the smallest case that fails like this one.",
    ),
    "list": Place(
        "fuzz.cli.list",
        "list_entries",
        "List the failures of a catalogue, one line each.",
    ),
    "show": Place(
        "fuzz.cli.show",
        "show",
        "Show one failure: what happens, the smallest case, the script, where it was seen.",
    ),
    "script": Place(
        "fuzz.cli.show",
        "print_script",
        "Print a standalone PyTorch script that shows one failure.",
    ),
    "explain": Place(
        "fuzz.cli.explain",
        "explain_message",
        "Find the catalogued failures that an error message fits, best first.",
    ),
    "diff": Place(
        "fuzz.cli.diff",
        "diff_catalogues",
        "Say which failures are new in B, gone from A, moved elsewhere, or worded in another way.",
    ),
    "merge": Place(
        "fuzz.cli.merge",
        "merge_catalogues",
        "Write the union of catalogues: one entry per failure, with all that was seen of it.",
    ),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and summary, and loads the one that is to run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, loaded."""
        place = PLACES.get(cmd_name)
        return getattr(import_module(place.module), place.attribute) if place else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands as `click.Group` does, from their summaries alone."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _shortened(PLACES[name].summary, room)) for name in names])


def _shortened(summary: str, room: int) -> str:
    return click.Command(None, help=summary).get_short_help_str(room)
