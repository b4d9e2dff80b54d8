"""Claims: which shard is to shrink a failure, whatever they are kept in."""

from collections.abc import Iterable, Mapping

import msgspec

from fuzz.campaign.shard import Plan


class ClaimRule(msgspec.Struct, frozen=True):
    """Who may claim a failure: no shard up to it has claimed it yet.

    A shard before it may do so later, and shrinks it as well: the entry of the first shard is the one
    that counts, so that the catalogue does not depend on who was faster. Where time bounds the campaign
    it does so anyway: there all shards have one rank, and the first to come is the only one. A ``known``
    failure is claimed from the start.
    """

    known: frozenset[str]
    timed: bool

    @classmethod
    def of(cls, plan: Plan) -> "ClaimRule":
        """The rule of a plan, of which it needs no shards."""
        return cls(frozenset(plan.known), plan.deadline > 0)

    def rank(self, shard: int) -> int:
        """The rank of a shard among those that claim."""
        return 0 if self.timed else shard

    def is_claimed(self, name: str, shard: int, ranks: Iterable[int]) -> bool:
        """Whether a failure that those of these ranks have claimed is not for this shard to shrink."""
        return name in self.known or any(rank <= self.rank(shard) for rank in ranks)


class Claims:
    """The claims of a campaign, in the memory of one process; some are ``settled`` before it begins."""

    def __init__(self, rule: ClaimRule, settled: Mapping[str, int]) -> None:
        self.rule = rule
        self._ranks = {name: {rule.rank(shard)} for name, shard in settled.items()}
        self._settled: set[tuple[str, int]] = set()

    def claim(self, name: str, shard: int) -> bool:
        """Whether a failure is for this shard to shrink."""
        ranks = self._ranks.setdefault(name, set())
        if self.rule.is_claimed(name, shard, ranks):
            return False
        ranks.add(self.rule.rank(shard))
        return True

    def settle(self, name: str, shard: int) -> None:
        """A shard is done with a failure that it has claimed: that stands, whatever becomes of it."""
        self._settled.add((name, shard))

    def forgo(self, shard: int) -> tuple[str, ...]:
        """Give up what a shard has claimed and not settled; return what it has settled.

        In a timed campaign nobody knows what it has claimed.
        """
        if not self.rule.timed:
            for name, ranks in self._ranks.items():
                if (name, shard) not in self._settled:
                    ranks.discard(shard)
        return tuple(name for name, by in self._settled if by == shard)

    def lowest(self) -> dict[str, int]:
        """The lowest rank that has claimed each failure."""
        return {name: min(ranks) for name, ranks in self._ranks.items() if ranks}
