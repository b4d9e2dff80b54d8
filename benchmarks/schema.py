"""The schema of ``[tool.resnet-fuzz]`` in pyproject.toml, made of the options of the commands.

Usage: python -m benchmarks.schema > docs/pyproject.schema.json
"""

import json
from typing import Any

import click

from benchmarks.readme import ROOT
from fuzz.cli.app import app
from fuzz.cli.command import PLACES
from fuzz.cli.config import TABLE, is_list, named

PAGE = ROOT / "docs" / "pyproject.schema.json"


def schema() -> dict[str, Any]:
    """The schema of the table; a command without options that a file may have has an empty table."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"[tool.{TABLE}]",
        "description": "The defaults of the command line, a table for each command",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _table(name) for name in sorted(PLACES)},
    }


def _table(name: str) -> dict[str, Any]:
    command = app.get_command(click.Context(app), name)
    options = named(command) if command is not None else {}
    return {
        "description": PLACES[name].summary,
        "type": "object",
        "additionalProperties": False,
        "properties": {option: _values(each) for option, each in sorted(options.items())},
    }


def _values(option: click.Option) -> dict[str, Any]:
    said = {"description": option.help} if option.help else {}
    if option.is_flag:
        return {**said, "type": "boolean"}
    one = _one(option.type)
    if is_list(option):
        return {**said, "anyOf": [one, {"type": "array", "items": one}]}
    return {**said, **one}


def _one(kind: click.ParamType[Any]) -> dict[str, Any]:
    match kind:
        case click.IntRange(min=least):
            return {"type": "integer", "minimum": least}
        case click.Choice(choices=choices):
            return {"enum": list(choices)}
    if kind.name == "duration":
        return {"type": "string", "pattern": r"^\d+(\.\d+)?[smh]?$"}
    return {"type": "string"}


if __name__ == "__main__":
    print(json.dumps(schema(), indent=2, ensure_ascii=False))
