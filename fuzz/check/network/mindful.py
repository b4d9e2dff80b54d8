"""minds_mode(): whether a module does in training what it doesn't do else, as its code has it."""

from collections.abc import Iterator
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any

from torch import nn

HANDING_ON = ("train", "eval", "__init__")
"""Methods that set or hand on the mode, and do nothing by it."""


def minds_mode(module: nn.Module) -> bool:
    """Whether a method of a module's class reads ``training``, as that of a dropout does."""
    kind: Any = type(module)
    return _minds(kind)


@lru_cache(maxsize=512)
def _minds(kind: Any) -> bool:
    classes = kind.__mro__[: kind.__mro__.index(nn.Module)]
    methods = {
        name: value
        for one in reversed(classes)
        for name, value in vars(one).items()
        if name not in HANDING_ON
    }
    return any("training" in names for method in methods.values() for names in _names(method))


def _names(method: object) -> Iterator[tuple[str, ...]]:
    """What a method reads of objects, in functions inside of it as well, or in what it decorates."""
    function = getattr(method, "fget", None) or getattr(method, "__func__", method)
    function = getattr(function, "__wrapped__", function)
    waiting = [function.__code__] if isinstance(function, FunctionType) else []
    while waiting:
        code = waiting.pop()
        yield code.co_names
        waiting += [one for one in code.co_consts if isinstance(one, CodeType)]
