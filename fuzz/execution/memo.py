"""A bounded cache of results by key."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """Caches the ``size`` results that were used last, by key."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._results: OrderedDict[Hashable, T] = OrderedDict()

    def __len__(self) -> int:
        return len(self._results)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._results

    def clear(self) -> None:
        """Remove every result."""
        self._results.clear()

    def remove(self, key: Hashable) -> None:
        """Remove a result, if it is there."""
        self._results.pop(key, None)

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The cached result of a key, computed where there is none; an exception is not cached."""
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        result = self._results[key] = compute()
        if len(self._results) > self.size:
            self._results.popitem(last=False)
        return result
