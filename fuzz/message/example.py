"""Programs that raise the messages of the tables: ``examples/area/what.py`` for answer ``area.what``."""

from pathlib import Path

FOLDER = Path(__file__).with_name("examples")


def example_of(name: str) -> str:
    """The program that raises the message of an answer; "" where there is none."""
    area, _, what = name.partition(".")
    path = FOLDER / area / f"{what}.py"
    return path.read_text().rstrip() if what and path.is_file() else ""
