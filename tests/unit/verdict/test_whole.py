"""What is run whole: once for what is foreseen, and again where it is not as foreseen."""

from collections.abc import Callable

from fuzz.execution.outcome import Outcome, Raised
from fuzz.verdict.whole import foreseen, forget_whole
from strategies.case import Case
from strategies.contract import Violation, predict_backward
from strategies.input import Input
from strategies.layer import Layer
from strategies.surgery import Replace

SAVED = Raised("backward", "RuntimeError", "modified by an inplace operation", op="backward")


def modified(kind: str, site: str) -> tuple[Case, Violation]:
    edit = Replace(site=site, layer=Layer(kind, {"inplace": True}))
    case = Case(edits=(edit,), input=Input(shape=(2, 3, 32, 32)), backward=True)
    violation = predict_backward(case)
    assert violation is not None
    return case, violation


def counted(outcome: Outcome) -> tuple[list[int], Callable[[], Outcome]]:
    runs: list[int] = []

    def run() -> Outcome:
        runs.append(1)
        return outcome

    return runs, run


def test_layers_of_the_same_kinds_are_run_once_where_it_is_as_foreseen() -> None:
    forget_whole()
    runs, run = counted(SAVED)
    seen = [foreseen(*modified("ELU", site), run) for site in ("bn1", "layer1.0.bn1")]
    assert len(runs) == 1
    assert seen[0] == seen[1]
    assert seen[0] is not None
    assert seen[0][0].signature.rule == "network.inplace"
    foreseen(*modified("CELU", "bn1"), run)
    assert len(runs) == 2


def test_where_torch_does_something_else_nothing_is_foreseen() -> None:
    forget_whole()
    runs, run = counted(Raised("forward", "RuntimeError", "something else", op="elu"))
    assert foreseen(*modified("ELU", "bn1"), run) is None
    assert len(runs) == 1
