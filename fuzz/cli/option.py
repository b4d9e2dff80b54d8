"""Options that several commands share, and the checks that a type alone does not make."""

import re
from pathlib import Path
from typing import Annotated

import typer

from fuzz.catalogue.store import CORPUS
from fuzz.error import FuzzError

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
From = Annotated[
    Path, typer.Option("--catalogue", help="The directory of entries.", show_default="the corpus")
]
Device = Annotated[str, typer.Option("--device", help="auto, cpu or cuda.")]

DEFAULT_CATALOGUE = CORPUS
DEVICES = ("auto", "cpu", "cuda")
UNITS = {"s": 1, "m": 60, "h": 3600, "": 1}


def seconds(text: str) -> float:
    """A duration such as 90, 90s, 5m or 8h in seconds. Raises `FuzzError` for anything else."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text.strip())
    if not found or float(found[1]) <= 0:
        raise FuzzError(f"--time {text}: not a duration; write 90s, 5m or 8h")
    return float(found[1]) * UNITS[found[2]]


def device(name: str) -> str:
    """A device name. Raises `FuzzError` for one that is not known."""
    if name not in DEVICES:
        raise FuzzError(f"--device {name}: not a device; use one of {', '.join(DEVICES)}")
    return name


def positive(name: str, number: int) -> int:
    """A whole number above zero. Raises `FuzzError` for any other."""
    if number < 1:
        raise FuzzError(f"{name} {number}: must be 1 or more")
    return number
