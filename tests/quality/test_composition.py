"""Composition says of each case what a real run says: exactly, up to the loss; then by signature.

160 cases by default; ``make compare`` takes 20,000, which is some ten minutes on two cores.
"""

import os
from itertools import islice

import pytest

from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.execution.threads import one_thread
from fuzz.verdict.evaluation import evaluate
from fuzz.verdict.trust import CompositionMismatch, cross_check
from strategies.case import Case

CASES = int(os.environ.get("FUZZ_COMPARED", "160"))
SHARDS = 8
PAIRINGS = 2

COMPOSED = 0.95
"""The least share of cases that are composed: what is run whole is not held against anything here."""


def drawn(number: int) -> list[Case]:
    """The cases of a shard, as a campaign draws them."""
    shard = Shard(seed=20_000, index=number)
    return list(islice(cases_of(shard, Guide(number), lambda: False), CASES // SHARDS))


@pytest.mark.parametrize("number", range(SHARDS))
def test_a_composed_case_is_what_a_real_run_is(number: int) -> None:
    one_thread()
    differences, composed = [], 0
    cases = drawn(number)
    for index, case in enumerate(cases):
        evaluation = evaluate(case)
        composed += evaluation.composed is not None
        try:
            cross_check(evaluation, seed=index, pairings=PAIRINGS)
        except CompositionMismatch as mismatch:
            differences.append(str(mismatch))
    assert differences == []
    assert composed >= COMPOSED * len(cases) - 1
