"""What a case may hold: known kinds and options, and no more than a machine can run.

A case that comes from a file is checked here, before anything is built from it.
"""

import keyword
from collections.abc import Mapping
from math import prod
from typing import Any

import msgspec

from strategies.case import Case
from strategies.edited import edited
from strategies.error import CaseError
from strategies.input import Input
from strategies.layer import LAYERS, Layer
from strategies.loss import LOSSES, Target
from strategies.memory import memory
from strategies.resnet import Node, network
from strategies.shape_inference import infer_shapes
from strategies.subject import NORM_LAYERS, Subject
from strategies.surgery import ATTRIBUTES, AnyEdit, Assign, Insert, Replace, Truncate
from strategies.value import BYTES_PER_ELEMENT, Options, Shape, Value

MAX_BYTES = 2**31
"""The most memory, in bytes, that one case may be expected to take: weights, features, gradients."""

MAX_EDITS = 16
MAX_RANK = 8
MAX_NUMBER = 10**6
MAX_WORD = 40
MAX_PATH = 200

OPAQUE_LAYERS = ("Residual", "SqueezeExcite", "TransformerEncoderLayer", "MultiheadAttention")
"""Layers with modules of their own, which the walk through the network does not enter."""


def check(case: Case) -> Case:
    """Return the case, or say what is wrong with it.

    Raises `CaseError` where a name is unknown, a number is absurd, the whole would take more than
    `MAX_BYTES` of memory, or the loss would reach outside of its own memory.
    """
    check_names(case)
    _insides(case)
    _size(case)
    _indices(case)
    return case


def is_valid(case: Case) -> bool:
    """Whether `check` lets a case pass."""
    try:
        check(case)
    except CaseError:
        return False
    return True


def has_known_names(case: Case) -> bool:
    """Whether `check_names` lets a case pass."""
    try:
        check_names(case)
    except CaseError:
        return False
    return True


def check_names(case: Case) -> Case:
    """Like `check`, but without the walk through the network that its size takes."""
    _types(case)
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


def _types(case: Case) -> None:
    """A case that was decoded has the types that it should; one that was built may have any."""
    try:
        same = msgspec.convert(msgspec.to_builtins(case), Case) == case
    except msgspec.ValidationError as error:
        problem, _, field = str(error).partition(" - at ")
        raise CaseError(field.strip("`") or "$", problem) from None
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise CaseError("$", f"not plain data: {error}") from None
    if not same:
        raise CaseError("$", "not plain data: a list where a tuple is wanted, or not a number")


def _insides(case: Case) -> None:
    """Refuse to change anything inside a layer that the walk takes for a whole."""
    if not any(getattr(edit, "layer", Layer("")).kind in OPAQUE_LAYERS for edit in case.edits):
        return
    root: Node = network(case.subject)
    for index, edit in enumerate(case.edits):
        if (
            isinstance(edit, Replace | Insert | Assign)
            and (kind := _above(root, edit.site)) in OPAQUE_LAYERS
        ):
            raise CaseError(
                f"$.edits[{index}].site", f"{edit.site!r} is inside a {kind}: replace it whole"
            )
        root = edited(root, edit)


def _above(root: Node, site: str) -> str:
    """The kind of the layer that a path leads into, or "" where it leads into none."""
    node = root
    for name in site.split("."):
        if isinstance(node, Layer):
            return node.kind
        node = node.children.get(name) if node is not None else None
    return ""


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
    if edit.site and not _is_path(edit.site):
        raise CaseError(
            f"{field}.site",
            f"{edit.site[:MAX_PATH]!r} is not the dotted path of a module, such as 'layer4.0.conv2'",
        )
    if not edit.site and not isinstance(edit, Insert):
        raise CaseError(f"{field}.site", "the whole network ('') can only be inserted after or before")
    if isinstance(edit, Replace | Insert):
        _options(f"{field}.layer", "layer", edit.layer.kind, edit.layer.options, LAYERS)
    if isinstance(edit, Assign):
        if edit.attribute not in ATTRIBUTES:
            raise CaseError(f"{field}.attribute", _unknown("attribute", edit.attribute, ATTRIBUTES))
        _value(f"{field}.value", edit.value)


def _is_path(site: str) -> bool:
    return len(site) <= MAX_PATH and site.isascii() and all(map(_is_name, site.split(".")))


def _is_name(part: str) -> bool:
    """Whether it is an index as Python prints it, or a name that is not private."""
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


def _indices(case: Case) -> None:
    if case.loss is not None and not LOSSES[case.loss.kind].safe(case.target, infer_shapes(case).output):
        raise CaseError(
            "$.target.values",
            f"{case.loss.kind} does not check class indices, and with {case.target.values!r} it would"
            " read and write memory that is not its own",
        )


def _value(field: str, value: Value) -> None:
    numbers = value if isinstance(value, tuple) else (value,)
    if len(numbers) > MAX_RANK:
        raise CaseError(field, f"{len(numbers)} numbers, where {MAX_RANK} are the most")
    if isinstance(value, str) and not (len(value) <= MAX_WORD and value.isprintable()):
        raise CaseError(field, f"not a word of {MAX_WORD} printable characters or fewer")
    for number in numbers:
        if isinstance(number, int | float):
            _number(field, number, least=-MAX_NUMBER)


def _number(field: str, number: float, *, least: int) -> None:
    if not least <= number <= MAX_NUMBER:
        raise CaseError(field, f"{number} is not between {least} and {MAX_NUMBER}")


def _unknown(what: str, name: str, known: object) -> str:
    from difflib import get_close_matches

    names = list(known)  # type: ignore[call-overload]
    near = get_close_matches(name[:MAX_WORD], names, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(names[:8])}, ..."
    return f"unknown {what} {name[:MAX_WORD]!r}; {hint}"
