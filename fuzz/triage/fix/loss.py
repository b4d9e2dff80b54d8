"""Changes of what is compared: the target, the options of the loss, the loss itself."""

from collections.abc import Callable, Iterator
from math import prod
from typing import Any

from msgspec.structs import replace

from strategies.case import Case
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.target import TargetValues
from strategies.repair import Argmax, FitTarget, LeaveOutOfLoss, SetLossOption, SetTarget, UseLoss
from strategies.shape_inference import infer_shapes
from strategies.value import INTEGRAL
from strategies.violation import Violation


def _set_option(case: Case, _: Violation, change: SetLossOption) -> Iterator[Case]:
    option = LOSSES[case.loss.kind].option(change.option) if case.loss is not None else None
    if case.loss is None or option is None:
        return
    fitting = option.lengths(infer_shapes(case).output) if option.lengths is not None else ()
    for value in change.values or (*fitting, *option.values):
        yield replace(case, loss=Loss(case.loss.kind, {**case.loss.options, change.option: value}))


def _leave_out(case: Case, _: Violation, change: LeaveOutOfLoss) -> Iterator[Case]:
    if case.loss is not None:
        rest = {name: v for name, v in case.loss.options.items() if name != change.option}
        yield replace(case, loss=Loss(case.loss.kind, rest))


def _set_target(case: Case, _: Violation, change: SetTarget) -> Iterator[Case]:
    target = replace(case.target, **{change.field: change.value})
    yield replace(case, target=_same_labels(case.target, target))


def _same_labels(was: Target, target: Target) -> Target:
    """A converted target with the filling that has the values of the old one in the new dtype."""
    if was.dtype == target.dtype:
        return target
    if was.dtype == "bool" and was.values not in AS_BOOL:
        return replace(target, values="ones")
    if target.dtype in INTEGRAL and was.values in ("unit", "probabilities"):
        return replace(target, values="zeros")
    return target


def _argmax(case: Case, _: Violation, change: Argmax) -> Iterator[Case]:
    target = Target(shape=change.shape, values=_largest(case.target))  # type: ignore[arg-type]  # a shape
    yield replace(case, target=target)


def _largest(vectors: Target) -> TargetValues:
    """The filling of the class indices of vectors; that of one-hot vectors where there is no such."""
    if vectors.values in ("zeros", "ones", "negative", "ignored", "beyond"):
        return "zeros"
    if vectors.values not in ("classes", "signs"):
        return "classes"
    count, *places = vectors.shape[1:] if len(vectors.shape) > 1 else vectors.shape or (1,)
    if prod(places) % 2 == 0 or count < 2:
        return "zeros"
    if count % 2 or prod(places) > 1:
        return "classes"
    return "ones" if vectors.values == "classes" else "zeros"


def _fit_target(case: Case, _: Violation, change: FitTarget) -> Iterator[Case]:
    if case.loss is not None:
        for fitting in LOSSES[case.loss.kind].targets(infer_shapes(case).output):
            fields = {name: getattr(fitting, name) for name in change.fields}
            yield replace(case, target=replace(case.target, **fields))


def _use_loss(case: Case, _: Violation, change: UseLoss) -> Iterator[Case]:
    if case.loss is not None:
        for fitting in LOSSES[change.kind].targets(infer_shapes(case).output):
            yield replace(case, loss=Loss(change.kind), target=fitting)


AS_BOOL = ("classes", "zeros", "ones", "onehot")
"""The fillings that are the same in bool: all others are True everywhere there."""

CHANGES: dict[type, Callable[[Case, Violation, Any], Iterator[Case]]] = {
    SetLossOption: _set_option,
    LeaveOutOfLoss: _leave_out,
    SetTarget: _set_target,
    FitTarget: _fit_target,
    Argmax: _argmax,
    UseLoss: _use_loss,
}
