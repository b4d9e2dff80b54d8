"""among(): a choice among things, as a strategy that is made once."""

from functools import lru_cache
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

MOST = 8192
"""Strategies that are remembered."""

_made: dict[int, tuple[tuple[Any, ...], st.SearchStrategy[Any]]] = {}


def among(options: tuple[T, ...]) -> st.SearchStrategy[T]:
    """``st.sampled_from(options)``, the same strategy for the same tuple.

    To make one, and for Hypothesis to validate it, takes longer than to draw from it. It is looked up by
    the identity of the tuple, which costs less than to hash it: so ``options`` are to be a constant, or
    what a function with a cache returned.
    """
    kept = _made.get(id(options))
    if kept is not None:
        return kept[1]
    while len(_made) >= MOST:
        del _made[next(iter(_made))]
    made = st.sampled_from(options)
    _made[id(options)] = (options, made)  # while it is kept here, no other has its identity
    return made


@lru_cache(maxsize=64)
def number(least: int, most: int) -> st.SearchStrategy[int]:
    """``st.integers(least, most)``, made once."""
    return st.integers(least, most)


EITHER = st.booleans()
"""``st.booleans()``, made once."""
