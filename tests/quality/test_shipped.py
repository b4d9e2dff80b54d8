"""What ships with us is true here: whatever a case reads of it is found out again, and is the same."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

import pytest

from fuzz.cache.place import files
from fuzz.cache.segment import read_segment
from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.execution import kept, shipped
from fuzz.execution.threads import one_thread
from fuzz.verdict.evaluation import evaluate, forget_all

CASES = 100

LEAST = 0.6
"""The share of what such cases ask for that ships at least: else it is not of this version."""

pytestmark = pytest.mark.skipif(not shipped.archive().exists(), reason="nothing ships for this release")


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    one_thread()
    forget_all()
    yield
    kept.forgo()
    forget_all()


def test_it_is_of_this_code() -> None:
    assert shipped.results(), "our code that finds facts has changed: python -m benchmarks.shipped"


class Asked(dict[bytes, bytes]):
    """What ships, and how often it had what it was asked for."""

    told = 0

    def get(self, name: bytes, default: Any = None) -> Any:
        self.told += name in self
        return super().get(name, default)


def differs() -> NoReturn:
    raise AssertionError("what ships is not what is found out here")


def test_it_is_what_is_found_out_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "AGAIN", 1)
    monkeypatch.setattr(kept, "distrust", differs)
    ships = Asked(shipped.results())
    kept.keep_in(tmp_path, lambda: ships)
    for case in islice(cases_of(Shard(seed=11, index=0), Guide(0), lambda: False), CASES):
        evaluate(case)
    kept.write()
    (written,) = files(tmp_path)
    new = len(read_segment(written.path, written.size))
    assert ships.told > LEAST * (ships.told + new)
