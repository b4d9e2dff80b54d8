"""The contract held against reality: what it predicts for generated cases, and what torch does.

Usage: python -m benchmarks.contract [--cases 20000] [--seed 0]

Prints how often each prediction met each outcome, for networks up to their output and for outputs with
every loss and target; then every outcome that the contract does not explain, with a case that shows it.
What cannot be composed is not counted, nor the way back under autocast, of which little is predicted.
"""

import argparse
from collections import Counter
from functools import lru_cache
from itertools import islice

from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.execution.composition.compose import Composed
from fuzz.execution.composition.feature import Feature as Real
from fuzz.execution.outcome import Raised
from fuzz.execution.threads import one_thread
from fuzz.verdict import Signature
from fuzz.verdict.inspect import Inspection, inspect
from strategies.case import key
from strategies.contract import (
    Prediction,
    predict_loss,
    predict_network,
    predict_way_back,
    predict_way_back_from,
)
from strategies.rule import Feature

Cell = tuple[str, str]
"""What was predicted, and what happened."""

SHOWN = 20


class Account:
    """How often each prediction met each outcome, and what remains unexplained."""

    def __init__(self) -> None:
        self.networks: Counter[Cell] = Counter()
        self.pairings: Counter[Cell] = Counter()
        self.unexplained: dict[tuple[str, ...], str] = {}

    def add(self, inspection: Inspection) -> None:
        """Count a network, and its output with every loss and target."""
        case, composed = inspection.case, inspection.composed
        if composed is None:
            return
        predicted = predict_network(case)
        happened, words = _network(predicted, composed)
        self._count(self.networks, predicted, happened, words, key(case).decode())
        if isinstance(composed, Composed) and isinstance(composed.output, Real):
            self._add_pairings(inspection, composed.output, predicted)

    def _add_pairings(self, inspection: Inspection, output: Real, network: Prediction) -> None:
        feature = Feature(output.shape, str(output.dtype).removeprefix("torch."))
        case, pairs = inspection.case, zip(inspection.pairings, inspection.table.verdicts, strict=True)
        back = case.backward and case.autocast == "off"
        way_back = predict_way_back(case) if back else None
        for (loss, target), verdict in pairs:
            if isinstance(verdict, frozenset):
                continue
            predicted = _loss(loss, target, feature)
            if predicted.violation is None:
                broken = network.violation or way_back
                if broken is None and back:
                    broken = _back(loss, target, feature)
                predicted = Prediction(broken, network.doubt or predicted.doubt)
            happened = _happened(verdict, back)
            words = (loss.kind, verdict.template) if verdict is not None else ()
            self._count(self.pairings, predicted, happened, words, f"{loss} {target} {feature}")

    def _count(
        self,
        cells: Counter[Cell],
        predicted: Prediction,
        happened: str,
        words: tuple[str, ...],
        shown: str,
    ) -> None:
        cells[_predicted(predicted), happened] += 1
        if predicted.violation is None and happened.startswith(("raised", "another")):
            self.unexplained.setdefault((happened, *words), shown)


_loss = lru_cache(maxsize=100_000)(predict_loss)
_back = lru_cache(maxsize=100_000)(predict_way_back_from)


def _predicted(prediction: Prediction) -> str:
    if prediction.violation is not None:
        return f"forbidden: {prediction.violation.stage}"
    return "doubted" if prediction.doubt is not None else "allowed"


def _network(predicted: Prediction, composed: Composed | Raised) -> tuple[str, tuple[str, ...]]:
    """What happened to a network up to its output, told from the place of the prediction."""
    if isinstance(composed, Raised):
        place = predicted.violation
        there = place is not None and place.stage == composed.stage
        there = there and (composed.stage == "build" or place.site == composed.site)  # type: ignore[union-attr]
        return "raised there" if there else "raised elsewhere", (composed.op, composed.message)
    found = composed.output
    shape = found.shape if isinstance(found, Real) else None
    if shape is not None and predicted.output is not None and shape != predicted.output.shape:
        return "another output", (str(shape), str(predicted.output.shape))
    return ("warned" if composed.warned else "returned"), ()


def _happened(verdict: Signature | None, back: bool) -> str:
    if verdict is None or (verdict.stage == "backward" and not back):
        return "returned"
    if verdict.kind == "raised":
        return f"raised: {verdict.stage}"
    return {"warned": "warned", "nonfinite": "not finite"}[verdict.kind]


def _print(title: str, cells: Counter[Cell]) -> None:
    rows, columns = (sorted({cell[axis] for cell in cells}) for axis in (0, 1))
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
    account = Account()
    drawn = cases_of(Shard(seed=asked.seed, index=0), Guide(0), lambda: False)
    for case in islice(drawn, asked.cases):
        account.add(inspect(case))
    _print("network", account.networks)
    _print("loss and target", account.pairings)
    print(f"\n{len(account.unexplained)} outcomes that no rule explains")
    for words, shown in islice(account.unexplained.items(), SHOWN):
        print(f"- {' | '.join(words)[:200]}\n  {shown[:300]}")


if __name__ == "__main__":
    main()
