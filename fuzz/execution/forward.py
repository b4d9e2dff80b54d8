"""forward(): a case up to its output, built, loaded and run on real tensors."""

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from torch import nn

from fuzz.execution.accelerator import seed, synchronize
from fuzz.execution.activations import reusable, reuse
from fuzz.execution.construction import construct, copy_of, prototype
from fuzz.execution.finite import finite, first_nonfinite
from fuzz.execution.lent import can_be_lent, lend, own
from fuzz.execution.op_recorder import Record, StageRaised, run_stage
from fuzz.execution.outcome import NonFinite, Raised, Warned
from fuzz.execution.setting import running, setting_of
from fuzz.execution.surgeon import operate
from fuzz.execution.tensor import input_tensor
from strategies.case import Case
from strategies.edited import output_attribute
from strategies.subject import ordinary
from strategies.surgery import site_of


@dataclass(frozen=True)
class Forward:
    """The output of a forward pass, with the network that returned it, and the warnings.

    One that is ``lasting`` serves several backward passes, so each has to retain its graph.
    """

    network: nn.Module
    output: Any
    nonfinite: NonFinite | None = None
    warnings: tuple[Warned, ...] = ()
    lasting: bool = False


def _prepared(case: Case, device: str, record: Record) -> tuple[nn.Module, nn.Module | None] | Raised:
    """The network of a case: built, edited, loaded and set to its mode; and whose modules it shares."""
    try:
        network, lender = _network(case, device, record)
        if case.load != "no":
            with run_stage("load", record, network):
                original = prototype(ordinary(case.subject), device).take(record).state_dict()
                network.load_state_dict(original, strict=case.load == "strict")
                synchronize(device)
    except StageRaised as stage_raised:
        return stage_raised.raised
    return network.train(case.mode == "train"), lender


def forward(case: Case, device: str) -> Forward | Raised:
    """Run a case up to the output of its network."""
    record, setting = Record(), setting_of(case, device)
    prepared = _prepared(case, device, record)
    if isinstance(prepared, Raised):
        return prepared
    network, lender = prepared
    try:
        seed(device)
        with run_stage("forward", record, network), running(setting):
            x = input_tensor(case.input, device)
            reused = nullcontext() if lender is None else reuse(x, case, device, lender, record)
            with reused:
                output = logits(case, network(x))
            synchronize(device)
    except StageRaised as stage_raised:
        return stage_raised.raised
    nonfinite = None
    if not finite(output):
        with running(setting):
            nonfinite = first_nonfinite(network, x)
    return Forward(network, output, nonfinite, tuple(record.warned))


def logits(case: Case, output: Any) -> Any:
    """What is compared with a target of what a network returns, as users write it."""
    attribute = output_attribute(case)
    return getattr(output, attribute) if attribute else output


def _network(case: Case, device: str, record: Record) -> tuple[nn.Module, nn.Module | None]:
    """The network of a case after its edits, and the prototype where it shares modules with that."""
    with run_stage("build", record):
        original = prototype(case.subject, device).take(record)
        lender = original if reusable(case) and can_be_lent(original) else None
        network = (
            copy_of(case.subject, original, private=case.load != "no")
            if lender is None
            else lend(lender)
        )
        if case.gradient == "frozen":
            network.requires_grad_(False)
    seed(device)  # so that new layers have the same weights, whatever was built before
    for edit in case.edits:
        with run_stage("build", record, site=site_of(edit)):
            if lender is not None:
                own(network, edit, lender)
            network = operate(network, edit, lambda layer: construct(layer, device))
            synchronize(device)
    return network, lender
