"""What a case may hold: known kinds and options, and no more than a machine can run.

A case that comes from a file is checked here, before anything is built from it.
"""

from math import prod

import msgspec

from strategies.case import Case
from strategies.edited import OPAQUE_LAYERS, edited
from strategies.error import CaseError
from strategies.layer import Layer
from strategies.loss import LOSSES
from strategies.memory import memory
from strategies.names import MAX_BYTES, check_names
from strategies.network.models import network
from strategies.network.node import Node
from strategies.shape_inference import infer_shapes
from strategies.surgery import Assign, Insert, Replace

MAX_STEPS = 10**10
"""The steps that a loss may take which takes time by the square of the classes: about ten seconds."""


def check(case: Case) -> Case:
    """Return the case if it may be run.

    Raises `CaseError` where a name is unknown, a number is out of bounds, the case would take more than
    about 2 GiB of memory or far too long. One that may end its process is accepted: see
    `strategies.peril.perilous`.
    """
    _types(case)
    check_names(case)
    _insides(case)
    _size(case)
    return case


def is_valid(case: Case) -> bool:
    """Whether `check` accepts a case."""
    try:
        check(case)
    except CaseError:
        return False
    return True


def has_known_names(case: Case) -> bool:
    """Whether a case has the right types and known names; `check` also infers its shapes and memory."""
    try:
        _types(case)
        check_names(case)
    except CaseError:
        return False
    return True


def _types(case: Case) -> None:
    """Raise `CaseError` where a field has another type than declared, as in a case built in Python."""
    try:
        same = msgspec.convert(msgspec.to_builtins(case), Case) == case
    except msgspec.ValidationError as error:
        problem, _, field = str(error).partition(" - at ")
        raise CaseError(field.strip("`") or "$", problem) from None
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise CaseError("$", f"not plain data: {error}") from None
    if not same:
        raise CaseError("$", "not plain data: expected tuples and numbers, but got a list or NaN")


def _insides(case: Case) -> None:
    """Raise `CaseError` where an edit changes a submodule of an opaque layer."""
    if not any(getattr(edit, "layer", Layer("")).kind in OPAQUE_LAYERS for edit in case.edits):
        return
    root: Node = network(case.subject)
    for index, edit in enumerate(case.edits):
        if (
            isinstance(edit, Replace | Insert | Assign)
            and (kind := _above(root, edit.site)) in OPAQUE_LAYERS
        ):
            raise CaseError(
                f"$.edits[{index}].site",
                f"{edit.site!r} is a submodule of {kind}: replace the {kind} itself",
            )
        root = edited(root, edit)


def _above(root: Node, site: str) -> str:
    """The kind of the layer that a site is a submodule of, or "" where there is none."""
    node = root
    for name in site.split("."):
        if isinstance(node, Layer):
            return node.kind
        node = node.children.get(name) if node is not None else None
    return ""


def _size(case: Case) -> None:
    expected = memory(case)
    if expected > MAX_BYTES:
        limit = f"at most {MAX_BYTES // 2**30} GiB are allowed"
        raise CaseError("$", f"this case would take about {expected / 2**30:.1f} GiB, but {limit}")
    if case.loss is not None and LOSSES[case.loss.kind].quadratic:
        output = infer_shapes(case).output
        if abs(prod(output)) * (output or (1,))[-1] > MAX_STEPS:
            problem = f"takes time by the square of the number of classes, here {output[-1]:,}"
            raise CaseError("$.loss.kind", f"{case.loss.kind} {problem}: too long to be tried")
