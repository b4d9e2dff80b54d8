"""moving(): norms whose parameters are frozen, and whose statistics are not."""

from collections.abc import Iterator

import torch
from torch import nn
from torch.nn.parameter import is_lazy

from fuzz.check.code.mode import override_of
from fuzz.check.network.place import Places, made_at
from fuzz.check.plain.oversight import Oversight
from fuzz.text import counted

PAGE = "https://docs.pytorch.org/docs/stable/notes/autograd.html#locally-disable-grad-doc"


def moving(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """What is told of batch norms whose parameters require no grad, in a network of which others do: in
    training, their statistics follow the batches all the same. None where a class overrides train(), nor
    of what is frozen beside its like that is trained, as an encoder that follows another one."""
    if not any(one.requires_grad for one in network.parameters()):
        return
    if any(override_of(one) is not None for one in network.modules()):
        return
    following = tuple(f"{name}." for name in _following(network))
    sites = [name for name, one in network.named_modules() if _is_moving(one)]
    sites = [name for name in sites if not name.startswith(following)]
    if not sites:
        return
    others = f" and of {counted(len(sites) - 1, 'more norm')}" if sites[1:] else ""
    yield Oversight(
        "moving_statistics",
        f"the parameters of {sites[0]}{others} are frozen, and their statistics are not: in training"
        " they are those of each batch, and what eval mode takes moves with them",
        "if all of it is to stay as it is, override train(self, mode=True): super().train(mode), then"
        " put the frozen part into eval mode, .eval(), and return self",
        sites[0],
        made_at(network, sites[0], places),
        PAGE,
        minor=True,
    )


def _following(network: nn.Module) -> Iterator[str]:
    """The children of a network that are frozen, where another one of the same shapes is trained."""
    children = {name: list(one.parameters()) for name, one in network.named_children()}
    trained = [_shapes(those) for those in children.values() if any(one.requires_grad for one in those)]
    for name, those in children.items():
        if not any(one.requires_grad for one in those) and _shapes(those) in trained:
            yield name


def _shapes(parameters: list[nn.Parameter]) -> list[torch.Size | None]:
    return [None if is_lazy(one) else one.shape for one in parameters]


def _is_moving(module: nn.Module) -> bool:
    if not isinstance(module, nn.modules.batchnorm._BatchNorm) or not module.track_running_stats:
        return False
    own = list(module.parameters())
    return module.training and bool(own) and not any(one.requires_grad for one in own)
