"""The picture of the way of a case, made from the functions that it goes through: what each takes and
gives is its signature, what it does the first sentence of its docstring.

Usage: python -m benchmarks.way > docs/way.svg
"""

import inspect
import textwrap
import types
import typing
from collections.abc import Callable, Collection, Iterator
from html import escape
from importlib import import_module

from hypothesis.strategies import SearchStrategy

from benchmarks.readme import ROOT

PICTURE = ROOT / "docs" / "way.svg"

WAY = (
    "strategies.generation.case:cases",
    "strategies.contract.predict:predict",
    "fuzz.execution.observe:observe",
    "fuzz.verdict.judgement:judge",
    "fuzz.triage.minimize:minimize",
    "fuzz.triage.proof:proof",
    "fuzz.triage.record:record",
    "fuzz.catalogue.cause:causes_of",
    "fuzz.report.script:script",
)
"""The functions in the order in which a case gets to them."""

WIDTH, ROW, GAP, LEFT = 760, 84, 26, 24

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.name { font-weight: 600 } .code { font-family: ui-monospace, monospace }
.soft { fill: #59636e } rect { fill: #f6f8fa; stroke: #d1d9e0 } path { stroke: #59636e; fill: none }
.strategies { fill: #0969da; stroke: none } .fuzz { fill: #bc4c00; stroke: none }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc } .soft { fill: #9198a1 } rect { fill: #151b23; stroke: #3d444d }
path { stroke: #9198a1 } .strategies { fill: #4493f8 } .fuzz { fill: #db6d28 }
}
"""


def picture(way: Collection[str] = WAY) -> str:
    """The picture as SVG. Raises `ValueError` where a function takes what none before it gives."""
    height = len(way) * (ROW + GAP) + 2 * LEFT - GAP
    rows = "".join(_row(number, *step) for number, step in enumerate(_steps(way)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-label="The way of a case through the packages">\n'
        f"<style>{STYLE}</style>\n{rows}</svg>\n"
    )


def _steps(way: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Of each function its module, its signature and its sentence."""
    there: set[str] = set()
    for place in way:
        module, _, name = place.partition(":")
        function = getattr(import_module(module), name)
        taken, given = _taken(function), _names(typing.get_type_hints(function)["return"])
        if missing := [one for one in taken if not there & set(one.split(" | "))]:
            raise ValueError(f"{place} takes {missing[0]}, which no step before it gives")
        there.update(given, _parts(given))
        yield module, f"{name}({', '.join(taken)}) → {' | '.join(given)}", _sentence(function)


def _taken(function: Callable[..., object]) -> list[str]:
    """The types of what has to be given; options are left out."""
    hints = typing.get_type_hints(function)
    parameters = inspect.signature(function).parameters.values()
    return [
        " | ".join(_names(hints[one.name]))
        for one in parameters
        if one.kind is not inspect.Parameter.KEYWORD_ONLY
    ]


def _parts(given: list[str]) -> set[str]:
    """What is in a finding and is handed on by itself."""
    from fuzz.verdict import Finding

    hints = typing.get_type_hints(Finding)
    return set(_names(hints["signature"])) if "Finding" in given else set()


def _names(hint: object) -> list[str]:
    """The names of the classes in an annotation: of a union each, of a collection that of its items."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return list(map(repr, inside))
    if origin in (typing.Union, types.UnionType):
        return [name for one in inside for name in _names(one)]
    if origin is not None and (
        origin is SearchStrategy or issubclass(origin, Collection | typing.Iterable)
    ):
        return _names(inside[0])
    return ["None" if hint is type(None) else getattr(hint, "__name__", str(hint))]


def _sentence(function: Callable[..., object]) -> str:
    text = " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
    return text.partition(". ")[0].rstrip(".").replace("`", "") + "."


def _row(number: int, module: str, signature: str, sentence: str) -> str:
    top = LEFT + number * (ROW + GAP)
    package = module.partition(".")[0]
    lines = [
        f'<rect x="{LEFT}" y="{top}" width="{WIDTH - 2 * LEFT}" height="{ROW}" rx="6"/>',
        f'<rect class="{package}" x="{LEFT}" y="{top}" width="6" height="{ROW}" rx="3"/>',
        _text("name", top + 21, module),
        _text("code", top + 40, signature),
        *(
            _text("soft", top + 58 + 16 * line, part)
            for line, part in enumerate(textwrap.wrap(sentence, 100)[:2])
        ),
    ]
    if number:
        lines.append(f'<path d="M{WIDTH / 2:g} {top - GAP + 4}v{GAP - 8}m-4 -5l4 5l4 -5"/>')
    return "\n".join(lines) + "\n"


def _text(kind: str, y: int, text: str) -> str:
    return f'<text class="{kind}" x="{LEFT + 20}" y="{y}">{escape(text)}</text>'


if __name__ == "__main__":
    print(picture(), end="")
