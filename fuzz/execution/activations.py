"""Activations: what an unedited module returns is computed once, for all cases that begin alike.

Most cases differ near the end of their network: all that comes before is the same computation on the
same input. A module is reused where it is still that of the `prototype`, in evaluation mode, given the
very tensor that it was given before; what it returned then is returned as a new tensor. Nothing else of
the run changes: the modules stand where they stood, and an edited one is run as it is.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
import torch
from torch import Tensor, nn

from fuzz.execution.construction import HOOKS
from fuzz.execution.memo import Memo
from fuzz.execution.op_recorder import Record
from strategies.case import Case, key, without_loss
from strategies.network.imported import is_own

ELEMENTS, LARGEST = 2**24, 2**21
"""The elements that are remembered in all, and those of the largest of the tensors: 64 and 8 MB."""

_remembered: Memo[Tensor] = Memo(ELEMENTS, weight=torch.numel)


class Twin(NamedTuple):
    """A module of the copy that a case edits, and the one of the prototype that it was copied from."""

    name: str
    copy: nn.Module
    original: nn.Module


def twins(copy: nn.Module, original: nn.Module) -> tuple[Twin, ...]:
    """The outermost modules of a copy, before it is edited."""
    return tuple(Twin(name, getattr(copy, name), child) for name, child in original.named_children())


def forget() -> None:
    """Clear what is remembered, so that the next case is run whole."""
    _remembered.clear()


def reusable(case: Case) -> bool:
    """Whether a case computes what another may compute as well.

    In training mode it does not: dropout is random, and a norm updates its running statistics. Nor where
    a state dict is loaded, or a backward pass wants what was saved for it; nor a network of the user's
    own, whose modules may remember anything.
    """
    shares = case.mode == "eval" and case.load == "no" and not case.backward
    return shares and not is_own(case.subject.model)


@contextmanager
def reuse(x: Tensor, case: Case, device: str, modules: Iterable[Twin], record: Record) -> Iterator[None]:
    """Reuse what those of the modules return that are unedited, for the input of a case."""
    begin = (key(msgspec.structs.replace(without_loss(case), edits=())), device)
    unedited = [twin for twin in modules if intact(twin.copy, twin.original)]
    for name, copy, _ in unedited:
        vars(copy)["forward"] = _reusing(name, copy.forward, record)
    _name(x, begin)
    try:
        yield
    finally:
        for twin in unedited:
            del vars(twin.copy)["forward"]


def intact(copy: nn.Module, original: nn.Module) -> bool:
    """Whether a module is still what it was copied from: the same attributes, weights and modules."""
    now, before = vars(copy), vars(original)
    if type(copy) is not type(original) or now.keys() != before.keys():
        return False
    unlike = (name for name, value in before.items() if now[name] is not value)
    return all(_alike(name, now[name], before[name]) for name in unlike)


def _alike(name: str, now: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether an attribute that each module has for itself says the same of both."""
    if name in ("_parameters", "_buffers", "_modules"):
        return now.keys() == before.keys() and all(map(_same, now.values(), before.values()))
    return name == "training" or (name in HOOKS and len(now) == 0)


def _same(now: Any, before: Any) -> bool:
    if isinstance(now, nn.Module):
        return intact(now, before)
    if isinstance(now, nn.Parameter):
        return bool(now.data_ptr() == before.data_ptr() and now.shape == before.shape)
    return (now is None) == (before is None)


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
