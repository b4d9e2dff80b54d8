"""The names and numbers in a case: known kinds and options, and sizes within bounds.

Kept apart from `strategies.validation`, which infers the shapes in a network: a catalogue is read with
this alone.
"""

import keyword
from collections.abc import Mapping
from functools import lru_cache
from math import prod
from typing import Any

from strategies.case import Case
from strategies.error import CaseError
from strategies.input import Input
from strategies.layer import LAYERS
from strategies.loss import LOSSES, Target
from strategies.network.imported import is_own, refuse
from strategies.network.models import MODELS, is_known, model_of
from strategies.subject import NORM_LAYERS, OPTIONS, Subject
from strategies.surgery import ATTRIBUTES, AnyEdit, Assign, Insert, Replace, Truncate
from strategies.value import BYTES_PER_ELEMENT, Options, Shape, Value

MAX_BYTES = 2**31
"""The most bytes that one case is expected to take: weights, activations and gradients."""

MAX_EDITS = 16
MAX_RANK = 8
MAX_NUMBER = 10**6
MAX_WORD = 40
MAX_PATH = 200


def check_names(case: Case) -> Case:
    """Return a decoded case if its names are known and its numbers within bounds.

    Raises `CaseError` for the first that is not. A decoded case has the declared types; see
    `strategies.validation` for one that was built in Python.
    """
    check_subject(case.subject)
    if len(case.edits) > MAX_EDITS:
        raise CaseError("$.edits", f"at most {MAX_EDITS} edits are allowed, but got {len(case.edits)}")
    for index, edit in enumerate(case.edits):
        _edit(f"$.edits[{index}]", edit)
    _tensor("$.input", case.input)
    _tensor("$.target", case.target)
    if case.loss is not None:
        _options("$.loss", "loss", case.loss.kind, case.loss.options, LOSSES)
    elif case.backward:
        raise CaseError("$.backward", "backward requires a loss, but loss is null")
    return case


def check_subject(subject: Subject) -> None:
    """Raise `CaseError` for an unknown model, an option that it has not, or a number out of bounds."""
    _require_known(subject.model)
    _check_options(subject)


def _require_known(model: str) -> None:
    """Raise `CaseError` for an unknown model. This may change while a process runs."""
    if is_known(model):
        return
    if is_own(model):
        raise refuse(model)
    raise CaseError("$.subject.model", _unknown("model", model, MODELS))


@lru_cache(maxsize=256)
def _check_options(subject: Subject) -> None:
    """Raise `CaseError` for an option that a model has not, or a number out of bounds.

    Cases share most of their subjects and tensors, so each is checked once.
    """
    model = model_of(subject)
    for name in OPTIONS:
        if name not in model.options and getattr(subject, name) != getattr(Subject(), name):
            known = ", ".join(model.options)
            raise CaseError(f"$.subject.{name}", f"{subject.model} has no such option, only {known}")
    for name in ("num_classes", "groups", "width_per_group"):
        _number(f"$.subject.{name}", getattr(subject, name), least=1 if name == "groups" else 0)
    if subject.norm_layer not in NORM_LAYERS:
        raise CaseError("$.subject.norm_layer", _unknown("norm layer", subject.norm_layer, NORM_LAYERS))
    if len(subject.replace_stride_with_dilation) > MAX_RANK:
        raise CaseError(
            "$.subject.replace_stride_with_dilation", "too many values: torchvision expects 3"
        )


def _edit(field: str, edit: AnyEdit) -> None:
    if isinstance(edit, Truncate):
        _number(f"{field}.drop", edit.drop, least=1)
        return
    if edit.site and not _is_path(edit.site):
        raise CaseError(
            f"{field}.site",
            f"{edit.site[:MAX_PATH]!r} is not the path of a module, such as 'layer4.0.conv2'",
        )
    if not edit.site and not isinstance(edit, Insert):
        raise CaseError(
            f"{field}.site",
            "site '' is the network itself, where a layer can only be inserted, before or after it",
        )
    if isinstance(edit, Replace | Insert):
        _options(f"{field}.layer", "layer", edit.layer.kind, edit.layer.options, LAYERS)
    if isinstance(edit, Assign):
        if edit.attribute not in ATTRIBUTES:
            raise CaseError(f"{field}.attribute", _unknown("attribute", edit.attribute, ATTRIBUTES))
        _value(f"{field}.value", edit.value)


def _is_path(site: str) -> bool:
    return len(site) <= MAX_PATH and site.isascii() and all(map(_is_name, site.split(".")))


def _is_name(part: str) -> bool:
    """Whether a part of a path is an index without leading zeros, or a public identifier."""
    if part.isdecimal():
        return part == str(int(part))
    return part.isidentifier() and not keyword.iskeyword(part) and not part.startswith("_")


def _options(field: str, what: str, kind: str, options: Options, kinds: Mapping[str, Any]) -> None:
    known = kinds.get(kind)
    if known is None:
        raise CaseError(f"{field}.kind", _unknown(what, kind, kinds))
    names = [option.name for option in known.options]
    for name, value in options.items():
        if name not in names:
            raise CaseError(
                f"{field}.options.{name[:MAX_WORD]}", _unknown(f"option of {kind}", name, names)
            )
        _value(f"{field}.options.{name}", value)
    for option in known.options:
        if getattr(option, "required", False) and option.name not in options:
            raise CaseError(f"{field}.options", f"{kind} requires the option {option.name!r}")


@lru_cache(maxsize=4096)
def _tensor(field: str, tensor: Input | Target) -> None:
    if len(tensor.shape) > MAX_RANK:
        rank = len(tensor.shape)
        raise CaseError(f"{field}.shape", f"at most {MAX_RANK} dimensions are allowed, but got {rank}")
    for axis, size in enumerate(tensor.shape):
        _number(f"{field}.shape[{axis}]", size, least=0)
    if tensor.dtype not in BYTES_PER_ELEMENT:
        raise CaseError(f"{field}.dtype", _unknown("dtype", tensor.dtype, BYTES_PER_ELEMENT))
    _fits(field, "shape", tensor.shape, BYTES_PER_ELEMENT[tensor.dtype])


def _fits(field: str, name: str, shape: Shape, width: int) -> None:
    if prod(shape) * width > MAX_BYTES:
        raise CaseError(
            f"{field}.{name}",
            f"a tensor of shape {list(shape)} takes more than {MAX_BYTES // 2**30} GiB",
        )


def _value(field: str, value: Value) -> None:
    numbers = value if isinstance(value, tuple) else (value,)
    if len(numbers) > MAX_RANK:
        raise CaseError(field, f"at most {MAX_RANK} numbers are allowed, but got {len(numbers)}")
    if isinstance(value, str) and not (len(value) <= MAX_WORD and value.isprintable()):
        raise CaseError(field, f"expected at most {MAX_WORD} printable characters")
    for number in numbers:
        if isinstance(number, int | float):
            _number(field, number, least=-MAX_NUMBER)


def _number(field: str, number: float, *, least: int) -> None:
    if not least <= number <= MAX_NUMBER:
        raise CaseError(field, f"must be between {least} and {MAX_NUMBER}, but got {number}")


def _unknown(what: str, name: str, known: object) -> str:
    from difflib import get_close_matches

    names = list(known)  # type: ignore[call-overload]
    near = get_close_matches(name[:MAX_WORD], names, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(names[:8])}, ..."
    return f"unknown {what} {name[:MAX_WORD]!r}; {hint}"
