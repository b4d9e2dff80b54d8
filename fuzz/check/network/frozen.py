"""moving(): norms whose parameters are frozen, and whose statistics are not."""

from collections.abc import Iterator

from torch import nn

from fuzz.check.code.mode import override_of
from fuzz.check.network.place import Places, made_at
from fuzz.check.plain.oversight import Oversight
from fuzz.text import counted

PAGE = "https://docs.pytorch.org/docs/stable/notes/autograd.html#locally-disable-grad-doc"


def moving(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """What is told of batch norms whose parameters require no grad, in a network of which others do: in
    training, their statistics follow the batches all the same. None where a class overrides train()."""
    if not any(one.requires_grad for one in network.parameters()):
        return
    if any(override_of(one) is not None for one in network.modules()):
        return
    sites = [name for name, one in network.named_modules() if _is_moving(one)]
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


def _is_moving(module: nn.Module) -> bool:
    if not isinstance(module, nn.modules.batchnorm._BatchNorm) or not module.track_running_stats:
        return False
    own = list(module.parameters())
    return module.training and bool(own) and not any(one.requires_grad for one in own)
