"""Activations: what an unedited module returns is computed once, for all cases that begin alike.

Most cases differ near the end of their network: all that comes before is the same computation on the
same input. A module is reused where it is still that of the `prototype`, in evaluation mode, given the
very tensor that it was given before; what it returned then is returned as a new tensor. Nothing else of
the run changes: the modules stand where they stood, and an edited one is run as it is.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import torch
from torch import Tensor, nn

from fuzz.execution.memo import Memo
from fuzz.execution.op_recorder import Record
from strategies.case import Case, key, without_loss
from strategies.network.imported import is_own

ELEMENTS, LARGEST = 2**24, 2**21
"""The elements that are remembered in all, and those of the largest of the tensors: 64 and 8 MB."""

_remembered: Memo[Tensor] = Memo(ELEMENTS, weight=torch.numel)


def forget() -> None:
    """Clear what is remembered, so that the next case is run whole."""
    _remembered.clear()


def reusable(case: Case) -> bool:
    """Whether a case computes what another may compute as well.

    In training mode it does not: dropout is random, and a norm updates its running statistics. Nor where
    a state dict is loaded, weights are frozen, or a backward pass wants what was saved for it; nor a
    network of the user's own, whose modules may remember anything.
    """
    changes = case.mode == "train" or case.load != "no" or case.gradient == "frozen" or case.backward
    return not changes and not is_own(case.subject.model)


@contextmanager
def reuse(x: Tensor, case: Case, device: str, original: nn.Module, record: Record) -> Iterator[None]:
    """Reuse what the modules of the prototype return, wherever a case has them, for its input.

    Expects that what the case has edited are copies of them (`fuzz.execution.lent`).
    """
    begin = (key(msgspec.structs.replace(without_loss(case), edits=())), device)
    parts = tuple(_parts(original))
    for name, module in parts:
        vars(module)["forward"] = _reusing(name, module.forward, record)
    _name(x, begin)
    try:
        yield
    finally:
        for _, module in parts:
            del vars(module)["forward"]


def _parts(network: nn.Module) -> Iterator[tuple[str, nn.Module]]:
    """The stages of a network, and the blocks that they consist of."""
    for name, stage in network.named_children():
        yield name, stage
        yield from ((f"{name}.{number}", block) for number, block in stage.named_children())


def _reusing(name: str, run: Callable[..., Any], record: Record) -> Callable[..., Any]:
    """The forward of a module that computes nothing twice."""

    def forward(*args: Any, **options: Any) -> Any:
        begun = _named(args[0]) if len(args) == 1 and not options else None
        if begun is None:
            return run(*args, **options)
        path = (begun, name)
        known = _remembered.find(path)
        output = _run(run, args[0], path, record) if known is None else known.clone()
        if isinstance(output, Tensor):
            _name(output, path)
        return output

    return forward


def _run(run: Callable[..., Any], x: Tensor, path: Hashable, record: Record) -> Any:
    """Run a module, and remember what it returns unless it does more than return a new tensor."""
    before = (x._version, len(record.warned))
    output = run(x)
    new = isinstance(output, Tensor) and output is not x and not output._is_view()
    if new and output.numel() <= LARGEST and (x._version, len(record.warned)) == before:
        _remembered.put(path, output.detach().clone().requires_grad_(output.requires_grad))
    return output


def _name(x: Tensor, name: Hashable) -> None:
    """Write on a tensor what it was computed by, for as long as nothing changes it in place."""
    vars(x)["computed_by"] = (name, x._version)


def _named(x: Any) -> Any:
    """What a tensor was computed by; None where that is not known."""
    if not isinstance(x, Tensor):
        return None
    name, version = vars(x).get("computed_by", (None, None))
    return name if version == x._version else None
