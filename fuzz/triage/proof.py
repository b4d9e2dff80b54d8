"""The proof of a failure: what is seen of its case with the blamed thing put right."""

from fuzz.catalogue.entry import Difference, Proof
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Outcome, Raised, Returned
from fuzz.execution.result import Results, equal, results
from strategies.case import Case


def proof(case: Case, passing: Case, *, raises: bool, device: str = "cpu") -> Proof:
    """What a case that passes shows; where the failing one ``raises`` no error, what that spoils."""
    outcome = observe(passing, device=device)
    differs = () if raises else differences(case, passing, device=device)
    if not isinstance(outcome, Returned):
        return Proof(differs=differs)
    return Proof(outcome.output.shape, outcome.output.dtype, differs=differs)


def differences(case: Case, passing: Case, *, device: str = "cpu") -> tuple[Difference, ...]:
    """What is another in a case that passes than in the one that fails, both run whole.

    A loss counts as another where its value or its shape is, a gradient where that of any parameter
    that both have is, or where only one has it. Nothing differs where the failure does no harm.
    """
    failing, right = results(case, device=device), results(passing, device=device)
    if failing is None or right is None:
        return ()
    found: dict[Difference, bool] = {
        "output": not equal(failing.output, right.output),
        "loss": not equal(failing.loss, right.loss),
        "gradient": not _same_gradients(failing, right),
        "warning": _warns(observe(case, device=device)) and not _warns(observe(passing, device=device)),
    }
    return tuple(name for name, differs in found.items() if differs)


def _same_gradients(one: Results, other: Results) -> bool:
    if one.gradients.keys() != other.gradients.keys():
        return False
    return all(equal(gradient, other.gradients[name]) for name, gradient in one.gradients.items())


def _warns(outcome: Outcome) -> bool:
    return isinstance(outcome, Raised) or bool(outcome.warnings)
