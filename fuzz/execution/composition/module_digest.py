"""A digest of a module: all that its behavior depends on, except its mode and its weights' values."""

from hashlib import blake2b
from typing import Any

from torch import Tensor, nn

from fuzz.execution.composition.effect import MustRunWhole

FIELD = "_configuration"

HELD = frozenset(vars(nn.Module())) | {FIELD}
"""The attributes of every module: they are included in another way, or don't matter."""

HOOKS = (
    *("_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks"),
    "_state_dict_hooks",
)

OF_CONSTRUCTORS = frozenset({"_norm_layer"})
"""What a module keeps of its constructor, and never reads again: ``ResNet`` of torchvision."""

LEFT_OUT = HELD | OF_CONSTRUCTORS

PLAIN = (bool, int, float, str, type(None))


def module_digest(module: nn.Module) -> bytes:
    """A digest of a module's class, plain settings, weights and buffers, and those of its children.

    Of weights and buffers it includes names, shapes, dtypes and requires_grad. It is computed once, and
    stored in the module until `shallow_clone`. Raises `MustRunWhole` for a module with hooks, with a
    buffer that is part of a graph, or with a function that no name tells from another one.
    """
    known: bytes | None = module.__dict__.get(FIELD)
    if known is None:
        known = module.__dict__[FIELD] = blake2b(_text(module).encode(), digest_size=16).digest()
    return known


def shallow_clone(module: nn.Module) -> nn.Module:
    """A copy that shares weights and children, and can be edited without changing the original."""
    copy = module.__new__(type(module))
    copy.__dict__.update(module.__dict__)
    for held in ("_parameters", "_buffers", "_modules"):
        copy.__dict__[held] = dict(module.__dict__[held])
    copy.__dict__.pop(FIELD, None)
    return copy


def _text(module: nn.Module) -> str:
    kind = type(module)
    if any(module.__dict__[hooks] for hooks in HOOKS):
        raise MustRunWhole(f"a {kind.__name__} has hooks")
    if any(buffer is not None and buffer.grad_fn is not None for buffer in module._buffers.values()):
        raise MustRunWhole(f"a {kind.__name__} has a buffer that was computed")
    own = sorted((name, _setting(value)) for name, value in vars(module).items() if name not in LEFT_OUT)
    weights = [(name, _weight(value)) for name, value in module._parameters.items()]
    buffers = [(name, _weight(value)) for name, value in module._buffers.items()]
    children = [
        (name, None if child is None else module_digest(child))
        for name, child in module._modules.items()
    ]
    return repr((kind.__module__, kind.__qualname__, own, weights, buffers, children))


def _setting(value: Any) -> Any:
    """A setting as text; what is not plain (a function, a list of weights) by its type or name."""
    if isinstance(value, PLAIN):
        return value
    inside = value.items() if isinstance(value, dict) else value
    if isinstance(value, tuple | list | dict) and all(_plain(item) for item in inside):
        return repr(value)
    name: str = getattr(value, "__qualname__", type(value).__qualname__)
    if "<" in name:
        raise MustRunWhole(f"nothing tells a function from another one that is called {name}")
    return name


def _plain(value: Any) -> bool:
    return isinstance(value, PLAIN) or (isinstance(value, tuple) and all(map(_plain, value)))


def _weight(value: Tensor | None) -> Any:
    return value is not None and (tuple(value.shape), str(value.dtype), value.requires_grad)
