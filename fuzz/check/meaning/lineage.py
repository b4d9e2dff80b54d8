"""Lineage: which tensors come of which in a run."""

from torch import Tensor

from fuzz.check.meaning.watch import Done
from fuzz.check.plain.tensor import tensors
from fuzz.check.running.recorder import Origins


class Lineage:
    """The operations of a run, from what they were given to what they have made or written to."""

    def __init__(self) -> None:
        self._numbers = Origins[int]()
        self._parents: list[frozenset[int]] = []

    def after(self, done: Done) -> None:
        """Note an operation."""
        given = list(tensors((done.args, done.kwargs)).values())
        parents = frozenset(map(self.number, given))
        made = list(tensors(done.made).values())
        for one in (*made, *(given[:1] if done.written else ())):
            self._numbers.note(one, self._new(parents))

    def number(self, tensor: Tensor) -> int:
        """The number of a tensor as it is now."""
        known = self._numbers.of(tensor)
        if known is None:
            known = self._new(frozenset())
            self._numbers.note(tensor, known)
        return known

    def comes_of(self, tensor: Tensor, number: int) -> bool:
        """Whether a tensor was made of another one, by the number of that."""
        waiting, seen = [self.number(tensor)], set[int]()
        while waiting:
            one = waiting.pop()
            if one == number:
                return True
            if one not in seen:
                seen.add(one)
                waiting += self._parents[one]
        return False

    def _new(self, parents: frozenset[int]) -> int:
        self._parents.append(parents)
        return len(self._parents) - 1
