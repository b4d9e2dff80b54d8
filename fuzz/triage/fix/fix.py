"""Which fixes there are: those of the rule, what is ordinary, and the last resorts."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from fuzz.triage.fix import ending, loss, network, option, shape, tensor
from fuzz.triage.step import retargeted
from strategies.case import ORDINARY, Case
from strategies.layer import LAYERS
from strategies.loss import LOSSES
from strategies.repair import (
    Change,
    Move,
    Repair,
    SetCase,
    SetImage,
    SetInput,
    SetOption,
    SetSize,
    Together,
    UseLoss,
)
from strategies.shape_inference import infer_shapes
from strategies.subject import ordinary
from strategies.surgery import AnyEdit, Insert, Replace, Truncate
from strategies.validation import has_known_names
from strategies.value import Value
from strategies.violation import Violation


def _together(case: Case, violation: Violation, change: Together) -> Iterator[Case]:
    if not change.changes:
        yield case
        return
    first, *others = change.changes
    for changed in CHANGES[type(first)](case, violation, first):
        if has_known_names(changed):
            yield from _together(changed, violation, Together(tuple(others)))


EXACT: dict[type, Any] = {**loss.CHANGES, Together: _together}
"""The changes that leave the target as they make it."""

CHANGES: dict[type, Any] = {
    **option.CHANGES,
    **shape.CHANGES,
    **network.CHANGES,
    **ending.CHANGES,
    **tensor.CHANGES,
    **EXACT,
}
"""What each change of `strategies.repair` does to a case."""


class Fix(NamedTuple):
    """A sentence of advice, and the case that follows it.

    A ``last_resort`` gives up what was tried.
    """

    text: str
    case: Case
    last_resort: bool = False


def fixes(case: Case, violation: Violation) -> Iterator[Fix]:
    """The cases that the repairs of a violated rule lead to, the smallest change first.

    Where the output changes, the target follows it.
    """
    tried = {case}
    for repair in violation.repairs:
        for text, change in _each(case, violation, repair):
            for changed in _changed(case, violation, change):
                if changed not in tried:
                    tried.add(changed)
                    yield Fix(text, changed)


def _each(case: Case, violation: Violation, repair: Repair) -> Iterator[tuple[str, Change | None]]:
    """A repair for each value that it may set, which its sentence then names."""
    change = repair.change
    values: tuple[Value, ...] = ()
    match change:
        case SetOption(values=()):
            values = option.values_of(case, violation, change)
        case SetOption() | SetSize():
            values = change.values
        case SetImage():
            for side in change.sides:
                yield f"{repair.text}, such as {side}x{side}", replace(change, sides=(side,))
            return
        case Move():
            for site in change.sites or network.named(violation):
                said = "" if site in repair.text else f", such as {site}"
                yield f"{repair.text}{said}", replace(change, sites=(site,))
            return
    if len(values) < 2 and (not isinstance(change, SetOption) or change.values):
        yield repair.text, change
        return
    for value in values:
        assert isinstance(change, SetOption | SetSize)
        said = f", such as {change.option}={value!r}" if isinstance(change, SetOption) else ""
        yield f"{repair.text}{said}", replace(change, values=(value,))


def _changed(case: Case, violation: Violation, change: Change | None) -> Iterator[Case]:
    if change is None:
        return
    for changed in CHANGES[type(change)](case, violation, change):
        if not has_known_names(changed):
            continue
        yield changed
        if type(change) not in EXACT and case.loss is not None:
            yield from retargeted(case, changed)
            yield from _fitting(changed)


def _fitting(case: Case) -> Iterator[Case]:
    """The case with the targets that fit its output."""
    assert case.loss is not None
    for target in LOSSES[case.loss.kind].targets(infer_shapes(case).output):
        yield replace(case, target=target)


SETTINGS = (
    Repair("use a contiguous input", SetInput("layout", "contiguous")),
    Repair("convert the input: x.float()", SetInput("dtype", "float32")),
    Repair("disable autocast", SetCase("autocast", "off")),
    Repair("call model.eval()", SetCase("mode", "eval")),
    Repair("enable gradients", SetCase("gradient", "on")),
)
"""The ordinary way to run a network, for a failure that no rule explains."""


def ordinary_settings(case: Case) -> Iterator[Fix]:
    """The case run in a more ordinary way, and with an input and a target of an ordinary kind."""
    for repair in SETTINGS:
        for changed in _changed(case, _NOWHERE, repair.change):
            if replace(changed, loss=case.loss, target=case.target) != case:  # more than another target
                yield Fix(repair.text, changed)
    for changed in tensor.larger(case):
        for one in (changed, *retargeted(case, changed)):
            yield Fix("use an input of another size", one)


def last_resorts(case: Case) -> Iterator[Fix]:
    """The case without one of its edits, without any, or with another loss."""
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        without = replace(case, edits=case.edits[:index] + case.edits[index + 1 :])
        for one in _with_target(case, without):
            yield Fix(_without(edit), one, last_resort=True)
    if len(case.edits) > 1:
        for one in _with_target(case, replace(case, edits=())):
            yield Fix("leave out all edits", one, last_resort=True)
    if case.load != "no":
        yield Fix("load no state dict", replace(case, load="no"), last_resort=True)
    if case.subject != ordinary(case.subject):
        for one in _with_target(case, replace(case, subject=ordinary(case.subject))):
            yield Fix("use the default constructor arguments", one, last_resort=True)
    if case.loss is not None:
        for kind in ("CrossEntropyLoss", "MSELoss"):
            for changed in CHANGES[UseLoss](case, _NOWHERE, UseLoss(kind)):
                yield Fix(f"use another loss: nn.{kind}", changed, last_resort=True)
    if case.input != ORDINARY.input:
        for one in _with_target(case, replace(case, input=ORDINARY.input)):
            yield Fix("use an ordinary batch of images", one, last_resort=True)


def _with_target(before: Case, after: Case) -> Iterator[Case]:
    yield after
    if after.loss is not None:
        yield from retargeted(before, after)
        yield from _fitting(after)


def _without(edit: AnyEdit) -> str:
    match edit:
        case Insert() | Replace() if edit.layer.kind in LAYERS:
            return f"leave out the {edit.layer.kind}"
        case Truncate():
            return "keep the children of the network"
    return f"leave {edit.site or 'the network'} as it is"


_NOWHERE = Violation(
    stage="forward", site="", rule="", group="", wanted="", got="", cause="", repairs=(), page=""
)
"""In place of a violation, where a change needs none."""
