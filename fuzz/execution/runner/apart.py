"""apart(): runs what may end its process in another one, from wherever it is asked for."""

import atexit

from fuzz.execution.memo import Memo
from fuzz.execution.outcome import Outcome
from fuzz.execution.runner.child import Child
from fuzz.execution.runner.daring import Daring
from strategies.case import Case, key

_children: dict[str, Child] = {}
_outcomes: Memo[Outcome] = Memo(256)


def apart(case: Case, device: str) -> Outcome:
    """The outcome of a case in a child of this process, which lives on for the next one."""
    return _outcomes.get((key(case), device), lambda: Daring(_child(device)).run(case))


def _child(device: str) -> Child:
    if device not in _children:
        _children[device] = Child(device)
    return _children[device]


@atexit.register
def end() -> None:
    """End the children, and forget what they have shown."""
    while _children:
        _children.popitem()[1].close()
    _outcomes.clear()
