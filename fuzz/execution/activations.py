"""Activations: what an unedited module returns is computed once, for all cases that begin alike.

Most cases differ near the end of their network: all that comes before is the same computation on the
same input. A module is reused where it is that of the `prototype`, in evaluation mode, given a tensor
that holds, bit by bit, what it was given before; what it returned then is returned as a new tensor.
Nothing else of the run changes: the modules stand where they stood, and an edited one is run as it is.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor, nn

from fuzz.execution.op_recorder import Record
from fuzz.execution.remembered import Remembered, write
from strategies.case import Case
from strategies.network.imported import is_own

_remembered = Remembered()


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
    """Reuse what the modules of the prototype return, wherever a case has them.

    Expects that what the case has edited are copies of them (`fuzz.execution.lent`).
    """
    setting = (case.subject, case.gradient, case.autocast, device)
    parts = tuple(_parts(original))
    for name, module in parts:
        vars(module)["forward"] = _reusing(name, module.forward, setting, record)
    write(x, (setting, case.input))
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


def _reusing(
    name: str, run: Callable[..., Any], setting: Hashable, record: Record
) -> Callable[..., Any]:
    """The forward of a module that computes nothing twice."""

    def forward(*args: Any, **options: Any) -> Any:
        alone = len(args) == 1 and not options and isinstance(args[0], Tensor)
        begun = _remembered.name(args[0], setting) if alone else None
        if begun is None:
            return run(*args, **options)
        path = (begun, name)
        known = _remembered.find(path)
        if known is not None:
            output = known.clone()
        else:
            warned, version = len(record.warned), args[0]._version
            output = run(args[0])
            quiet = (args[0]._version, len(record.warned)) == (version, warned)
            if quiet and _is_new(output, args[0]):
                _remembered.put(path, output, setting)
        if isinstance(output, Tensor):
            write(output, path)
        return output

    return forward


def _is_new(output: Any, x: Tensor) -> bool:
    """Whether what a module returns is a tensor with a memory of its own."""
    return isinstance(output, Tensor) and output is not x and not output._is_view()
