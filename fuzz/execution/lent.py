"""Lent: a network for one case, of the very modules of the prototype but for those that are edited.

To copy a network takes longer than to run its last layers. A case that writes into no weight, buffer or
gradient needs a copy only of what it edits, and of what is around that.
"""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from torch import nn

from fuzz.execution.construction import replica_alone
from strategies.surgery import AnyEdit, Assign, Extract, Truncate

_known: WeakKeyDictionary[nn.Module, frozenset[int]] = WeakKeyDictionary()


def can_be_lent(original: nn.Module) -> bool:
    """Whether each module and weight of a network is at one place alone, so that it is copied alone."""
    return bool(_modules_of(original))


def lend(original: nn.Module) -> nn.Module:
    """A network of the modules of another, for evaluation: call `own` before each edit.

    Leaves the ``original`` in evaluation mode.
    """
    if original.training:
        original.eval()
    return replica_alone(original)


def own(network: nn.Module, edit: AnyEdit, original: nn.Module) -> None:
    """Copy what an edit of a network will write into, and what is around that, of the original."""
    theirs = _modules_of(original)
    for name in _written(edit):
        child = network._modules.get(name)
        if child is None:
            return
        if id(child) in theirs:
            child = network._modules[name] = replica_alone(child)
        network = child


def _written(edit: AnyEdit) -> list[str]:
    """The way to the module that an edit writes into: but for an assignment, that around its site."""
    path = [] if isinstance(edit, Truncate | Extract) else edit.site.split(".")
    return path if isinstance(edit, Assign) and edit.site else path[:-1]


def _modules_of(original: nn.Module) -> frozenset[int]:
    """The identities of the modules of a network; none where any, or a weight, is at several places."""
    if original not in _known:
        modules = [module for _, module in original.named_modules(remove_duplicate=False)]
        held = [one for module in modules for one in (module, *_tensors(module))]
        alone = len({id(one) for one in held}) == len(held)
        _known[original] = frozenset(map(id, modules)) if alone else frozenset()
    return _known[original]


def _tensors(module: nn.Module) -> Iterable[object]:
    held = (*module._parameters.values(), *module._buffers.values())
    return (tensor for tensor in held if tensor is not None)
