"""The page of how cost grows, as Markdown."""

from benchmarks.growth.figures import Growth
from benchmarks.page import figure, table

INTRODUCTION = """\
# How cost grows

Written by `python -m benchmarks.growth`, which measures the parts that it is asked for and keeps the
others as they were (`make growth` for all of them)."""


def page(growth: Growth) -> str:
    """The page, with the parts that were measured."""
    parts = [INTRODUCTION]
    parts += _cases(growth) if growth.marks else []
    parts += _workers(growth) if growth.crowds else []
    parts += _entries(growth) if growth.libraries else []
    return "\n\n".join(parts) + "\n"


def _cases(growth: Growth) -> list[str]:
    rows = [
        (
            f"{mark.cases:,}",
            figure(mark.seconds),
            figure(mark.ms),
            figure(mark.mib),
            figure(mark.peak_mib),
        )
        for mark in growth.marks
    ]
    workers = f"{growth.workers} workers" if growth.workers > 1 else "one worker"
    return [
        "## With the number of cases",
        f"One campaign on {workers}, held against the corpus, that began with what ships"
        f" ({growth.machine['cases']}). What a case took since the row before; what the largest process"
        " held over the second half of that, a median; and the most that it ever held.",
        table(("cases", "seconds", "ms a case", "MiB", "peak, MiB"), rows),
    ]


def _workers(growth: Growth) -> list[str]:
    alone = growth.crowds[0]
    rows = [
        (
            str(one.workers),
            figure(one.rate),
            f"{figure(one.rate / alone.rate)} x",
            f"{figure(one.drawn / alone.drawn)} x",
        )
        for one in growth.crowds
    ]
    return [
        "## With the number of workers",
        f"A minute each, start-up included, with what the campaign above had learned"
        f" ({growth.machine['workers']}). Beside it, as many processes that only draw cases: they share"
        " nothing and wait for nothing, so that more than theirs is not to be had of the machine.",
        table(("workers", "cases/s", "x one", "drawing, x one"), rows),
    ]


def _entries(growth: Growth) -> list[str]:
    names = list(growth.libraries[0].seconds)
    rows = [
        (f"{one.entries:,}", *(figure(one.seconds[name]) for name in names)) for one in growth.libraries
    ]
    return [
        "## With the number of entries",
        "Seconds of a command, without the start of Python"
        f" ({growth.machine['entries']}). `merge` is with the corpus; `replay` is on all cores.",
        table(("entries", *(f"`fuzz {name}`" for name in names)), rows),
    ]
