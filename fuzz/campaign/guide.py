"""Guide: the pairs that a shard has tried, and the next one to try."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from hashlib import sha256

from fuzz.verdict.evaluation import Evaluation
from strategies.coverage import Pair, every_loss_pair, every_pair, loss_pairs, pairs_of

STRIDE = 17
"""How far apart in the list of pairs two shards begin."""


@lru_cache(maxsize=1)
def _in_order() -> tuple[Pair, ...]:
    """Every pair, mixed: neighbours are of different kinds, in the same order on any machine."""
    return tuple(sorted(every_pair(), key=lambda pair: sha256(repr(pair).encode()).digest()))


def _begun_at(shard: int, pairs: Sequence[Pair]) -> Sequence[Pair]:
    """Pairs from the place on at which a shard begins, and then those before it."""
    start = shard * STRIDE % max(1, len(pairs))
    return (*pairs[start:], *pairs[:start])


class Guide:
    """Aims at each pair that no case of the shard has tried, once.

    It knows of its own shard alone, so that the cases of a shard follow from its seed and number.
    Each shard begins at another place, so that those of one campaign together go through all. What was
    tried ``before`` the campaign comes last.
    """

    def __init__(self, shard: int, before: Collection[Pair] = ()) -> None:
        fresh = [pair for pair in _in_order() if pair not in before]
        rest = [pair for pair in _in_order() if pair in before]
        self._left = dict.fromkeys((*_begun_at(shard, fresh), *_begun_at(shard, rest)))
        self._tried: set[Pair] = set()
        self._losses: frozenset[Pair] = frozenset()

    def aim(self) -> Pair | None:
        """The next pair to try; None where all have been."""
        pair = next(iter(self._left), None)
        if pair is not None:
            del self._left[pair]
        return pair

    def new_in(self, evaluation: Evaluation) -> list[Pair]:
        """The pairs that an evaluation is the first of its shard to try."""
        new = [pair for pair in pairs_of(evaluation.case) if pair not in self._tried]
        if len(self._losses) < len(every_loss_pair()):
            losses = loss_pairs(evaluation.pairings) - self._losses
            self._losses |= losses
            new += losses
        self._tried.update(new)
        for pair in new:
            self._left.pop(pair, None)
        return new
