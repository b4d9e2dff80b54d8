"""The pytest plugin: a catalogue replayed as test items, and a campaign as one of them.

``--fuzz-corpus DIR`` adds an item for each entry of a catalogue, which fails where the entry's case no
longer fails as it did. ``--fuzz-time`` or ``--fuzz-cases`` adds items that fuzz for so long, one for
each worker of pytest-xdist, and fail where they meet a failure that the corpus does not hold.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fuzz.catalogue.store import CORPUS, Catalogue
from fuzz.catalogue.entry import Entry
from fuzz.error import FuzzError


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("resnet-fuzz")
    group.addoption("--fuzz-corpus", type=Path, help="replay the entries of this directory")
    group.addoption("--fuzz-time", help="fuzz for so long on each worker (90s, 5m, 8h)")
    group.addoption("--fuzz-cases", type=int, help="fuzz so many cases on each worker")
