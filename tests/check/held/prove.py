"""Proves a ``truth.json`` by running its networks: ``python -m tests.check.held.prove SET [NAME ...]``.

It takes some minutes on two cores. Each line is a network, with what is not so; it leaves with 1 where
anything is not.
"""

import sys
import warnings
from collections.abc import Iterator

import torch

import fuzz.execution.vision  # noqa: F401, for torchvision to import on a CPU build as well
from tests.check.held.bounds import Prober
from tests.check.held.symptoms import SYMPTOMS
from tests.check.held.trial import attempt
from tests.check.held.truth import Make, Row, Shows, rows


def untruths(row: Row) -> Iterator[str]:
    """All that its row says and that is not so."""
    build = row.factory("build")
    if row.faulty:
        yield from _told(row)
        yield from _faulty(row, build)
        yield from _sound(row, row.factory("mended"))
    else:
        yield from _sound(row, build)
    if row.contract_faulty is not None:
        yield from (f"as built: {what}" for what in Prober(row, row.contract_faulty, build).untruths())


def _told(row: Row) -> Iterator[str]:
    for field in ("kind", "site", "fix", "shows"):
        if getattr(row, field) is None:
            yield f"it says no {field}"
    if not row.lines("FAULT"):
        yield "no line is marked as its fault"
    unbuilt = row.shows is not None and row.shows.stage == "build"
    modules = dict(row.factory("mended" if unbuilt else "build")().named_modules())
    if row.site is not None and row.site not in modules:
        yield f"there is no {row.site} in it"


def _faulty(row: Row, build: Make) -> Iterator[str]:
    shows = row.shows or Shows("raises")
    if shows.symptom == "raises":
        yield from _raises(row, shows, build)
    elif not SYMPTOMS[shows.symptom](row, build):
        yield f"it does not show {shows.symptom}"
    if (shows.symptom != "raises" or not shows.ordinary) and (failure := attempt(row, build)):
        yield f"an ordinary batch fails: {failure}"


def _raises(row: Row, shows: Shows, build: Make) -> Iterator[str]:
    steps = 2 if shows.stage == "second step" else 1
    failure = attempt(row, build, mode=shows.mode, n=shows.batch, size=shows.size, steps=steps)
    if failure is None:
        yield "it raises nothing"
        return
    same = (failure.stage, failure.error) == (shows.stage, shows.error)
    if not same or (shows.says or "") not in failure.message:
        yield f"it fails in another way: {failure}"
    marked = row.lines("SHOWS") or row.lines("FAULT")
    if failure.line is not None and failure.line not in marked:
        yield f"it fails at line {failure.line}, and marked are {marked}"


def _sound(row: Row, make: Make) -> Iterator[str]:
    """A network without a fault has no symptom, trains for some steps, and keeps its contract."""
    for name, shows in SYMPTOMS.items():
        if shows(row, make) is not (name in row.on_purpose):
            yield f"mended, it is wrong of {name}"
    for mode in ("train", "eval"):
        if failure := attempt(row, make, mode=mode, steps=3):
            yield f"mended, it fails: {failure}"
    if (at := row.shows) and (failure := attempt(row, make, mode=at.mode, n=at.batch, size=at.size)):
        yield f"mended, it fails where it did: {failure}"
    yield from (f"mended: {what}" for what in Prober(row, row.contract, make).untruths())


def main(folder: str, names: list[str]) -> int:
    """Prints a line for each network of a set; 1 where something is not so."""
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    wrong = 0
    for row in rows(folder):
        if names and row.name not in names:
            continue
        found = list(untruths(row))
        wrong += bool(found)
        print(row.name, "; ".join(found) or "is so", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
