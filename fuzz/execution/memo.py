"""A bounded cache of results by key."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """Caches the results that were used last, by key: as many as weigh ``size`` in all.

    Each weighs 1, unless a ``weight`` is given.
    """

    def __init__(self, size: int, weight: Callable[[T], int] = lambda _: 1) -> None:
        self.size = size
        self._weight, self._weighs = weight, 0
        self._results: OrderedDict[Hashable, T] = OrderedDict()

    def __len__(self) -> int:
        return len(self._results)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._results

    def clear(self) -> None:
        """Remove every result."""
        self._results.clear()
        self._weighs = 0

    def remove(self, key: Hashable) -> None:
        """Remove a result, if it is there."""
        if key in self._results:
            self._weighs -= self._weight(self._results.pop(key))

    def find(self, key: Hashable) -> T | None:
        """The cached result of a key; None where there is none."""
        if key not in self._results:
            return None
        self._results.move_to_end(key)
        return self._results[key]

    def put(self, key: Hashable, result: T) -> None:
        """Cache a result in the place of those used longest ago; one too heavy for that is left out."""
        self.remove(key)
        if self._weight(result) > self.size:
            return
        self._results[key] = result
        self._weighs += self._weight(result)
        while self._weighs > self.size:
            self.remove(next(iter(self._results)))

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The cached result of a key, computed where there is none; an exception is not cached."""
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        result = compute()
        self.put(key, result)
        return result
