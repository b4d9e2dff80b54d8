"""The contract held against reality: what it predicts for generated cases, and what torch does.

Usage: python -m benchmarks.contract [--cases 20000] [--seed 0]

Prints how often each prediction met each outcome, for networks up to their output and for outputs with
every loss and target; then every outcome that no rule explains: those that the corpus has as torch's
own by their entry, any other with a case that shows it. Where only values tell, nothing is counted.
"""

import argparse
from collections import Counter
from itertools import islice

from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.catalogue import Catalogue
from fuzz.catalogue.entry import identify
from fuzz.execution.composition.compose import Composed, described
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.outcome import Raised, Returned
from fuzz.execution.threads import one_thread
from fuzz.verdict import Signature
from fuzz.verdict.evaluation import Evaluation, evaluate
from fuzz.verdict.judgement import weigh
from strategies.case import key
from strategies.contract import Prediction, predict_network

Cell = tuple[str, str]
"""What was predicted, and what happened."""

ALLOWED = "nothing wrong"
PASSED = "passed"
COLUMNS = (
    PASSED,
    "rejected",
    "misplaced",
    "silent",
    "spurious",
    "warned",
    "nonfinite",
    "another output",
)
SHOWN = 20


class Account:
    """How often each prediction met each outcome, and what remains unexplained."""

    def __init__(self) -> None:
        self.networks: Counter[Cell] = Counter()
        self.pairings: Counter[Cell] = Counter()
        self.undecided = 0
        self.unexplained: dict[str, str] = {}

    def add(self, evaluation: Evaluation) -> None:
        """Count a network, and its output with every loss and target."""
        case, composed = evaluation.case, evaluation.composed
        if composed is None:
            self._count(self.networks, evaluation.table.verdicts[0], key(case).decode())
            return
        expected = predict_network(case)
        seen = composed if isinstance(composed, Raised) else _returned(composed)
        finding = weigh(expected, seen)
        self._count(self.networks, finding.signature if finding else None, key(case).decode())
        if isinstance(composed, Composed):
            self._compare_outputs(expected, composed, key(case).decode())
            for number, verdict in enumerate(evaluation.table.verdicts):
                self._count(self.pairings, verdict, evaluation, number)

    def _compare_outputs(self, expected: Prediction, composed: Composed, shown: str) -> None:
        real = composed.output.shape if isinstance(composed.output, TensorMeta) else None
        if real is not None and expected.output is not None and real != expected.output.shape:
            self.networks[ALLOWED, "another output"] += 1
            self.unexplained.setdefault(f"{real} instead of {expected.output.shape}", shown)

    def _count(
        self, cells: Counter[Cell], verdict: object, shown: str | Evaluation, number: int = 0
    ) -> None:
        if verdict is None:
            cells[ALLOWED, PASSED] += 1
        elif not isinstance(verdict, Signature):
            self.undecided += 1
        else:
            row = f"a rule broken: {verdict.stage}" if verdict.rule else ALLOWED
            cells[row, verdict.kind] += 1
            if not verdict.rule and identify(verdict) not in self.unexplained:
                case = shown if isinstance(shown, str) else key(shown.combination(number)).decode()
                self.unexplained[identify(verdict)] = case


def _returned(composed: Composed) -> Returned:
    return Returned(output=described(composed.output), warnings=composed.warned)


def _print(title: str, cells: Counter[Cell]) -> None:
    rows = sorted({row for row, _ in cells})
    columns = [column for column in COLUMNS if any(cells[row, column] for row in rows)]
    print(f"\n| {title} | " + " | ".join(columns) + " |")
    print("| --- |" + " ---: |" * len(columns))
    for row in rows:
        print(f"| {row} | " + " | ".join(f"{cells[row, column]:,}" for column in columns) + " |")


def main() -> None:
    """Draw, inspect, predict, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.contract")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    one_thread()
    account, theirs = Account(), set(Catalogue().entries)
    drawn = cases_of(Shard(seed=asked.seed, index=0), Guide(0), lambda: False)
    for case in islice(drawn, asked.cases):
        account.add(evaluate(case))
    _print("network", account.networks)
    _print("loss and target", account.pairings)
    print(f"\n{account.undecided:,} loss and target pairs of which only values tell")
    known = account.unexplained.keys() & theirs
    print(f"{len(known)} outcomes that are torch's own: {', '.join(sorted(known)) or 'none'}")
    left = {name: case for name, case in account.unexplained.items() if name not in known}
    print(f"{len(left)} outcomes that no rule explains")
    for name, shown in islice(left.items(), SHOWN):
        print(f"- {name}\n  {shown[:500]}")


if __name__ == "__main__":
    main()
