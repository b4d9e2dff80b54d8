"""Programs that raise the messages of the tables: ``examples/area/what.py`` for answer ``area.what``."""

import re
from pathlib import Path

NAME = re.compile(r"\w+\.\w+")
FOLDER = Path(__file__).with_name("examples")


def example_of(name: str) -> str:
    """The program that raises the message of an answer; "" where there is none."""
    area, _, what = name.partition(".")
    path = FOLDER / area / f"{what}.py"
    return path.read_text().rstrip() if what and path.is_file() else ""


def is_reading(name: str) -> bool:
    """Whether a name is that of an answer in words of its own: each has its program."""
    return bool(NAME.fullmatch(name) and example_of(name))
