"""The table that commands are loaded from says of each what the command itself says."""

import platform
from importlib import import_module
from importlib.metadata import version
from pkgutil import iter_modules

import click
import pytest
from click.testing import CliRunner

from fuzz import cli
from fuzz.cli.app import app
from fuzz.cli.command import PLACES

CONTEXT = click.Context(app)


@pytest.mark.parametrize("name", PLACES)
def test_a_place_is_that_of_the_command_and_its_summary(name: str) -> None:
    command = app.get_command(CONTEXT, name)
    assert command is not None
    assert command.name == name
    assert (command.help or "").partition("\n\n")[0].replace("\n", " ") == PLACES[name].summary


@pytest.mark.parametrize("width", [40, 80, 120])
def test_help_is_what_the_loaded_commands_would_give(width: int) -> None:
    loaded = click.Group(
        commands=[command for name in PLACES if (command := app.get_command(CONTEXT, name))]
    )
    ours, theirs = click.HelpFormatter(width=width), click.HelpFormatter(width=width)
    app.format_commands(CONTEXT, ours)
    loaded.format_commands(click.Context(loaded), theirs)
    assert ours.getvalue() == theirs.getvalue()


def test_help_cuts_no_summary_short() -> None:
    said = CliRunner().invoke(app, ["--help"], terminal_width=80).output
    listed = said.partition("Commands:\n")[2].splitlines()
    assert [line for line in listed if line.endswith("...")] == []
    assert all(place.summary in said for place in PLACES.values())


@pytest.mark.parametrize("name", PLACES)
def test_help_has_an_example_and_no_line_is_too_wide(name: str) -> None:
    said = CliRunner().invoke(app, [name, "--help"], terminal_width=80).output
    lines = said.splitlines()
    assert any(line.strip().startswith(f"fuzz {name} ") or f"| fuzz {name} " in line for line in lines)
    assert max(map(len, lines)) <= 80


def test_the_version_tells_of_the_environment() -> None:
    first, packages, system = CliRunner().invoke(app, ["--version"]).output.splitlines()
    assert first == f"fuzz {version('resnet-fuzz')}"
    assert f"torch {version('torch')}" in packages
    assert platform.python_version() in system


@pytest.mark.parametrize(
    ("typed", "meant"), [("lst", "list"), ("repaly", "replay"), ("minimise", "minimize")]
)
def test_a_command_mistyped_is_told_what_it_may_have_meant(typed: str, meant: str) -> None:
    with pytest.raises(click.UsageError, match=f"^No such command '{typed}'; did you mean {meant}[?]$"):
        app.main([typed], standalone_mode=False)


def test_there_is_no_other_command() -> None:
    modules = [import_module(found.name) for found in iter_modules(cli.__path__, "fuzz.cli.")]
    defined = [value for module in modules for value in vars(module).values()]
    commands = {value.name for value in defined if isinstance(value, click.Command)} - {app.name}
    assert commands == set(PLACES) == set(app.list_commands(CONTEXT))
    assert app.get_command(CONTEXT, "nothing") is None
