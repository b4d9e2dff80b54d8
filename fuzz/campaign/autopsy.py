"""Which case ended a worker: each suspect is run alone, in a process of its own."""

from collections.abc import Sequence

from fuzz.execution.outcome import Died
from fuzz.execution.runner.followed import Followed, first_death, ordinary
from fuzz.execution.runner.protocol import Disposable
from strategies.case import Case
from strategies.error import CaseError


def culprit(cases: Sequence[Case], child: Disposable) -> tuple[Case, Died] | None:
    """The case that ends a process alone, and how; None where none of the last cases does.

    The last one is the first suspect. Else what kills may be what an earlier one has corrupted: then
    the latest case from which on they kill a process is run alone. Ordinary cases are run behind them,
    as a worker runs more between two cases than it notes.

    None as well where an accelerator has too little memory free to tell.
    """
    try:
        return _culprit(cases, child) if cases else None
    except CaseError:
        return None


def _culprit(cases: Sequence[Case], child: Disposable) -> tuple[Case, Died] | None:
    child.recycle()
    alone = child.run(cases[-1])
    if isinstance(alone, Died):
        return cases[-1], alone
    number = _latest_start(cases, child)
    if number is None:
        return None
    later = Followed(child).run(cases[number])
    return (cases[number], later) if isinstance(later, Died) else None


def _latest_start(cases: Sequence[Case], child: Disposable) -> int | None:
    """The number of the latest case from which on they end a new process; None where they never do."""
    if _first_death(cases, child) is None:
        return None
    low, high = 0, len(cases)  # from low on they do; from high on, behind all of them, they don't
    while high - low > 1:
        middle = (low + high) // 2
        if _first_death(cases[middle:], child) is not None:
            low = middle
        else:
            high = middle
    return low


def _first_death(cases: Sequence[Case], child: Disposable) -> Died | None:
    child.recycle()
    return first_death((*cases, *ordinary()), child)
