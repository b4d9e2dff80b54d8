"""The command line: every command is registered here, and a user's mistake becomes one line."""

import sys
from typing import Any

import typer

from fuzz.cli import catalogue, compare, explain, judge, minimize, replay, run
from fuzz.error import FuzzError

BAD_INPUT = 2
INTERRUPTED = 130

app = typer.Typer(
    name="fuzz",
    help="Find what fails when a ResNet-50 is edited, fed and trained, and keep a catalogue of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(run.run)
app.command("judge")(judge.judge_cases)
app.command("replay")(replay.replay)
app.command("minimize")(minimize.minimize_case)
app.command("list")(catalogue.list_entries)
app.command("show")(catalogue.show)
app.command("script")(catalogue.print_script)
app.command("explain")(explain.explain_message)
app.command("diff")(compare.diff_catalogues)
app.command("merge")(compare.merge_catalogues)


def main() -> None:
    """Run the command line and leave with its exit status."""
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except FuzzError as error:
        _leave(str(error), BAD_INPUT)
    except (KeyboardInterrupt, typer.Abort):
        _leave("interrupted", INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # The reader of our output has gone; there is nobody left to tell.
        sys.exit(0)
    except Exception as error:
        # The class of a usage error has moved between releases of typer; its method has not.
        message: Any = getattr(error, "format_message", None)
        if message is None:
            raise
        _leave(message() or "no command given; see 'fuzz --help'", BAD_INPUT)


def _leave(message: str, status: int) -> None:
    print(f"fuzz: {message}", file=sys.stderr)
    sys.exit(status)
