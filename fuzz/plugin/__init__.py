"""The pytest plugin: a catalogue replayed as test items, and a campaign among them.

``--fuzz-corpus DIR`` adds an item for each entry of a catalogue; it fails where the entry's case no
longer fails as it did. ``--fuzz-time`` and ``--fuzz-cases`` add items that fuzz; they fail where they
meet a failure that the corpus does not hold. ``-n`` of pytest-xdist spreads both over workers.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fuzz.duration import seconds
from fuzz.error import FuzzError


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("resnet-fuzz")
    group.addoption("--fuzz-corpus", type=Path, metavar="DIR", help="replay each entry of DIR")
    group.addoption("--fuzz-time", metavar="TIME", help="fuzz on each worker for 90s, 5m or 8h")
    group.addoption("--fuzz-cases", type=int, metavar="N", help="fuzz N cases")
    group.addoption("--fuzz-seed", type=int, metavar="S", default=0, help="the seed of the cases")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    try:
        items.extend(_wanted(session))
    except (FuzzError, ValueError) as error:
        raise pytest.UsageError(str(error)) from None


def _wanted(session: pytest.Session) -> Iterator[pytest.Item]:
    given = session.config.getoption
    corpus, time, cases = given("--fuzz-corpus"), given("--fuzz-time"), given("--fuzz-cases")
    if corpus is not None:
        from fuzz.plugin.corpus import corpus_items

        yield from corpus_items(session, corpus)
    if time is not None or cases is not None:
        from fuzz.plugin.campaign import campaign_items

        budget = seconds(time) if time is not None else 0.0
        yield from campaign_items(session, budget, cases or 0, given("--fuzz-seed"), corpus)
