"""What is read from the cache is what would be found out anew; what is not is found to be wrong."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from fuzz.cache.place import SUFFIX
from fuzz.campaign.guide import Guide
from fuzz.campaign.memory import trusted
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.execution import kept
from fuzz.execution.composition import kept_effect
from fuzz.execution.composition.effect import ModuleEffect
from fuzz.execution.outcome import Raised
from fuzz.execution.threads import one_thread
from fuzz.verdict.composed import judge_composed
from fuzz.verdict.evaluation import Evaluation, evaluate, forget_all
from fuzz.verdict.trust import CompositionMismatch, cross_check
from strategies.case import Case

FLIPPED = 4
"""How often the cache is broken, each time in many places: 1,000 flips in all."""


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    one_thread()
    forget_all()
    yield
    kept.forgo()
    forget_all()


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(islice(cases_of(Shard(seed=3, index=0), Guide(0), lambda: False), 5))


def seen(case: Case) -> tuple[object, ...]:
    """What composition says of a case with every loss and target, and of two of them alone."""
    evaluation = evaluate(case)
    numbers = (0, len(evaluation.pairings) // 2)
    alone = tuple(judge_composed(evaluation.combination(number)) for number in numbers)
    return evaluation.composed, evaluation.table, evaluation.whole, alone


def learned(root: Path, cases: list[Case]) -> list[tuple[object, ...]]:
    kept.keep_in(root)
    results = [seen(case) for case in cases]
    kept.write()
    kept.forgo()
    forget_all()
    return results


def test_what_is_kept_is_what_is_found_out_whatever_is_flipped_in_it(
    tmp_path: Path, cases: list[Case]
) -> None:
    right = [seen(case) for case in cases]
    forget_all()
    assert learned(tmp_path, cases) == right
    assert learned(tmp_path, cases) == right
    (path,) = tmp_path.glob(f"*/*{SUFFIX}")
    whole, random = path.read_bytes(), Random(1)
    for _ in range(FLIPPED):
        broken = bytearray(whole)
        for _ in range(1000 // FLIPPED):
            broken[random.randrange(100, len(broken))] ^= 1 << random.randrange(8)
        for other in tmp_path.glob(f"*/*{SUFFIX}"):
            other.unlink()
        path.write_bytes(broken)
        assert learned(tmp_path, cases[:2]) == right[:2]


def test_a_lie_under_a_right_seal_is_found_out_and_the_cache_dropped(
    tmp_path: Path, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    lie = Raised("forward", "RuntimeError", "it never says so")
    with monkeypatch.context() as lying:
        monkeypatch_encode(lying, ModuleEffect(output=None, raised=lie))
        learned(tmp_path, cases[:1])
    kept.keep_in(tmp_path)
    composed = evaluate(cases[0]).composed
    assert isinstance(composed, Raised)
    assert composed.message == lie.message

    def checked() -> Evaluation:
        evaluation = evaluate(cases[0])
        cross_check(evaluation, seed=0)
        return evaluation

    with pytest.raises(CompositionMismatch):
        checked()
    right = trusted(checked)
    assert right.composed != composed
    assert not list(tmp_path.glob(f"*/*{SUFFIX}"))


def monkeypatch_encode(lying: pytest.MonkeyPatch, lie: ModuleEffect) -> None:
    from fuzz.execution.composition import walk

    lying.setattr(walk._layers, "_encode", lambda _: kept_effect.encode(lie))
