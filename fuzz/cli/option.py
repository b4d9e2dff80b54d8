"""Arguments and options that several commands share, and the types that they have."""

import importlib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from fuzz.catalogue.store import CORPUS
from fuzz.duration import seconds
from strategies.network.imported import is_own
from strategies.network.models import DEFAULT, MODELS, reading
from strategies.subject import Subject
from strategies.value import Shape

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Duration(click.ParamType[float]):
    """A length of time such as 90s, 5m or 8h, as a number of seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            return seconds(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Words(click.ParamType[tuple[str, ...]]):
    """Words with commas between them, each one of those that a module lists under a name."""

    name = "words"

    def __init__(self, module: str, known: str) -> None:
        self.module, self.known = module, known

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from fuzz.cli.complete import listed  # it is for a shell that asks alone

        return listed(getattr(importlib.import_module(self.module), self.known), incomplete)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        known = self.listed(ctx)
        words = tuple(word.strip() for word in str(value).split(","))
        for word in words:
            if word not in known:
                near = _near(word[:40], known) or known[:8]
                self.fail(
                    f"{word[:40]!r} is not known here; did you mean {' or '.join(near)}?", param, ctx
                )
        return tuple(dict.fromkeys(words))

    def listed(self, _: click.Context | None) -> list[str]:
        """All words that may be given."""
        return list(getattr(importlib.import_module(self.module), self.known))


class Sites(Words):
    """Sites of the subject of a sweep."""

    def __init__(self) -> None:
        super().__init__("strategies.sweep", "SITES")

    def listed(self, ctx: click.Context | None) -> list[str]:
        from strategies.sweep import sites_of

        model = ctx.params.get("subject", DEFAULT) if ctx is not None else DEFAULT
        return list(sites_of(model))


def _near(word: str, known: list[str]) -> list[str]:
    from difflib import get_close_matches  # loaded where a user has mistyped something

    return get_close_matches(word, known, n=3)


class Shapes(click.ParamType[tuple[Shape, ...]]):
    """Shapes such as 2x3x32x32, with commas between them, each once unless they may be ``repeated``."""

    name = "shapes"

    def __init__(self, *, repeated: bool = False) -> None:
        self.repeated = repeated

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Shape, ...]:
        shapes = []
        for text in str(value).split(","):
            sizes = text.strip().split("x")
            if not all(size.isdecimal() and len(size) < 7 for size in sizes) or len(sizes) > 8:
                self.fail(f"{text.strip()[:40]!r} is not a shape such as 2x3x32x32", param, ctx)
            shapes.append(tuple(map(int, sizes)))
        return tuple(shapes) if self.repeated else tuple(dict.fromkeys(shapes))


class Part(click.ParamType[tuple[int, int]]):
    """One of several parts, such as 2/8."""

    name = "part"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        part, slash, parts = str(value).partition("/")
        if not (
            slash and part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts) < 10**6
        ):
            self.fail(f"{str(value)[:40]!r} is not a part such as 2/8", param, ctx)
        return int(part), int(parts)


class Day(click.ParamType[date]):
    """A day such as 2027-01-31, today or later."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{str(value)[:40]!r} is not a day such as 2027-01-31", param, ctx)
        if day < date.today():
            self.fail(f"{day} has passed", param, ctx)
        return day


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


class Own(click.ParamType[str]):
    """The name of a network of the user's own, which this process is granted from then on.

    One of a model that everybody has changes nothing. A name of one's own is to be given on the command
    line: a file may have been written by somebody else.
    """

    name = "own"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        name = str(value)
        if name in MODELS or ctx is None or param is None or ctx.resilient_parsing:
            return name
        if ctx.get_parameter_source(str(param.name)) is not ParameterSource.COMMANDLINE:
            self.fail(f"a file imports nothing; name it yourself: --subject {name[:100]}", param, ctx)
        from fuzz.execution.named.name import split

        split(name)
        from fuzz.execution.runner.granting import grant_apart  # it needs torch

        grant_apart(name)
        return name


class Model(Own):
    """The name of a model that may be a subject."""

    name = "model"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from fuzz.execution.extra import require_library  # a run alone needs it

        name = str(value)
        if is_own(name):
            return super().convert(name, param, ctx)
        if name not in MODELS:
            near = _near(name[:40], list(MODELS)) or list(MODELS)
            self.fail(f"{name[:40]!r} is no subject; did you mean {' or '.join(near)}?", param, ctx)
        require_library(Subject(model=name))
        return name


subject = click.option(
    "--subject",
    type=Model(),
    metavar="NAME",
    default=DEFAULT,
    show_default=True,
    is_eager=True,
    help=f"The network that is edited: MODULE:FACTORY for one of your own, or {', '.join(MODELS)}.",
)

own_subjects = click.option(
    "--subject",
    type=Own(),
    metavar="MODULE:FACTORY",
    multiple=True,
    is_eager=True,
    expose_value=False,
    help="A network of your own that cases may name; may be given several times.",
)


def _read(ctx: click.Context, _: click.Parameter, __: object) -> None:
    ctx.with_resource(reading())


shown_subjects = click.option(
    "--subject",
    type=Own(),
    metavar="MODULE:FACTORY",
    multiple=True,
    is_eager=True,
    expose_value=False,
    callback=_read,
    help="A network of your own, to be imported: scripts alone need it. May be given several times.",
)

no_cache = click.option(
    "--no-cache",
    is_flag=True,
    help="Neither read nor keep what was learned of this release of torch: see `fuzz cache`.",
)

workers = click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Worker processes. [default: one per core, as far as the devices have memory for them]",
)


class Device(click.ParamType[str]):
    """auto, cpu, or a type of accelerator as torch names it."""

    name = "device"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"[a-z][a-z0-9]{0,15}", str(value)):
            self.fail(
                f"{str(value)[:40]!r} is no type of device such as cuda; which of them are used is for"
                " CUDA_VISIBLE_DEVICES and its like to say",
                param,
                ctx,
            )
        return str(value)


def device(default: str) -> Callable[[Decorated], Decorated]:
    """The option of where to run."""
    return click.option(
        "--device",
        type=Device(),
        metavar="DEVICE",
        default=default,
        show_default=True,
        help="Where to run, such as cpu, cuda, mps; auto takes an accelerator where there is one.",
    )


case_time = click.option(
    "--case-time",
    type=Duration(),
    default="60s",
    show_default=True,
    help="How long a case may take, before it counts as one that never ends.",
)

catalogue = click.option(
    "--catalogue",
    type=click.Path(path_type=Path),
    default=CORPUS,
    help="The directory of causes; without it, the corpus that ships with the package.",
)
