"""Options from ``[tool.resnet-fuzz]`` of a project's pyproject.toml: the defaults of the command line.

A table for each command has its options by their long names, without the dashes. What is given on the
command line goes before them. Nothing but plain values is read, and no name that no command has.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from fuzz.cli.command import PLACES
from fuzz.error import FuzzError
from fuzz.text import printable

NAME = "pyproject.toml"
TABLE = "resnet-fuzz"
MAX_BYTES = 2**20

IMPORTED = "own"
"""The type of an option that imports what it names, which nothing in a file may do."""

ONCE = frozenset({"help", "resume", "count", "until", "reason"})
"""Options that say something of one call alone."""


def defaults(name: str, command: click.Command) -> dict[str, Any]:
    """The defaults of a command, as click's ``default_map`` has them.

    Raises `FuzzError` where the file that is nearest has what no command has, or no such value.
    """
    path, tables = _nearest()
    _refuse_unknown(tables, PLACES, path, f"[tool.{TABLE}]: there is no command")
    table, where = tables.get(name, {}), f"[tool.{TABLE}.{name}]"
    if not isinstance(table, dict):
        raise FuzzError(f"{path}: {where} has to be a table of options")
    options = named(command)
    _refuse_unknown(table, options, path, f"{where}: a file sets no option")
    values = {}
    for key, value in table.items():
        option = options[key]
        if not _fits(option, value):
            raise FuzzError(f"{path}: {where}: {key} has to be {_wanted(option)}")
        values[str(option.name)] = _as_given(option, value, path.parent)
    return values


def named(command: click.Command) -> dict[str, click.Option]:
    """The options of a command that a file may have, by their names there."""
    options = {_long(each): each for each in command.params if isinstance(each, click.Option)}
    return {
        name: each
        for name, each in options.items()
        if name not in ONCE and not each.required and each.type.name != IMPORTED
    }


def is_list(option: click.Option) -> bool:
    """Whether it takes several values: one at a time, or with commas between them."""
    return option.multiple or option.type.name in ("words", "shapes")


def _long(option: click.Option) -> str:
    return next(name for name in option.opts if name.startswith("--")).removeprefix("--")


def _nearest() -> tuple[Path, dict[str, Any]]:
    """The file of the current directory, or the first above it, that has the table; and the table."""
    here = Path.cwd()
    for directory in (here, *here.parents):
        path = directory / NAME
        if path.is_file() and TABLE in (text := _text(path)):
            table = _table(text, path)
            if table is not None:
                return path, table
    return here / NAME, {}


def _text(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise FuzzError(f"{path}: it is larger than {MAX_BYTES} bytes")
    return content.decode(errors="replace")


def _table(text: str, path: Path) -> dict[str, Any] | None:
    import tomllib  # loaded where there is something to read

    try:
        tool = tomllib.loads(text).get("tool", {})
    except (ValueError, RecursionError) as error:  # one of TOML, or a number without end
        raise FuzzError(f"{path}: this is no TOML: {printable(str(error))}") from None
    table = tool.get(TABLE) if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise FuzzError(f"{path}: [tool.{TABLE}] has to be a table")
    return table


def _refuse_unknown(table: Iterable[str], names: Mapping[str, object], path: Path, what: str) -> None:
    for name in table:
        if name not in names:
            from difflib import get_close_matches  # loaded where a user has mistyped something

            near = get_close_matches(name[:40], names, n=3) or sorted(names)
            raise FuzzError(
                f"{path}: {what} {printable(name[:40])!r}; did you mean {' or '.join(near)}?"
            )


def _fits(option: click.Option, value: object) -> bool:
    if option.is_flag:
        return isinstance(value, bool)
    given = value if isinstance(value, list) and is_list(option) else [value]
    return all(isinstance(one, str | float) or _is_number(one) for one in given)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def _wanted(option: click.Option) -> str:
    if option.is_flag:
        return "true or false"
    return "text, or a list of it" if is_list(option) else "text or a number"


def _as_given(option: click.Option, value: Any, directory: Path) -> object:
    """A value as it would be given on the command line; a path, from the directory of the file on."""
    if option.is_flag:
        return value
    texts = [str(one) for one in (value if isinstance(value, list) else [value])]
    if isinstance(option.type, click.Path):
        texts = [str(directory / one) for one in texts]
    if option.name == "names":  # of catalogues, or words
        from fuzz.cli.known import NOTHING, SHIPPED

        texts = [one if one in (NOTHING, SHIPPED) else str(directory / one) for one in texts]
    return texts if option.multiple else ",".join(texts)
