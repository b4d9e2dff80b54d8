"""apart(): an edited skeleton and its original, as far as they differ: one is loaded into the other."""

from torch import nn

from fuzz.execution.composition.module_digest import shallow_clone


def apart(one: nn.Module, other: nn.Module) -> tuple[nn.Module, nn.Module]:
    """Copies of two networks without the modules that both have at the same place.

    Where the state dict of one is loaded into the other, such a module's keys are neither missing nor
    unexpected and its shapes are the same; on ``meta`` there are no values to copy. So torch raises the
    same for these as for the whole, at the price of what was edited. Source:
    https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.load_state_dict.
    """
    one, other = shallow_clone(one), shallow_clone(other)
    for name, mine in [*one._modules.items()]:
        theirs = other._modules.get(name)
        if mine is None or theirs is None:
            continue
        if mine is theirs:
            del one._modules[name], other._modules[name]
        else:
            one._modules[name], other._modules[name] = apart(mine, theirs)
    return one, other
