"""One case run from beginning to end, the way a test does that a person wrote.

Nothing is remembered, shared or left out; the tensors, edits, losses and the judgement are those of
`fuzz`, so that the signatures are comparable.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from benchmarks.peer.network import Build
from fuzz.execution import criterion
from fuzz.execution.construction import construct
from fuzz.execution.finite import finite, first_nonfinite
from fuzz.execution.op_recorder import Record, StageRaised, run_stage
from fuzz.execution.outcome import Described, NonFinite, Outcome, Returned
from fuzz.execution.surgeon import operate
from fuzz.execution.tensor import input_tensor, target_tensor
from fuzz.verdict import Signature
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.subject import Subject


def signature(case: Case, build: Build, device: str) -> Signature | None:
    """Run a case on a network from ``build`` and return the signature of its finding."""
    finding = judge(case, _outcome(case, build, device))
    return None if finding is None else finding.signature


def _outcome(case: Case, build: Build, device: str) -> Outcome:
    record = Record()
    try:
        return _run(case, build, device, record)
    except StageRaised as stage_raised:
        return stage_raised.raised


def _run(case: Case, build: Build, device: str, record: Record) -> Outcome:
    with run_stage("build", record):
        network = build(case.subject)
        if case.gradient == "frozen":
            network.requires_grad_(False)
        for edit in case.edits:
            network = operate(network, edit, lambda layer: construct(layer, device))
    if case.load != "no":
        with run_stage("load", record, network):
            network.load_state_dict(build(Subject()).state_dict(), strict=case.load == "strict")
    network.train(case.mode == "train")
    with run_stage("forward", record, network), _setting(case):
        given = input_tensor(case.input, device)
        output = network(given)
    with _setting(case):
        nonfinite = None if _fine(output) else first_nonfinite(network, given)
    if case.loss is not None:
        with run_stage("loss", record), _setting(case):
            measure = criterion.build(case.loss, device)
            target = target_tensor(case.target, device)
            value = criterion.call(case.loss, measure, output, target)
        if case.backward:
            with run_stage("backward", record):
                value.backward()  # type: ignore[no-untyped-call]
        nonfinite = nonfinite or _nonfinite(case.loss.kind, value, network)
    return Returned(
        output=Described(type(output).__name__),
        nonfinite=nonfinite,
        warnings=tuple(record.warned),
    )


@contextmanager
def _setting(case: Case) -> Iterator[None]:
    """Gradients and autocast as the case wants them; there is none for the meta device."""
    kind = None if case.autocast == "off" else getattr(torch, case.autocast)
    autocast = torch.autocast("cpu", dtype=kind, enabled=kind is not None)
    with torch.set_grad_enabled(case.gradient != "off"), autocast:
        yield


def _fine(value: Any) -> bool:
    """Whether a value is finite; on the meta device there is none to look at."""
    return (isinstance(value, Tensor) and value.is_meta) or finite(value)


def _nonfinite(loss: str, value: Tensor, network: nn.Module) -> NonFinite | None:
    if not _fine(value):
        return NonFinite("loss", loss)
    for name, weight in network.named_parameters():
        if weight.grad is not None and not _fine(weight.grad):
            return NonFinite("backward", loss, name.rpartition(".")[0])
    return None
