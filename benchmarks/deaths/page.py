"""The page of figures, as Markdown."""

from collections import Counter
from typing import Any

from benchmarks.deaths.price import Price
from benchmarks.deaths.verdict import Verdict
from benchmarks.machine import machine


def page(found: Verdict, seconds: float, price: Price, asked: dict[str, Any]) -> str:
    """The whole page."""
    return f"""\
# Cases that end the process they run in

Written by `python -m benchmarks.deaths --cases {asked["cases"]} --plants {asked["plants"]}
--corrupting {asked["corrupting"]} --case-time {asked["case_time"]}` on {machine()}.

A case may crash its process (a segmentation fault, an abort), never end, or take more memory than there
is. Each of these is an outcome like any other: `crashed`, `timeout` or `oom`. How that works is told in
[architecture.md](architecture.md), "A death is an outcome".

## Planted, and found

Layers were made to end the process where a kind of layer, a mode and the shape of its input come
together, in all processes of `fuzz run`; each plant has a signature of its own. The run took
{seconds:.0f} s for {found.cases} cases of {found.asked}.

| deed | went off | caught under its own signature |
|---|---|---|
{_rows(found)}

| of the {len(found.fired)} plants that went off, of {found.planted} | |
|---|---|
| lost | {_listed(found.lost)} |
| put down to another plant | {_listed(found.blamed)} |
| deaths told that nobody planted | {_listed(found.unplanted)} |
| deaths of workers that nobody could explain | {found.died} |

What is caught is proven by running: the smallest case of each entry, alone in a new process, sets off
this plant and no other. A plant that corrupts memory lets 50 more cases pass before the process dies.

## What it costs

Workers run cases in their own process. Each is noted in a file before it is run, with each of its losses
and targets, and a clock ends the process where one takes too long. Over {price.cases} cases, run in turn
with both and without: {price.cases / price.with_them:.1f} cases for each second of the processor with
them, {price.cases / price.without:.1f} without, which is {price.share:+.1%} time.
"""


def _rows(found: Verdict) -> str:
    fired = Counter(one.split()[1] for one in found.fired)
    caught = Counter(one.split()[1] for one in found.caught)
    return "\n".join(f"| {deed} | {fired[deed]} | {caught[deed]} |" for deed in sorted(fired))


def _listed(several: list[str]) -> str:
    return f"{len(several)}: {', '.join(several)}" if several else "0"
