"""judge_composed() and observe_composed(): one case, by composition where possible."""

from collections.abc import Callable
from typing import Any

from fuzz.execution.composition.comparison import SPREADS, shape_to_fit
from fuzz.execution.composition.compose import Composed, compose, described
from fuzz.execution.composition.effect import MustRunWhole
from fuzz.execution.composition.loss_run import run_loss
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Outcome, Raised, Returned
from fuzz.execution.place import home, place
from fuzz.execution.setting import setting_of
from fuzz.verdict.finding import Finding
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.loss import LOSSES
from strategies.peril import require_harmless
from strategies.validation import check


def judge_composed(
    case: Case, *, device: str = "cpu", probing: Callable[[], None] = lambda: None
) -> Finding | None:
    """The finding in a case, by composition; a case that cannot be composed is run whole.

    Raises `CaseError` for a case that is malformed or too large, or may end the process. ``probing`` is
    called before each real run.
    """
    require_harmless(check(case))
    try:
        findings = [judge(case, outcome) for outcome in _composed(case, device, probing)]
        _require_one({finding and finding.signature for finding in findings})
        return findings[0]
    except MustRunWhole:
        probing()
        return judge(case, observe(case, device=device))


def observe_composed(
    case: Case, *, device: str = "cpu", probing: Callable[[], None] = lambda: None
) -> Outcome:
    """The outcome of a case, by composition; one that cannot be composed is run whole.

    Whether anything is NaN or infinite is not told. Raises `CaseError` for a case that is malformed or
    too large, or may end the process.
    """
    require_harmless(check(case))
    try:
        outcomes = _composed(case, device, probing)
        _require_one({type(outcome).__name__ for outcome in outcomes})
        return outcomes[0]
    except MustRunWhole:
        probing()
        return observe(case, device=device)


def _require_one(seen: set[Any]) -> None:
    """Raise `MustRunWhole` where a loss does one thing for some values, and another for others."""
    if len(seen) > 1:
        raise MustRunWhole("the loss depends on the values of the output")


def _composed(case: Case, device: str, probing: Callable[[], None]) -> list[Outcome]:
    """The outcomes that a case may have, by the values of its output."""
    device = home(case, device)
    network = compose(case, device=device, probing=probing)
    if isinstance(network, Raised):
        return [network]
    if case.loss is None:
        return [Returned(output=described(network.output), warnings=network.warned)]
    probing()
    spreads = SPREADS if LOSSES[case.loss.kind].valued else SPREADS[:1]
    outcomes = [_compared(case, network, spread, device) for spread in spreads]
    refused = all(isinstance(outcome, Raised) for outcome in outcomes)
    if 0 in shape_to_fit(network.output) and not refused:
        raise MustRunWhole("the loss may return uninitialized memory")
    return outcomes


def _compared(case: Case, network: Composed, spread: float, device: str) -> Outcome:
    assert case.loss is not None
    device = place(case.loss, case.target, shape_to_fit(network.output), device)
    outcome = run_loss(case.loss, case.target, network, spread, setting_of(case, device))
    if case.backward and not network.differentiable and not isinstance(outcome, Raised):
        raise MustRunWhole("the backward pass through the network may fail")
    return outcome
