"""A bounded memory of what was computed for a key."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """Remembers the last ``size`` results, by key."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._results: OrderedDict[bytes, T] = OrderedDict()

    def clear(self) -> None:
        self._results.clear()

    def get(self, key: bytes, compute: Callable[[], T]) -> T:
        if key not in self._results:
            self._results[key] = compute()
            if len(self._results) > self.size:
                self._results.popitem(last=False)
        self._results.move_to_end(key)
        return self._results[key]
