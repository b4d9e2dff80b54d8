"""The page by implementation, as Markdown."""

from collections.abc import Callable, Iterable, Sequence

from benchmarks.implementations.trial import Happens, Row, Tried
from benchmarks.machine import machine
from benchmarks.page import table
from fuzz.text import counted

SPEAKS = ("rejected", "misplaced", "spurious")
DIES = ("crashed", "timeout", "oom")

HEAD = """\
# The same mistake, in each implementation

The plainest case of each of the {count} causes of the corpus, made in other people's ResNet-50 as well:
the edit at the module that corresponds, under the name that it has there; the same input, loss and
target. Each was run, by `make implementations`, with {libraries}
({machine}).

An error is told with the stage and the module. *silent* is what the documentation forbids, or nobody
means, and torch does all the same; *fine* is neither. A dash: the mistake can't be made there.
"""

Names = Sequence[str]


def page(releases: Sequence[Tried], names: Names) -> str:
    """The whole page: the first release in full, and where the others differ from it."""
    first = releases[0]
    differing = [row for row in first.rows if not _agree(row, names)]
    alike = [row for row in first.rows if _agree(row, names)]
    libraries = ", ".join(f"{name} {version}" for name, version in first.libraries.items())
    parts = [
        HEAD.format(count=len(first.rows), machine=machine(), libraries=libraries),
        _counts(first, names),
        f"## Where they differ: {counted(len(differing), 'cause')}",
        _table(differing, names, lambda row, name: _text(row.happens[name])),
        f"## Where they do the same: {counted(len(alike), 'cause')}",
        _alike(alike, names),
    ]
    for other in releases[1:]:
        parts += [f"## What is another with torch {other.torch}", _changes(first, other, names)]
    return "\n\n".join(parts) + "\n"


def _counts(tried: Tried, names: Names) -> str:
    kinds = {"raises": SPEAKS, "silent": ("silent",), "ends the process": DIES, "fine": ("passes",)}
    told = {kind for several in kinds.values() for kind in several} | {"missing"}
    kinds["says so otherwise"] = tuple(
        sorted({one.kind for row in tried.rows for one in row.happens.values()} - told)
    )
    kinds["can't be made"] = ("missing",)
    rows = [
        [what, *(str(sum(row.happens[name].kind in several for row in tried.rows)) for name in names)]
        for what, several in kinds.items()
    ]
    return table(["what a cause does", *names], rows)


def _agree(row: Row, names: Names) -> bool:
    """Whether all in which it can be made do alike, wherever that is in the network."""
    there = [one for name in names if (one := row.happens[name]).kind != "missing"]
    return len({(one.kind, one.rule, one.stage, one.exception) for one in there}) <= 1


def _table(rows: Iterable[Row], names: Names, cell: Callable[[Row, str], str]) -> str:
    return table(
        ["cause", *names],
        ([f"`{row.group}`", *(cell(row, name) for name in names)] for row in rows),
    ).replace("---:", "---")


def _text(happens: Happens) -> str:
    if happens.kind == "missing":
        return "-"
    if happens.kind == "passes":
        return "fine"
    if not happens.exception:
        return happens.kind
    place = f" at `{happens.site}`" if happens.site else ""
    return f"{_kind(happens)}{happens.exception} in {happens.stage}{place}: {_cut(happens.message)}"


def _kind(happens: Happens) -> str:
    return "" if happens.kind in (*SPEAKS, *DIES) else f"{happens.kind}: "


def _cut(message: str, most: int = 90) -> str:
    short = message if len(message) <= most else message[:most].rsplit(" ", 1)[0] + " ..."
    return short.replace("|", "\\|").replace("<", "&lt;")


def _alike(rows: Sequence[Row], names: Names) -> str:
    return table(
        ["cause", "what happens", "not in"],
        (
            [
                f"`{row.group}`",
                _text(next(one for one in row.happens.values() if one.kind != "missing")),
                ", ".join(name for name in names if row.happens[name].kind == "missing"),
            ]
            for row in rows
        ),
    ).replace("---:", "---")


def _changes(first: Tried, other: Tried, names: Names) -> str:
    before = {row.group: row for row in first.rows}
    rows = [
        [f"`{row.group}`", name, _text(before[row.group].happens[name]), _text(row.happens[name])]
        for row in other.rows
        for name in names
        if row.group in before and _text(before[row.group].happens[name]) != _text(row.happens[name])
    ]
    if not rows:
        return "Nothing."
    head = ["cause", "implementation", f"torch {first.torch}", f"torch {other.torch}"]
    return table(head, rows).replace("---:", "---")
