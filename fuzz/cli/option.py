"""Arguments and options that several commands share, and the types that they have."""

from pathlib import Path
from typing import Any

import click

from fuzz.catalogue.store import CORPUS
from fuzz.duration import seconds


class Duration(click.ParamType[float]):
    """A length of time such as 90s, 5m or 8h, as a number of seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            return seconds(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")

device = click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="cpu",
    show_default=True,
    help="Where to run; auto takes a GPU where there is one.",
)

catalogue = click.option(
    "--catalogue",
    type=click.Path(path_type=Path),
    default=CORPUS,
    help="The directory of entries; without it, the corpus that ships with the package.",
)
