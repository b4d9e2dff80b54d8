"""region(): one axis after the other is varied, until its bounds are known."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from fuzz.triage.region.axis import Axis, axes
from fuzz.triage.step import retargeted
from strategies.case import Case
from strategies.error import CaseError
from strategies.stage import Stage
from strategies.value import Value

Fails = Callable[[Case], bool | None]
"""Whether a case has the same failure (True) or not (False); None where another failure hides it."""


def region(case: Case, stage: Stage, fails: Fails) -> str:
    """How far a minimal case can be varied with the same failure, in one sentence.

    ``fails`` runs a case; where a change of the network or the input changes the output, the target may
    be adapted. Each axis is varied alone. Of numbers, thresholds are bisected; of other values, all
    that were tried are listed. An axis is left out where another failure comes first.
    """
    bounds, free = [], []
    for axis in axes(case, stage):
        answers = dict(_answers(case, axis, fails))
        failing = [value for value in axis.values if value == axis.own or answers.get(value)]
        passing = [value for value in axis.values if answers.get(value) is False]
        if passing:
            narrow = partial(_fails_at, case, axis, fails)
            bounds.append(_bound(axis, failing, passing, narrow))
        elif len(failing) > 1 and None not in answers.values():
            free.append(axis.name)
    sentence = f"Fails for {'; for '.join(bounds)}" if bounds else "Fails for every value tried"
    if free:
        sentence += f"; {_listed(free)} {'does' if len(free) == 1 else 'do'} not matter"
    return f"{sentence}."


def _answers(case: Case, axis: Axis, fails: Fails) -> Iterator[tuple[Value, bool | None]]:
    """The answer for each value with a valid case."""
    for value in axis.others:
        with suppress(CaseError):
            yield value, _fails_at(case, axis, fails, value)


def _fails_at(case: Case, axis: Axis, fails: Fails, value: Value) -> bool | None:
    """The answer for the case with another value, with its own target or an adapted one.

    Raises `CaseError` where none of these is valid.
    """
    changed = axis.at(value)
    answers, refused = [], None
    for one in (changed, *retargeted(case, changed)):
        try:
            answers.append(fails(one))
        except CaseError as error:
            refused = error
    if refused is not None and not answers:
        raise refused
    return True if True in answers else (False if False in answers else None)


def _bound(
    axis: Axis, failing: list[Value], passing: list[Value], fails: Callable[[Value], bool | None]
) -> str:
    """The values of an axis that fail, in words, where others pass."""
    if axis.numeric and len(failing) > 1:
        if _number(failing[-1]) < _number(passing[0]):
            return f"{axis.name} up to {_narrowed(failing[-1], passing[0], fails)}"
        if _number(passing[-1]) < _number(failing[0]):
            return f"{axis.name} from {_narrowed(failing[0], passing[-1], fails)} on"
    if len(passing) == 1 and len(failing) > 1:
        return f"every {axis.name} except {passing[0]}"
    if failing == [axis.own]:
        return f"{axis.name} {axis.own} only"
    return f"{axis.name} {_listed(failing)}, not {_listed(passing)}"


def _number(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _narrowed(failing: Value, passing: Value, fails: Callable[[Value], bool | None]) -> int:
    """The failing number next to one that passes, by bisection."""
    low, high = _number(failing), _number(passing)
    while abs(low - high) > 1:
        middle = (low + high) // 2
        try:
            alike = fails(middle)
        except CaseError:
            alike = None
        low, high = (middle, high) if alike else (low, middle)
    return low


def _listed(values: list[Value] | list[str]) -> str:
    words = [str(value) for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
