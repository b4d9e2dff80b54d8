"""What a case may hold: known kinds and options, and no more than a machine can run.

A case that comes from a file is checked here, before anything is built from it.
"""

import msgspec

from strategies.case import Case
from strategies.edited import edited
from strategies.error import CaseError
from strategies.layer import Layer
from strategies.loss import LOSSES
from strategies.memory import memory
from strategies.names import MAX_BYTES, check_names
from strategies.resnet import Node, network
from strategies.shape_inference import infer_shapes
from strategies.surgery import Assign, Insert, Replace

OPAQUE_LAYERS = ("Residual", "SqueezeExcite", "TransformerEncoderLayer", "MultiheadAttention")
"""Layers with modules of their own, which the walk through the network does not enter."""


def check(case: Case) -> Case:
    """Return the case, or say what is wrong with it.

    Raises `CaseError` where a name is unknown, a number is absurd, the whole would take more than
    `MAX_BYTES` of memory, or the loss would reach outside of its own memory.
    """
    _types(case)
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
    """Whether a case has the right types and known names; how large it is takes longer to tell."""
    try:
        _types(case)
        check_names(case)
    except CaseError:
        return False
    return True


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
