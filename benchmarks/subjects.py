"""Composed and real runs side by side, for one subject: ``python -m benchmarks.subjects NAME``.

Draws cases as a campaign does, and says how many were composed, how many of those differ from a real
run, what was run whole and why, and what torch refuses although no rule is violated. Leaves with 1 where
any differs. With ``--cache DIR``, what an earlier process has kept there is read, as a campaign does.
"""

import argparse
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.execution import kept, shipped
from fuzz.execution.extra import require_library
from fuzz.execution.threads import one_thread
from fuzz.verdict.evaluation import evaluate
from fuzz.verdict.trust import CompositionMismatch, cross_check
from strategies.network.models import MODELS
from strategies.subject import Subject

PER_SHARD = 250
PAIRINGS = 1
"""How many pairings of each network with a loss and a target are run whole."""

UNEXPLAINED = ("spurious",)
"""The kinds of findings for which the contract has no rule."""


def main() -> int:
    """Compare the cases of a subject, and print a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("subject", choices=MODELS)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20_000)
    parser.add_argument("--cache", type=Path, help="a directory of what earlier runs have learned")
    asked = parser.parse_args()
    if asked.cache is not None:
        kept.keep_in(asked.cache, shipped.results)
    require_library(Subject(model=asked.subject))
    one_thread()
    began, seen, kinds = time.monotonic(), Counter[str](), Counter[str]()
    for number in range(-(-asked.cases // PER_SHARD)):
        shard = Shard(seed=asked.seed, index=number, subject=asked.subject)
        count = min(PER_SHARD, asked.cases - number * PER_SHARD)
        for index, case in enumerate(islice(cases_of(shard, Guide(number), lambda: False), count)):
            evaluation = evaluate(case)
            seen["cases"] += 1
            seen["composed"] += evaluation.composed is not None
            if evaluation.composed is None:
                kinds[f"whole: {evaluation.whole}"] += 1
            found = {verdict for verdict in evaluation.table.verdicts if verdict is not None}
            for one in {one for one in found if not isinstance(one, frozenset)}:
                if one.kind in UNEXPLAINED:
                    kinds[f"{one.kind}: {one.rule or one.op} {one.exception} {one.template}"[:160]] += 1
            try:
                cross_check(evaluation, seed=index, pairings=PAIRINGS)
            except CompositionMismatch as mismatch:
                seen["differ"] += 1
                print(mismatch, flush=True)
    for what, count in kinds.most_common():
        print(f"  {count:5} {what}")
    print(
        f"{asked.subject}: {seen['composed']:,} of {seen['cases']:,} cases composed, {seen['differ']}"
        f" differ from a real run, {time.monotonic() - began:.0f} s"
    )
    return 1 if seen["differ"] else 0


if __name__ == "__main__":
    sys.exit(main())
