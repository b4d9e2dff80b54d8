"""Effects as bytes, to be kept from one process to the next, and which of them may be."""

from typing import Any, Literal

import msgspec
import torch
from torch import nn
from torch.overrides import resolve_name

from fuzz.execution.accelerator import name_of
from fuzz.execution.composition.effect import ModuleEffect
from fuzz.execution.composition.module_digest import module_digest
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.fate import fate
from fuzz.execution.outcome import Died, Raised, Warned
from fuzz.execution.setting import Setting
from strategies.layer.combination import MODULE_PATH

DTYPES = {str(value): value for value in vars(torch).values() if isinstance(value, torch.dtype)}

RELEASED = ("torch", "torchvision")
"""The packages whose modules are facts of a release: those of a user may be others tomorrow."""


class _Tensor(msgspec.Struct, frozen=True, tag="tensor", forbid_unknown_fields=True):
    shape: tuple[int, ...]
    dtype: str
    strides: tuple[int, ...]
    requires_grad: bool
    view: bool


class _Several(msgspec.Struct, frozen=True, tag="several", forbid_unknown_fields=True):
    kind: Literal["tuple", "list"]
    items: tuple["_Tensor | _Several | None", ...]


_Value = _Tensor | _Several | None


class _Effect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    output: _Value
    raised: Raised | None
    warned: tuple[Warned, ...]
    after: _Tensor | None
    flags: tuple[bool, bool, bool, bool, bool, bool, bool]


FLAGS = ("finite", "mutates", "same", "shares", "saves_input", "saves_output", "differentiable")


def lasting(what: Any, x: Any, setting: Setting) -> str | None:
    """A text that says in any process which module, or operation, is run on what; None where another
    process may mean something else by it."""
    name = _name(what)
    return None if name is None else repr((name, x, setting, name_of(setting.device)))


def _name(what: Any) -> Any:
    if not isinstance(what, nn.Module):
        return resolve_name(what)
    return module_digest(what) if all(map(_is_released, what.modules())) else None


def _is_released(module: nn.Module) -> bool:
    home = type(module).__module__
    own = home == MODULE_PATH or home.partition(".")[0] in RELEASED
    return own and not any(value for name, value in vars(module).items() if name.endswith("_hooks"))


def encode(effect: ModuleEffect) -> bytes | None:
    """An effect as bytes; None where it can't be said, or where a process ran out of memory."""
    if effect.raised is not None and isinstance(fate(effect.raised), Died):
        return None
    try:
        plain = _Effect(
            output=_plain(effect.output),
            raised=effect.raised,
            warned=effect.warned,
            after=None if effect.after is None else _tensor(effect.after),
            flags=tuple(getattr(effect, name) for name in FLAGS),
        )
    except TypeError:
        return None
    return msgspec.msgpack.encode(plain)


def decode(content: bytes) -> ModuleEffect:
    """The effect that `encode` was given. Raises `ValueError` for anything else."""
    try:
        plain = msgspec.msgpack.decode(content, type=_Effect)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from None
    return ModuleEffect(
        output=_meant(plain.output),
        raised=plain.raised,
        warned=plain.warned,
        after=None if plain.after is None else _meta(plain.after),
        **dict(zip(FLAGS, plain.flags, strict=True)),
    )


def _plain(value: Any) -> _Value:
    if value is None or isinstance(value, TensorMeta):
        return None if value is None else _tensor(value)
    if type(value) in (tuple, list):
        return _Several("list" if isinstance(value, list) else "tuple", tuple(map(_plain, value)))
    raise TypeError(type(value).__name__)


def _tensor(meta: TensorMeta) -> _Tensor:
    return _Tensor(
        tuple(meta.shape), str(meta.dtype), tuple(meta.strides), meta.requires_grad, meta.view
    )


def _meant(value: _Value) -> Any:
    if isinstance(value, _Several):
        return (list if value.kind == "list" else tuple)(map(_meant, value.items))
    return None if value is None else _meta(value)


def _meta(plain: _Tensor) -> TensorMeta:
    sizes = (*plain.shape, *plain.strides)
    if plain.dtype not in DTYPES or len(plain.shape) != len(plain.strides) or min(sizes, default=0) < 0:
        raise ValueError("no tensor has this metadata")
    return TensorMeta(plain.shape, DTYPES[plain.dtype], plain.strides, plain.requires_grad, plain.view)
