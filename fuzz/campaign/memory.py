"""Memory that runs out in a worker: it need not be the doing of the case that was at its turn."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from fuzz.campaign.context import ShardContext
from fuzz.execution import kept
from fuzz.execution.accelerator import let_go
from fuzz.execution.fate import ran_out_of_memory
from fuzz.execution.outcome import Died
from fuzz.verdict.evaluation import Evaluation, evaluate, forget_all
from fuzz.verdict.trust import CompositionMismatch
from strategies.case import Case
from strategies.error import CaseError

T = TypeVar("T")


def evaluated(case: Case, context: ShardContext) -> Evaluation | None:
    """The evaluation of a case; None where memory ran out.

    What there was no memory for is forgotten then, and the rest is given back. Raises `CaseError` where
    the case ends the process that runs it.
    """
    try:
        probing = partial(context.running, case)
        evaluation = evaluate(case, device=context.device, probing=probing, pairing=context.pairing)
        if not any(signature.kind == "oom" for signature in evaluation.table.first):
            return evaluation
    except (RuntimeError, MemoryError) as error:
        if not ran_out_of_memory(error):
            raise
    forget_all()
    let_go(context.device)
    return None


def trusted(run: Callable[[], T]) -> T:
    """The result of what holds composition against real runs.

    Where they differ and anything was read from the cache, that is dropped, and it is done once more
    without. Raises `CompositionMismatch` where they differ then, too.
    """
    try:
        return run()
    except CompositionMismatch:
        if not kept.distrust():
            raise
    return run()


def confirmed(case: Case, context: ShardContext) -> Died | None:
    """How a case ends a process alone; None where it doesn't, or where that can't be told."""
    if context.child is None:
        return None
    try:
        outcome = context.child.run(case)
    except CaseError:
        return None
    if not isinstance(outcome, Died):
        return None
    context.condemn(case, outcome)
    return outcome
