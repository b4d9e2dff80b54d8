"""The command line: the group of all commands, where a user's mistake becomes one line."""

import atexit
import gc
import io
import os
import sys
import warnings
from contextlib import suppress

import click
from click.core import ParameterSource

from fuzz.cli.command import LazyGroup
from fuzz.cli.config import NAME, TABLE, defaults
from fuzz.error import FuzzError
from fuzz.text import printable

BAD_INPUT = 2
INTERRUPTED = 130
LONGEST_LINE = 2000


def _tell_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from fuzz.cli.version import version_text

        click.echo(version_text())
        context.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version and the environment, and exit.",
)
@click.pass_context
def app(context: click.Context) -> None:
    """Find what fails when a ResNet-50 is edited, fed and trained, and keep a catalogue of it."""
    called = context.invoked_subcommand
    command = app.get_command(context, called) if called else None
    if called and command:
        context.default_map = {called: defaults(called, command)}


def main() -> None:
    """Run the command line and leave with its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a path may have what no encoding has
    atexit.register(gc.freeze)  # at its end, a process need not look for garbage once more
    warnings.formatwarning = lambda message, *_: f"fuzz: {message}\n"  # a line for people, no source
    try:
        status = app(prog_name="fuzz", standalone_mode=False) or 0
        sys.stdout.flush()
        sys.exit(status)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(BAD_INPUT)
    except click.ClickException as error:
        _leave(_place(error) + error.format_message(), BAD_INPUT)
    except FuzzError as error:
        _leave(str(error), BAD_INPUT)
    except (KeyboardInterrupt, click.Abort):
        _leave("interrupted", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone, so what is left of it goes nowhere, without a word.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        _leave(f"{error.strerror or error}{where}", BAD_INPUT)


def _place(error: click.ClickException) -> str:
    """Where the value of an option is from, unless it was given on the command line."""
    context, option = getattr(error, "ctx", None), getattr(error, "param", None)
    if context is None or option is None or option.name is None:
        return ""
    if context.get_parameter_source(option.name) is not ParameterSource.DEFAULT_MAP:
        return ""
    return f"{NAME}, [tool.{TABLE}.{context.info_name}]: "


def _leave(message: str, status: int) -> None:
    with suppress(OSError):  # where there is no room for it either, the status says it
        click.echo(f"fuzz: {printable(' '.join(message.split()))[:LONGEST_LINE]}", err=True)
    sys.exit(status)
