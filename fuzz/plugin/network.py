"""check(): a network of the user's own, checked in a test of theirs."""

from collections.abc import Callable, Collection
from typing import Any

from msgspec.structs import replace
from torch import Tensor, nn

from fuzz.check.checkup import COMPILE, EDITS, SECONDS, checkup
from fuzz.check.guess import working_input
from fuzz.check.network.description import describe
from fuzz.check.plain.probe import Probe, Slot, Template
from fuzz.check.plain.tensor import given, mapped, spec_of, tensors
from fuzz.check.result import Checked
from fuzz.check.running.lab import Here, first
from fuzz.check.running.source import source_of
from fuzz.report.checked import checked_lines
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.target import TargetValues


class NetworkFailure(AssertionError):
    """Something is wrong with a network; the message says what, where, and how to mend it.

    ``checked`` is all that is known of it.
    """

    __module__ = "resnet_fuzz"  # as users import it, and pytest shows it

    def __init__(self, checked: Checked) -> None:
        super().__init__("\n".join(checked_lines(checked)))
        self.checked = checked


def check(
    network: nn.Module | Callable[[], nn.Module],
    *,
    input: Any = None,  # noqa: A002  # what users call it
    loss: Callable[..., Any] | None = None,
    target: Any = None,
    seconds: float = SECONDS,
    accept: tuple[str, ...] = (),
    without: Collection[str] = (EDITS, COMPILE),
) -> Checked:
    """Check a network, or what a function builds, and raise where something is wrong with it.

    Args:
        network: a network, which is not changed, or a function without arguments that returns one; with
        a function, the lines in which its layers are made are told. input: an input that works: a
        tensor, a tuple of positional arguments, or a dictionary of keyword arguments. By default one is
        found. loss: what it is trained with, called as ``loss(output, target)``. target: the target of
        the loss, for this input. seconds: how long it is checked. accept: names of findings that are no
        failures, such as ``"random_in_eval"``. without: parts that are left out, of
        `fuzz.check.checkup.PARTS`: ``"the input contract"`` takes the longest. By default, those that
        are slow to load or for people alone.

    Returns:
        What is known of the network: its input contract, the remarks, and the findings that are
        accepted.

    Raises:
        NetworkFailure: where something else is found.
        FuzzError: where ``network`` is none, or doesn't return one.
    """
    __tracebackhide__ = True  # pytest shows the line of the test, and what was found
    source = source_of(network)
    template, probe = _template(input) if input is not None else (None, None)
    lab = Here(source, template, _criterion(loss, target))
    there = describe(source.network, source.built, source.gone)
    if loss is not None:
        probe = _with_loss(probe or working_input(lab, there).probe, loss, target)
    checked = checkup(lab, there, name=source.name, probe=probe, seconds=seconds, without=without)
    wrong = tuple(one for one in checked.findings if one.kind != "remark" and one.name not in accept)
    if wrong:
        raise NetworkFailure(replace(checked, findings=wrong))
    return checked


def _template(given_input: Any) -> tuple[Template, Probe]:
    """How the network is called with an input, and the probe that does so."""
    args = given_input if isinstance(given_input, tuple) else (given_input,)
    args, kwargs = ((), given_input) if isinstance(given_input, dict) else (args, {})
    there = [*tensors(args).values(), *tensors(kwargs).values()]
    numbers = iter(range(len(there)))
    slotted = (mapped(one, lambda _: Slot(next(numbers))) for one in (args, kwargs))
    return Template(*slotted), Probe(inputs=tuple(map(given, there)))


def _with_loss(probe: Probe, loss: Callable[..., Any], target: Any) -> Probe:
    """The probe with the user's loss; as plain data as well, where its rules are known."""
    kind = LOSSES.get(type(loss).__name__)
    if (
        kind is None
        or type(loss).__module__.partition(".")[0] != "torch"
        or not isinstance(target, Tensor)
    ):
        return replace(probe, own_loss=True)
    spec = spec_of(target)
    values: TargetValues = "unit" if target.is_floating_point() else "classes"
    options = {"reduction": loss.reduction} if hasattr(loss, "reduction") else {}
    if options.get("reduction") == "mean":
        options = {}
    known = Target(shape=spec.shape, dtype=spec.dtype, values=values)
    return replace(probe, own_loss=True, loss=Loss(kind.name, options), target=known)


def _criterion(loss: Callable[..., Any] | None, target: Any) -> Callable[[Any], Tensor] | None:
    if loss is None:
        return None

    def criterion(output: Any) -> Tensor:
        value: Tensor = loss(output) if target is None else loss(first(output), target)
        return value

    return criterion
