"""The pytest plugin: a catalogue replayed as test items, and a campaign among them.

``--fuzz-corpus DIR`` adds an item for each entry of a catalogue; it fails where the entry's case no
longer fails as it did. ``--fuzz-time`` and ``--fuzz-cases`` add items that fuzz; they fail where they
meet a failure that the corpus does not hold. ``-n`` of pytest-xdist spreads both over workers.
"""

from argparse import ArgumentTypeError
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from fuzz.duration import seconds
from fuzz.error import FuzzError


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("resnet-fuzz")
    group.addoption("--fuzz-corpus", type=Path, metavar="DIR", help="replay each entry of DIR")
    group.addoption(
        "--fuzz-time", type=_duration, metavar="TIME", help="fuzz on each worker for 90s, 5m or 8h"
    )
    group.addoption("--fuzz-cases", type=_count, metavar="N", help="fuzz N cases")
    group.addoption("--fuzz-seed", type=int, metavar="S", default=0, help="the seed of the cases")


def _duration(text: str) -> float:
    try:
        return seconds(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return int(text)


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a corpus that cannot be read at once: of a worker's complaint nothing would be seen."""
    corpus = config.getoption("--fuzz-corpus")
    if corpus is not None:
        from fuzz.catalogue.store import Catalogue

        try:
            Catalogue(corpus, runnable=True)
        except FuzzError as error:
            raise pytest.UsageError(f"--fuzz-corpus: {error}") from None


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Collect the catalogue and the campaign beside the files of tests."""
    report = yield
    if isinstance(collector, pytest.Session) and report.passed:
        report.result = [*(report.result or ()), *_wanted(collector)]
    return report


def _wanted(session: pytest.Session) -> Iterator[pytest.Collector]:
    given = session.config.getoption
    corpus, time, cases = given("--fuzz-corpus"), given("--fuzz-time"), given("--fuzz-cases")
    if corpus is not None:
        from fuzz.plugin.corpus import Corpus

        yield Corpus.from_parent(session, name="corpus", nodeid="corpus", directory=corpus)
    if time is not None or cases is not None:
        from fuzz.plugin.campaign import Campaign

        yield Campaign.from_parent(
            session,
            name="fuzz",
            nodeid="fuzz",
            seconds=time or 0.0,
            cases=cases or 0,
            seed=given("--fuzz-seed"),
            corpus=corpus,
        )
