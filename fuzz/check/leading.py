"""leading(): layers that take the first dimension for that of a sequence, where it is the batch."""

from collections.abc import Callable

from torch import nn

from fuzz.check.network.place import is_torchs, module_at

FIRST = "batch_first"
LAYERS = (nn.TransformerEncoderLayer, nn.TransformerDecoderLayer)
"""What has attention of its own inside, to which it hands the option on."""


def leading(fresh: Callable[[], nn.Module], site: str, mixes: Callable[[nn.Module], bool]) -> str:
    """What to do about the layer at a site where a network ``mixes`` samples, or takes them for steps,
    if with ``batch_first=True`` it does not, as is seen by running it so; else ""."""
    network = fresh()
    there = module_at(network, site)
    second = [] if there is None else [one for one in there.modules() if _takes_second(one)]
    if there is None or not is_torchs(there) or not second:
        return ""
    for one in second:
        setattr(one, FIRST, True)
    try:
        if mixes(network):
            return ""
    except (RuntimeError, ValueError, AssertionError):
        return ""
    kind = next((type(one) for one in there.modules() if isinstance(one, LAYERS)), type(second[0]))
    return (
        f"say that the batch is first: nn.{kind.__name__}(..., batch_first=True), as without it the"
        " first dimension is that of the sequence (with it, no sample depends on the others)"
    )


def _takes_second(module: nn.Module) -> bool:
    return is_torchs(module) and getattr(module, FIRST, None) is False
