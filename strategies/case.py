"""Case: one combination of network, edits, input, loss and target, as plain immutable data."""

from functools import lru_cache
from typing import Any, Literal

import msgspec

from strategies.input import Input
from strategies.loss import Loss, Target
from strategies.subject import Subject
from strategies.surgery import AnyEdit

Mode = Literal["eval", "train"]
Gradient = Literal["on", "off", "frozen"]
Load = Literal["no", "strict", "lenient"]
Autocast = Literal["off", "bfloat16", "float16"]


class Case(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    gc=False,
    repr_omit_defaults=True,
):
    """One combination. ``Case()`` is the ordinary one, which a person who did nothing wrong would run.

    - ``subject``: the model, torchvision's ``resnet50`` or another one, and its constructor options.
    - ``edits``: what is removed, replaced, inserted or assigned, in order.
    - ``load``: whether the original network's state dict is loaded into the edited one, and how.
    - ``input``: the shape, dtype, memory layout and values of the input tensor.
    - ``mode``: ``eval`` or ``train``.
    - ``gradient``: ``on``, ``off`` (under ``torch.no_grad()``), or ``frozen``: on, with
      ``requires_grad=False`` for every parameter of the original network.
    - ``autocast``: ``off``, or the dtype that it uses.
    - ``loss``: a class of ``torch.nn`` with its options; None runs the forward pass alone, and then
      there is neither a target nor a backward pass.
    - ``target``: its shape, dtype and values.
    - ``backward``: whether ``backward()`` is called on the loss.

    Its JSON shows only what departs from the ordinary case. See docs/case.md for all values.
    """

    # gc=False: no part can refer back to the whole, and a catalogue has thousands of them

    subject: Subject = Subject()
    edits: tuple[AnyEdit, ...] = ()
    load: Load = "no"
    input: Input = Input()
    mode: Mode = "eval"
    gradient: Gradient = "on"
    autocast: Autocast = "off"
    loss: Loss | None = Loss()
    target: Target = Target()
    backward: bool = False


ORDINARY = Case()
"""The case that a person who did nothing wrong would run: the unedited network, and no backward pass."""


def plain(value: Any) -> Any:
    """Plain JSON values for a case or any part of one, with only what departs from its defaults."""
    if isinstance(value, Case):
        return _plain_struct(value)
    if isinstance(value, msgspec.Struct):
        return _plain_part(value)
    if isinstance(value, dict):
        return {name: plain(value[name]) for name in sorted(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


@lru_cache(maxsize=8192)
def _plain_part(value: msgspec.Struct) -> dict[str, Any]:
    """A part of a case: cases share most of theirs, so each is made plain once."""
    return _plain_struct(value)


def _plain_struct(value: msgspec.Struct) -> dict[str, Any]:
    tag = {value.__struct_config__.tag_field: value.__struct_config__.tag}
    return {name: item for name, item in tag.items() if name} | {
        name: plain(getattr(value, name))
        for name, default in _defaults(type(value)).items()
        if getattr(value, name) != default
    }


@lru_cache(maxsize=64)
def _defaults(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The fields of a struct with their defaults, `msgspec.NODEFAULT` for those that have none."""
    return {
        field.name: field.default
        if field.default_factory is msgspec.NODEFAULT
        else field.default_factory()
        for field in msgspec.structs.fields(kind)
    }


def without_loss(case: Case) -> Case:
    """The case up to the output of its network, without the loss and the backward pass."""
    return msgspec.structs.replace(case, loss=None, target=ORDINARY.target, backward=False)


def key(case: Case) -> bytes:
    """A case as canonical JSON: the same whatever the order of its options."""
    return msgspec.json.encode(plain(case))
