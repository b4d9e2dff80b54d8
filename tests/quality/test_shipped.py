"""What ships with us is true here: whatever a case reads of it is found out again, and is the same."""

from collections.abc import Iterator

import pytest

from benchmarks.shipped import held_against
from fuzz.execution import kept, shipped
from fuzz.execution.identity import at_start
from fuzz.execution.threads import one_thread
from fuzz.verdict.evaluation import forget_all

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
    told = "our code that finds facts has changed: see benchmarks/shipped.py"
    assert shipped.results() or at_start(), told


def test_it_is_what_is_found_out_here() -> None:
    assert held_against(shipped.results(), CASES, seed=11) > LEAST


def test_lies_in_it_are_found_out() -> None:
    told = shipped.results()
    effects = [name for name in told if name.startswith(b"effect:")]
    lies = dict(zip(effects, (told[name] for name in reversed(effects)), strict=True))
    with pytest.raises(SystemExit, match="is not what is found out"):
        held_against(lies, CASES, seed=11)
