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
        "Find failures of a ResNet, shrink and catalogue each one.",
    ),
    "sweep": Place(
        "fuzz.cli.sweep",
        "sweep",
        "Try every case within bounds.",
    ),
    "check": Place(
        "fuzz.cli.check",
        "check",
        "Check a network of your own: what it takes, where it fails.",
    ),
    "judge": Place(
        "fuzz.cli.judge",
        "judge_cases",
        "Run cases and say what each one fails with.",
    ),
    "replay": Place(
        "fuzz.cli.replay",
        "replay",
        "Run catalogued failures again.",
    ),
    "minimize": Place(
        "fuzz.cli.minimize",
        "minimize_case",
        "Print the smallest case that fails like this one.",
    ),
    "list": Place(
        "fuzz.cli.list",
        "list_causes",
        "List the causes of failures in a catalogue, one line each.",
    ),
    "show": Place(
        "fuzz.cli.show",
        "show",
        "Show one failure: what happens, and the smallest case.",
    ),
    "script": Place(
        "fuzz.cli.show",
        "print_script",
        "Print a standalone PyTorch script that shows one failure.",
    ),
    "explain": Place(
        "fuzz.cli.explain",
        "explain_message",
        "Find the cause of an error message.",
    ),
    "report": Place(
        "fuzz.cli.report",
        "report",
        "Summarise runs: a page, Markdown, JUnit, SARIF.",
    ),
    "nightly": Place(
        "fuzz.cli.nightly",
        "nightly",
        "Print a workflow for every night: for GitHub, GitLab or cron.",
    ),
    "diff": Place(
        "fuzz.cli.diff",
        "diff_catalogues",
        "Compare two catalogues.",
    ),
    "merge": Place(
        "fuzz.cli.merge",
        "merge_catalogues",
        "Write the union of catalogues.",
    ),
    "promote": Place(
        "fuzz.cli.promote",
        "promote",
        "Put causes of one catalogue into another.",
    ),
    "accept": Place(
        "fuzz.cli.accept",
        "accept",
        "Accept failures, so that they do not make a run fail.",
    ),
    "cache": Place(
        "fuzz.cli.cache",
        "cache",
        "Say what is kept from one run to the next, or clear it.",
    ),
    "migrate": Place(
        "fuzz.cli.migrate",
        "migrate",
        "Write a catalogue of format 2 in format 3.",
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for, or an error that names those that may have been meant."""
        near = [] if args[0] in PLACES or ctx.resilient_parsing else _near(args[0])
        if near:
            ctx.fail(f"No such command {args[0][:40]!r}; did you mean {' or '.join(near)}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands as `click.Group` does, from their summaries alone."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _shortened(PLACES[name].summary, room)) for name in names])


def _shortened(summary: str, room: int) -> str:
    return click.Command(None, help=summary).get_short_help_str(room)


def _near(name: str) -> list[str]:
    from difflib import get_close_matches  # loaded where a user has mistyped something

    return get_close_matches(name[:40], PLACES)
