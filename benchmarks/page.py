"""The page of figures: medians, ratios and Markdown, made from what was measured."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.contest import Contestant
from benchmarks.machine import machine
from benchmarks.measured import Measured

BASE, COPY, LIMIT = Contestant("rebuild"), Contestant("copy"), Contestant("drawing")
"""What the others are compared with: the obvious test, a better one, and the most that could be had."""

NONE = "-"
"""In place of a figure that there is none of."""


def page(
    runs: Mapping[Contestant, Sequence[Measured | str]],
    costs: Sequence[Measured],
    *,
    seconds: float,
    rounds: int,
) -> str:
    """The whole page, as Markdown."""
    times = "is one run" if rounds == 1 else f"are medians of {rounds} runs"
    parts = [
        "# How fast it is",
        f"Written by `python -m benchmarks.performance` on {machine()}.",
        f"Each peer ran for {seconds:g} s in a process of its own, in turn, and on one core unless it "
        f"says otherwise; shown {times}.",
        comparison(runs),
        NOTES,
        "\n".join(f"- **{each.label}**: {each.says}" for each in runs),
        "## What is kept from one run to the next",
        KEPT,
    ]
    if costs:
        parts += ["## What a case costs after many", cost(costs), COST_NOTES]
    return "\n\n".join(parts) + "\n"


NOTES = """\
Combinations are pairs of a network with its input and a loss with its target: of all but `fuzz`, the
cases. Only what was finished in time is counted, and the time begins with the process, so that start-up
and shrinking are in the rates.
The signatures are distinct; `+ n` more are false: the meta device gives them, and the CPU does not for
the same case. First finding: since torch was imported. Peak: of the largest process."""

KEPT = """\
What a layer, a loss, or a table of losses does is a fact of a release of torch on a processor, so
`fuzz run` and `fuzz sweep` keep it for the next run: in the platform's directory for caches, or in
that which `RESNET_FUZZ_CACHE` names, at most 64 MiB. `fuzz cache` says where and how much it is, `fuzz
cache clear` empties it, and `--no-cache` does without. Another release, processor, number of threads
or version of our code has facts of its own. What is kept is never run, a value that is not under its
seal is found out anew, and the same share of cases as ever is held against real runs: where one
differs, all of it is dropped and the case is judged again. So a seed gives the same catalogue with it
and without. A first run does not begin with nothing: what was found out of torch when this version was
made ships with it, for one release, as far as it holds on any processor; with `--no-cache` that is left
alone, too."""

COST_NOTES = """\
Averaged over all of them, with start-up left out, shrinking included; and over the last tenth alone."""


def comparison(runs: Mapping[Contestant, Sequence[Measured | str]]) -> str:
    """The table of all peers; one that could not run says why."""
    good = {each: [run for run in given if isinstance(run, Measured)] for each, given in runs.items()}
    bases = Bases(*(good.get(each, []) for each in (BASE, COPY, LIMIT)))
    skipped = [[each.label, f"skipped: {runs[each][0]}"] for each, ran in good.items() if not ran]
    ran = [[each.label, *_figures(ran, bases)] for each, ran in good.items() if ran]
    return table(HEAD, [*ran, *(row + [""] * (len(HEAD) - len(row)) for row in skipped)])


class Bases(NamedTuple):
    """The runs of those that the others are compared with."""

    base: Sequence[Measured]
    copy: Sequence[Measured]
    limit: Sequence[Measured]


def _figures(ran: Sequence[Measured], bases: Bases) -> Iterable[str]:
    base, copy, limit = bases
    cases = median(run.cases_rate for run in ran)
    rate = median(run.rate for run in ran)
    found = median(run.signatures for run in ran)
    imagined = median(run.imagined for run in ran)
    yield figure(cases)
    yield ratio(cases, median(run.cases_rate for run in base))
    yield ratio(cases, median(run.cases_rate for run in copy))
    yield ratio(cases, median(run.cases_rate for run in limit))
    yield figure(rate)
    yield ratio(rate, median(run.rate for run in base))
    yield figure(found) + (f" + {figure(imagined)}" if imagined else "")
    yield ratio(found, median(run.signatures for run in base))
    yield ratio(found, median(run.signatures for run in copy))
    yield figure(median(run.first_finding_s for run in ran))
    yield figure(median(run.start_up_s for run in ran))
    yield figure(median(run.peak_mib for run in ran))


HEAD = (
    "peer",
    "cases/s",
    "x rebuild",
    "x copy",
    "x drawing",
    "combinations/s",
    "x rebuild",
    "signatures",
    "x rebuild",
    "x copy",
    "first finding, s",
    "start-up, s",
    "peak, MiB",
)


def cost(costs: Iterable[Measured]) -> str:
    """The table of what a case costs when so many have been run."""
    head = ("peer", "cases", "ms a case", "of the last tenth", "peak, MiB")
    return table(
        head,
        [
            (
                run.peer,
                f"{run.cases:,}",
                figure(run.cost_ms),
                figure(run.late_ms),
                figure(run.peak_mib),
            )
            for run in costs
        ],
    )


def median(values: Iterable[float | None]) -> float | None:
    """The median of the values that there are, or None."""
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def ratio(value: float | None, other: float | None) -> str:
    """How many times the other a value is."""
    return f"{figure(value / other)} x" if value is not None and other else NONE


def figure(value: float | None) -> str:
    """A number with about three figures."""
    if value is None:
        return NONE
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, with figures to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
