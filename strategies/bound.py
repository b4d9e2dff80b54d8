"""What a case may hold: known kinds and options, and no more than a machine can run.

A case that comes from a file is checked here, before anything is built from it.
"""

import keyword
from collections.abc import Mapping
from math import prod
from typing import Any

from strategies.case import Case
from strategies.error import CaseError
from strategies.flow import flow
from strategies.input import Input
from strategies.layer import KINDS as LAYERS
from strategies.layer import Layer
from strategies.loss import KINDS as LOSSES
from strategies.loss import Target
from strategies.resnet import network
from strategies.subject import NORM_LAYERS, Subject
from strategies.surgery import ATTRIBUTES, AnyEdit, Assign, Insert, Replace, Truncate
from strategies.value import BYTES_PER_ELEMENT, Options, Shape, Value

MAX_BYTES = 2**31
"""The most memory, in bytes, that one case may be expected to take: weights, features, gradients."""

MAX_EDITS = 16
MAX_RANK = 8
MAX_NUMBER = 10**6


def check(case: Case) -> Case:
    """Return the case, or say what is wrong with it.

    Raises `CaseError` where a name is unknown, a number is absurd, or the whole would take more
    than `MAX_BYTES` of memory.
    """
    check_names(case)
    _size(case)
    return case


def check_names(case: Case) -> Case:
    """Like `check`, but without the walk through the network that its size takes."""
    _subject(case.subject)
    if len(case.edits) > MAX_EDITS:
        raise CaseError("$.edits", f"{len(case.edits)} edits, where {MAX_EDITS} are the most")
    for index, edit in enumerate(case.edits):
        _edit(f"$.edits[{index}]", edit)
    _tensor("$.input", case.input)
    _tensor("$.target", case.target)
    if case.loss is not None:
        _options("$.loss", "loss", case.loss.kind, case.loss.options, LOSSES)
    elif case.backward:
        raise CaseError("$.backward", "a backward pass needs a loss, and loss is null")
    return case


def memory(case: Case) -> int:
    """An estimate of the bytes that a case takes: weights, features and, with backward, gradients."""
    seen = flow(case)
    layers = [edit.layer for edit in case.edits if isinstance(edit, Replace | Insert)]
    weights = _weights(case.subject) + sum(_parameters(layer) for layer in layers)
    largest = max(seen.elements, prod(case.input.shape))
    features = largest * BYTES_PER_ELEMENT[case.input.dtype]
    target = prod(case.target.shape) * BYTES_PER_ELEMENT[case.target.dtype]
    lengths = sum(_elements(value) for value in (case.loss.options.values() if case.loss else ()))
    return (4 * weights + features + 4 * lengths) * (2 if case.backward else 1) + 2 * target


def _elements(value: Value) -> int:
    return prod(value) if isinstance(value, tuple) else value if isinstance(value, int) else 0


def _parameters(layer: Layer) -> int:
    other = layer.options.get("shape")
    concatenated = abs(prod(other)) if isinstance(other, tuple) else 0
    return abs(LAYERS[layer.kind].parameters(layer.options)) + concatenated


def _weights(subject: Subject) -> int:
    wide = subject.width_per_group * subject.groups / 64
    return int(23_500_000 * max(1.0, wide * wide / subject.groups)) + 2048 * subject.num_classes


def _subject(subject: Subject) -> None:
    for name in ("num_classes", "groups", "width_per_group"):
        _number(f"$.subject.{name}", getattr(subject, name), least=1 if name == "groups" else 0)
    if subject.norm_layer not in NORM_LAYERS:
        raise CaseError("$.subject.norm_layer", _unknown("norm layer", subject.norm_layer, NORM_LAYERS))
    if len(subject.replace_stride_with_dilation) > MAX_RANK:
        raise CaseError("$.subject.replace_stride_with_dilation", "too many values: torchvision takes 3")
    network(subject)


def _edit(field: str, edit: AnyEdit) -> None:
    if isinstance(edit, Truncate):
        _number(f"{field}.drop", edit.drop, least=1)
        return
    if edit.site and not all(_is_name(part) for part in edit.site.split(".")):
        raise CaseError(
            f"{field}.site",
            f"{edit.site!r} is not the dotted path of a module, such as 'layer4.0.conv2'",
        )
    if not edit.site and not isinstance(edit, Insert):
        raise CaseError(f"{field}.site", "the whole network ('') can only be inserted after or before")
    if isinstance(edit, Replace | Insert):
        _options(f"{field}.layer", "layer", edit.layer.kind, edit.layer.options, LAYERS)
    if isinstance(edit, Assign):
        if edit.attribute not in ATTRIBUTES:
            raise CaseError(f"{field}.attribute", _unknown("attribute", edit.attribute, ATTRIBUTES))
        _value(f"{field}.value", edit.value)


def _is_name(part: str) -> bool:
    plain = part.isdecimal() or (part.isidentifier() and not keyword.iskeyword(part))
    return plain and part.isascii() and not part.startswith("_") and len(part) <= 40


def _options(field: str, what: str, kind: str, options: Options, kinds: Mapping[str, Any]) -> None:
    known = kinds.get(kind)
    if known is None:
        raise CaseError(f"{field}.kind", _unknown(what, kind, kinds))
    names = [option.name for option in known.options]
    for name, value in options.items():
        if name not in names:
            raise CaseError(f"{field}.options.{name}", _unknown(f"option of {kind}", name, names))
        _value(f"{field}.options.{name}", value)
    for option in known.options:
        if getattr(option, "required", False) and option.name not in options:
            raise CaseError(f"{field}.options", f"{kind} needs the option {option.name!r}")


def _tensor(field: str, tensor: Input | Target) -> None:
    if len(tensor.shape) > MAX_RANK:
        raise CaseError(f"{field}.shape", f"rank {len(tensor.shape)}, where {MAX_RANK} is the most")
    for axis, size in enumerate(tensor.shape):
        _number(f"{field}.shape[{axis}]", size, least=0)
    if tensor.dtype not in BYTES_PER_ELEMENT:
        raise CaseError(f"{field}.dtype", _unknown("element type", tensor.dtype, BYTES_PER_ELEMENT))
    _fits(field, "shape", tensor.shape, BYTES_PER_ELEMENT[tensor.dtype])


def _fits(field: str, name: str, shape: Shape, width: int) -> None:
    if prod(shape) * width > MAX_BYTES:
        raise CaseError(
            f"{field}.{name}",
            f"{list(shape)} takes more than {MAX_BYTES // 2**30} GiB, too large to try",
        )


def _size(case: Case) -> None:
    expected = memory(case)
    if expected > MAX_BYTES:
        limit = f"{MAX_BYTES // 2**30} GiB are the most"
        raise CaseError("$", f"this case would take about {expected / 2**30:.1f} GiB, where {limit}")


def _value(field: str, value: Value) -> None:
    numbers = value if isinstance(value, tuple) else (value,)
    if len(numbers) > MAX_RANK:
        raise CaseError(field, f"{len(numbers)} numbers, where {MAX_RANK} are the most")
    if isinstance(value, str) and len(value) > 40:
        raise CaseError(field, "a word of more than 40 characters")
    for number in numbers:
        if isinstance(number, int | float):
            _number(field, number, least=-MAX_NUMBER)


def _number(field: str, number: float, *, least: int) -> None:
    if not least <= number <= MAX_NUMBER:
        raise CaseError(field, f"{number} is not between {least} and {MAX_NUMBER}")


def _unknown(what: str, name: str, known: object) -> str:
    from difflib import get_close_matches

    names = list(known)  # type: ignore[call-overload]
    near = get_close_matches(name, names, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(names[:8])}, ..."
    return f"unknown {what} {name[:40]!r}; {hint}"
